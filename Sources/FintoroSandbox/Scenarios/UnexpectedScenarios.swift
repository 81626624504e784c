extension Scenario {
  /// Names, reasons, URLs and event types that no terminal should be shown as they are.
  public static let hostile = Scenario(subscriptions: HostileScenario.subscriptions)
}

enum HostileScenario {
  private static let texts = [
    // Escape codes: clear the screen, set the title, ask the terminal to type, a colour left on, the other kind of CSI.
    "\u{1B}[2J\u{1B}[HERP sync", "\u{1B}]0;owned\u{07}Title", "\u{1B}[6n\u{1B}[c", "\u{1B}[31mred for ever",
    "\u{9B}31mC1\u{85}next", "\u{1B}P+q544e\u{1B}\\DCS",
    // Lines and blanks.
    "two\nlines", "carriage\rreturn", "tab\there", "nul\u{0}inside", "del\u{7F}", "line\u{2028}paragraph\u{2029}",
    "\u{08}\u{08}\u{08}back", "   ", "",
    // Directions and the invisible.
    "\u{202E}gnirts desrever\u{202C}", "\u{2066}isolate", "a\u{200B}b\u{200D}c\u{FEFF}d\u{2060}e", "soft\u{AD}hyphen",
    "tags\u{E0041}\u{E007F}", "variation\u{FE0F}\u{E0100}",
    // Width: wide, combining, joined.
    "東京倉庫の在庫同期", "Z" + String(repeating: "\u{0300}\u{0336}\u{0489}", count: 20) + "algo", "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "🇸🇰🇨🇿🇸", "ﷺ one letter", "한국어 \u{1112}\u{1161}\u{11AB}", "e\u{301}e\u{301}e\u{301}", "\u{301}starts with a mark",
    "नमस्ते தமிழ்", "\u{FFFD}\u{FFFE}", String(repeating: "W", count: 255), String(repeating: "語", count: 255),
    // What other programs would read more into.
    "=HYPERLINK(\"http://evil.example.com\")", "'; DROP TABLE subscriptions; --", "$(reboot) `reboot`", "%s%n%x",
    "<script>alert(1)</script>", "../../etc/passwd", "-rf", "name\",\"isActive\":false,\"x\":\"",
  ]

  static let subscriptions = texts.enumerated().map { number, text in
    SubscriptionSeed(
      id: number == 0 ? 9_007_199_254_740_991 : 801 + number, name: text, url: url(number),
      isActive: number % 3 != 0,
      subscribedEvents: number % 5 == 0 ? ["invoices.paid", text] : ["invoices.paid"],
      past: SubscriptionPast(
        success: number % 2 == 0 ? 60 : nil, failure: number % 4 == 0 ? 30 : nil,
        disabled: number % 3 == 0 ? Age.day : nil, reason: number % 3 == 0 ? text : nil, created: 30 * Age.day))
  }

  /// Mostly ordinary, as the rules allow little else; the longest possible one, and some that resemble others.
  private static func url(_ number: Int) -> String {
    switch number {
    case 1: "https://a.example.com/" + String(repeating: "p", count: 2048 - 22)
    case 2: "https://xn--80ak6aa92e.example.com/"
    case 3: "https://příliš-žluťoučký.example.com/kůň?ú=ů"
    case 4: "https://a.example.com/%1B%5B2J%00%0A"
    default: "https://hooks-\(number).example.com/fintoro"
    }
  }
}

extension Scenario {
  /// A server of tomorrow: event types and fields that no contract of today has. Contract: unknown types are kept.
  public static let newerServer = Scenario(
    subscriptions: [
      SubscriptionSeed(
        id: 801, name: "Bank matching", url: "https://pay.acme.sk/hooks/bank",
        subscribedEvents: ["bank-accounts.updated", "bank-statements.imported", "invoices.paid", "tasks.done"],
        past: SubscriptionPast(success: 26 * Age.minute, failure: 41 * Age.day, created: 310 * Age.day)),
      SubscriptionSeed(
        id: 802, name: "Tasks to chat", url: "https://chat.acme.sk/hooks/tasks",
        subscribedEvents: ["tasks.created", "tasks.done", "v2.invoices.archived"],
        past: SubscriptionPast(success: 12 * Age.minute, created: 3 * Age.day)),
    ],
    faults: [Fault(.extraFields)])
}

/// The language of an error. Contract: `sk` and `cs` are answered in Slovak, everything else in English.
enum Language: String, Sendable, Codable {
  case slovak = "sk"
  case english = "en"

  /// The best of an `Accept-Language` header among the languages the API has; English where none fits.
  init(acceptLanguage header: String?) {
    let offers = (header ?? "").split(separator: ",").compactMap(Self.offer)
    // The first of equals wins, as it stands first in the header.
    let best = offers.reduce(nil as Offer?) { best, offer in
      if let best, best.quality >= offer.quality { best } else { offer }
    }
    self = ["sk", "cs"].contains(best?.tag) ? .slovak : .english
  }

  private typealias Offer = (tag: String, quality: Double)

  private static func offer(_ text: Substring) -> Offer? {
    let parts = text.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
    guard let tag = parts.first?.prefix(while: { $0 != "-" && $0 != "_" }) else { return nil }
    let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
    guard quality > 0, tag == "*" || known.contains(String(tag)) else { return nil }
    return (String(tag), quality)
  }

  private static let known: Set = [
    "sk", "en", "cs", "de", "et", "es", "fr", "hr", "hu", "it", "lt", "nl", "pl", "pt", "ro", "sr", "ru", "sl", "uk",
  ]
}

/// One text in both languages.
struct Bilingual: Hashable, Sendable {
  let english: String
  let slovak: String

  init(_ english: String, _ slovak: String) {
    self.english = english
    self.slovak = slovak
  }

  func `in`(_ language: Language) -> String {
    switch language {
    case .english: english
    case .slovak: slovak
    }
  }
}

import FintoroWebhooks

/// A line of the palette: what it does, and the words that find it.
struct PaletteEntry {
  let text: String
  /// At the right end: the keys, or what kind of thing it is.
  let aside: String
  /// The command of a key; nil for other lines.
  var command: Command?
  let requests: [Request]
  private let terms: [Term]

  /// A word that finds the line; one of its name counts most, one of its explanation least.
  private struct Term {
    let word: String
    let weight: Int
  }

  init(
    _ text: String, aside: String, name: String, synonyms: String = "", explanation: String = "",
    command: Command? = nil, _ requests: [Request]
  ) {
    (self.text, self.aside, self.command, self.requests) = (text, aside, command, requests)
    terms = [(name, 3), (synonyms, 2), (explanation, 1)].flatMap { text, weight in
      Self.words(text).map { Term(word: $0, weight: weight) }
    }
  }

  /// The words of a text, in small letters.
  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// How well it fits; nil if one of the words fits nothing of it.
  func score(_ words: [String]) -> Int? {
    var sum = 0
    for word in words {
      let best = terms.lazy.map { Self.likeness(word, $0.word) * $0.weight }.max() ?? 0
      if best == 0 { return nil }
      sum += best
    }
    return sum
  }

  /// A whole word before the beginning of one, that before a part of one.
  static func likeness(_ typed: String, _ word: String) -> Int {
    if typed == word { return 100 }
    // Not by how much of it was typed: `d` must not prefer the shorter delete to disable.
    if word.hasPrefix(typed) { return 60 }
    return typed.utf8.count >= 3 && word.contains(typed) ? 10 : 0
  }
}

/// Everything that can be found.
extension PaletteEntry {
  /// The commands of a place; movements work only by keys.
  static func commands(of place: Context, in world: World) -> [PaletteEntry] {
    var seen: Set<Command> = []
    return (Bindings.of(place, in: world) + Bindings.of(.everywhere)).filter { binding in
      // In the form, Space may be a character to type.
      !movements.contains(binding.command) && !(binding.command == .toggle && place == .form)
        && seen.insert(binding.command).inserted
    }.compactMap { binding in
      binding.keys.first.map { key in
        PaletteEntry(
          binding.help, aside: binding.keyNames, name: binding.shortName, synonyms: binding.command.synonyms,
          explanation: binding.help, command: binding.command, [.press(key)])
      }
    }
  }

  private static let movements: Set<Command> = [
    .up, .down, .left, .right, .pageUp, .pageDown, .first, .last, .nextField, .previousField, .palette, .mark,
  ]

  /// Subscriptions, companies, themes and states that the words may mean.
  static func things(_ words: [String], in world: World) -> [PaletteEntry] {
    subscriptions(words, in: world) + companies(world) + themes(world) + states
  }

  /// What can be done with each subscription that one of the words names: `erp dis` disables ERP sync.
  private static func subscriptions(_ words: [String], in world: World) -> [PaletteEntry] {
    world.list.subscriptions.lazy.map(\.subscription).filter { subscription in
      let own = self.words("\(subscription.displayName) \(subscription.id)")
      return words.contains { word in own.contains { likeness(word, $0) > 10 } }
    }.prefix(100).flatMap { subscription -> [PaletteEntry] in
      let commands: [Command] = [
        .open, .edit, .toggleEnabled, .backfill, .acknowledge, .rotate, .delete, .duplicate, .copy,
      ]
      return commands.compactMap { command in
        if world.isPast, command.isOfNowAlone { return nil }
        let verb = command.verb(isActive: subscription.isActive)
        // Without a verb only what is safe.
        let named = words.contains { word in
          self.words("\(verb) \(command.synonyms)").contains { likeness(word, $0) > 10 }
        }
        guard named || command == .open else { return nil }
        return PaletteEntry(
          "\(verb) \(subscription.displayName)", aside: String(subscription.id),
          name: "\(verb) \(subscription.displayName) \(subscription.id)", synonyms: command.synonyms,
          [.act(command, id: subscription.id)])
      }
    }
  }

  private static func companies(_ world: World) -> [PaletteEntry] {
    guard !world.isPast else { return [] }
    return world.companies.filter { $0.id != world.session.id }.map { company in
      PaletteEntry(
        "go to \(company.session.name)", aside: company.session.profileName,
        name: "\(company.session.name) \(company.session.profileName)", explanation: Command.companies.synonyms,
        [.effect(.openCompany(company.id))])
    }
  }

  private static func themes(_ world: World) -> [PaletteEntry] {
    world.themes.map { theme in
      var choices = world.choices
      choices.theme = theme
      return PaletteEntry(
        "theme \(theme.name)", aside: theme.name == world.choices.theme.name ? "now" : "theme", name: theme.name,
        explanation: "theme \(Command.theme.synonyms)", [.choose(choices)])
    }
  }

  private static let states = HealthState.allCases.map { state in
    PaletteEntry(
      "show only \(state.symbol) \(state.word)", aside: "state", name: state.word,
      explanation: "filter state only \(Command.filter.synonyms)",
      [.filterBoard("state:\(state.hyphenatedWord)")])
  }
}

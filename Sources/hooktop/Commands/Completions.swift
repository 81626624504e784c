import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import History

/// What a shell offers where a value is typed: from the config and what hooktop kept on the disk, without a request or
/// a token.
///
/// Names are the server's, and a shell may read again what it is given. So only words that mean the same in every shell
/// are offered; a name with any other character is left out.
enum Completions {
  static let profiles = CompletionKind.custom { _, _, _ in
    safe(CompletionSources()?.config.profiles.map(\.name) ?? [])
  }

  static let ids = CompletionKind.custom { words, _, _ in ids(words) }

  static let names = CompletionKind.custom { words, _, _ in
    safe(subscriptions(words).compactMap(\.name)) + ids(words)
  }

  static let events = CompletionKind.custom { _, _, _ in
    EventCatalogue.types.map(\.rawValue) + EventCatalogue.resources.map { $0.id + ".*" }
  }

  static let filters = CompletionKind.custom { words, _, _ in
    let filters = HealthState.allCases.map { "state:" + $0.hyphenatedWord } + subscriptions(words).map { "id:\($0.id)" }
    // For zsh a description begins behind a plain colon.
    return CompletionShell.requesting == .zsh ? filters.map { $0.replacing(":", with: "\\:") } : filters
  }

  /// Gaps by their ids; where those cannot be had in a moment, subscriptions, whose ids mean their open gap as well.
  static let gaps = CompletionKind.custom { words, _, _ in
    guard let sources = CompletionSources(), let books = OfferedGaps.books(sources.paths) else { return ids(words) }
    let now = Date()
    return sources.connections(words).flatMap { OfferedGaps.ids(books, $0, sources.paths, words, at: now) }
  }

  static let columns = CompletionKind.list(SubscriptionOrder.keys.map(\.name))

  /// Whole thresholds: most shells put a blank behind what they complete.
  static let thresholds = CompletionKind.list(
    CheckMeasure.all.map { $0.name + ($0 == .age ? "=6h" : "=0") })

  static let files = CompletionKind.file()

  private static func ids(_ words: [String]) -> [String] { subscriptions(words).map { String($0.id) } }

  private static func subscriptions(_ words: [String]) -> [Subscription] {
    guard let sources = CompletionSources() else { return [] }
    return sources.connections(words).flatMap { source in
      KeptList(source, sources.paths)?.read()?.list.subscriptions ?? []
    }
  }

  static func safe(_ words: [String]) -> [String] {
    words.filter { word in
      !word.isEmpty && !word.hasPrefix("-")
        && word.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII
            ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar)
            : scalar.properties.isAlphabetic
        }
    }
  }
}

extension CheckState {
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// What completions are made of.
private struct CompletionSources {
  let environment: AppEnvironment
  let config: Config

  var paths: Paths { environment.paths }

  init?() {
    guard let environment = try? AppEnvironment.system, let config = try? ConfigFile.read(environment.paths) else {
      return nil
    }
    (self.environment, self.config) = (environment, config)
  }

  /// The connections that a command line so far is about; one that is not known is none.
  func connections(_ words: [String]) -> [ConnectionSource] {
    let names = words.contains("--all-profiles") ? config.profiles.map(\.name) : Self.profiles(in: words)
    return (names.isEmpty ? [nil] : names.map(Optional.some)).compactMap { name in
      try? ConnectionSource.resolve(
        .init(profile: name), environment: environment.variables, config: config, paths: paths)
    }
  }

  /// Those that `--profile` names, each once. A shell hands words over as they were typed, with their quotes, and bash
  /// makes three of `--profile=second`.
  private static func profiles(in words: [String]) -> [String] {
    var names: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      var value: String?
      if word == "--profile" {
        if rest.first == "=" { _ = rest.popFirst() }
        value = rest.popFirst()
      } else if word.hasPrefix("--profile=") {
        value = String(word.dropFirst("--profile=".count))
      }
      if let name = value.flatMap({ CommandWords.split($0)?.first }), !names.contains(name) { names.append(name) }
    }
    return names
  }
}

/// The gaps of the decisions file that a command can be about. What the history shows besides is not looked for: a shell
/// waits for each of its keys.
private enum OfferedGaps {
  /// A file of this size is read in the time between two keys.
  private static let maxBytes = 1 << 20

  struct Company: Hashable {
    var origin: String
    var id: Int
  }

  /// Nil where there is no file, or one that cannot be read in a moment. Read without its lock: a line that is being
  /// written is passed over.
  static func books(_ paths: Paths) -> [Company: GapBook]? {
    let rule = FileRule(maxBytes: maxBytes, owner: .us, openness: .othersMayRead, followsLink: false)
    guard let bytes = try? FileReader.read(paths.gaps, rule) else { return nil }
    let decoder = JSONDecoder()
    return bytes.split(separator: UInt8(ascii: "\n")).reduce(into: [:]) { books, line in
      guard let line = try? decoder.decode(GapLine.self, from: Data(line)), let event = line.value else { return }
      books[Company(origin: line.origin, id: line.company), default: GapBook()].add(event)
    }
  }

  /// - Parameter words: the command line so far, with `done`, `ack` or `unack` in it.
  static func ids(
    _ books: [Company: GapBook], _ source: ConnectionSource, _ paths: Paths, _ words: [String], at now: Date
  ) -> [String] {
    let keys = CompanyKeys(baseURL: source.baseURL, profile: source.profile, paths: paths)
    let there = books.keys.filter { $0.origin == keys.origin }
    guard let id = keys.pinned ?? (there.count == 1 ? there.first?.id : nil),
      let book = books[Company(origin: keys.origin, id: id)]
    else { return [] }
    let command = words.first { ["done", "ack", "unack"].contains($0) }
    return book.open(at: now).filter { record in
      switch command {
      case "unack": record.acknowledgement != nil
      case "ack": record.acknowledgement == nil && record.standing(at: now) != .closed
      default: words.contains("--undo") ? record.isTicked : record.standing(at: now) == .toFetch
      }
    }.map(\.id.rawValue)
  }
}

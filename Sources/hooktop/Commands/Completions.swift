import ArgumentParser
import FintoroWebhooks

/// What a shell offers where a value is typed: from the config and the last kept list, without a request or a token.
///
/// Names are the server's, and a shell may read again what it is given. So only words that mean the same in every shell
/// are offered; a name with any other character is left out.
enum Completions {
  static let profiles = CompletionKind.custom { _, _, _ in safe(config?.profiles.map(\.name) ?? []) }

  static let ids = CompletionKind.custom { words, _, _ in
    (keptList(words)?.subscriptions ?? []).map { String($0.id) }
  }

  static let names = CompletionKind.custom { words, _, _ in
    let subscriptions = keptList(words)?.subscriptions ?? []
    return safe(subscriptions.compactMap(\.name)) + subscriptions.map { String($0.id) }
  }

  static let events = CompletionKind.custom { _, _, _ in
    EventCatalogue.types.map(\.rawValue) + EventCatalogue.resources.map { $0.id + ".*" }
  }

  static let filters = CompletionKind.custom { words, _, _ in
    HealthState.allCases.map { "state:" + $0.hyphenatedWord }
      + (keptList(words)?.subscriptions ?? []).map { "id:\($0.id)" }
  }

  static let columns = CompletionKind.list(SubscriptionOrder.keys.map(\.name))

  private static var config: Config? { (try? AppEnvironment.system.paths).flatMap { try? ConfigFile.read($0) } }

  /// - Parameter words: the command line so far; its `--profile` names the list.
  private static func keptList(_ words: [String]) -> SubscriptionList? {
    guard let environment = try? AppEnvironment.system, let config else { return nil }
    let profile = words.firstIndex(of: "--profile").map { $0 + 1 }.flatMap {
      words.indices.contains($0) ? words[$0] : nil
    }
    let source = try? ConnectionSource.resolve(
      .init(profile: profile), environment: environment.variables, config: config, paths: environment.paths)
    return source.flatMap { KeptList($0, environment.paths)?.read()?.list }
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

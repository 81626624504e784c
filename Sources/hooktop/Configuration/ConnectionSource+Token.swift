import FintoroAPI

extension ConnectionSource {
  /// The second step: reads the token from where it is kept.
  func accessToken(environment: [String: String], paths: Paths) async throws(ConfigurationProblem) -> AccessToken {
    switch token {
    case .given(let token): return token
    case .kept(.file(let path)):
      return try await BlockingWork.run { () throws(ConfigurationProblem) in
        try TokenFile.read(path, paths: paths)
      }
    case .kept(.command(let words)):
      return try await BlockingWork.run { () throws(ConfigurationProblem) in
        try TokenCommand(words: words, environment: environment).run()
      }
    }
  }

  /// What the client needs, with the proxy that the environment asks for.
  func connection(environment: [String: String], paths: Paths) async throws(ConfigurationProblem) -> APIConnection {
    let proxy: Proxy?
    do {
      proxy = try ProxySettings.proxy(for: baseURL, environment: environment)
    } catch {
      throw .variable("The proxy setting", problem: error.sentence)
    }
    return APIConnection(
      baseURL: baseURL, token: try await accessToken(environment: environment, paths: paths),
      timeout: .seconds(timeoutSeconds), proxy: proxy, extraCACertificatePath: caFile)
  }
}

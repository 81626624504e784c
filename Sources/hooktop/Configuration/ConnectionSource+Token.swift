import Files
import FintoroAPI

extension ConnectionSource {
  /// The second step: reads the token from where it is kept.
  /// - Parameter onScreen: whether a whole screen is drawn, over which no command may write.
  func accessToken(
    environment: [String: String], paths: Paths, onScreen: Bool = false
  ) async throws(ConfigurationProblem) -> AccessToken {
    switch token {
    case .given(let token): return token
    case .kept(.file(let path)):
      return try await BlockingWork.run { () throws(ConfigurationProblem) in
        try TokenFile.read(path, paths: paths)
      }
    case .kept(.command(let words)):
      return try await BlockingWork.run { () throws(ConfigurationProblem) in
        let passOn = onScreen ? nil : CommandMessages.toStandardError
        return try TokenCommand(words: words, environment: environment, passOn: passOn).run()
      }
    }
  }

  /// What the client needs, with the proxy that the environment asks for.
  func connection(
    environment: [String: String], paths: Paths, onScreen: Bool = false
  ) async throws(ConfigurationProblem) -> APIConnection {
    let proxy: Proxy?
    do {
      proxy = try ProxySettings.proxy(for: baseURL, environment: environment)
    } catch {
      throw .variable("The proxy setting", problem: error.sentence)
    }
    return APIConnection(
      baseURL: baseURL, token: try await accessToken(environment: environment, paths: paths, onScreen: onScreen),
      timeout: .seconds(timeoutSeconds), proxy: proxy, extraCACertificatePath: caFile)
  }
}

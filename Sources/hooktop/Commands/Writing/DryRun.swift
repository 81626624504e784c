import FintoroAPI

/// A request as it would be sent, without the token.
enum DryRun {
  enum Method: String {
    case post = "POST"
    case put = "PUT"
  }

  static func text(_ method: Method, _ path: String, _ body: [UInt8], _ account: Account) -> String {
    PlainTable.line("\(method.rawValue) \(account.client.connection.baseURL.text)\(path)")
      + PlainTable.line(String(decoding: body, as: UTF8.self))
  }
}

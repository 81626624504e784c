/// Who a token speaks for.
struct Caller: Hashable, Sendable {
  let company: SandboxCompany
  let mayWrite: Bool

  /// Nil for a token that nobody was given.
  init?(token: String) {
    guard let caller = Self.byToken[token] else { return nil }
    self = caller
  }

  private init(_ company: SandboxCompany, mayWrite: Bool) {
    self.company = company
    self.mayWrite = mayWrite
  }

  private static let byToken = [
    SandboxTokens.write: Caller(.acme, mayWrite: true),
    SandboxTokens.read: Caller(.acme, mayWrite: false),
    SandboxTokens.secondWrite: Caller(.beta, mayWrite: true),
  ]
}

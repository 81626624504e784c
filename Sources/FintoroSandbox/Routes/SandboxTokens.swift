/// The bearer tokens that every sandbox knows.
public enum SandboxTokens {
  /// May read and write; company "Acme s.r.o." (15).
  public static let write = "sandbox-write"
  /// The same once more, as if the first had been renewed.
  public static let renewedWrite = "sandbox-write-2"
  /// May read only; company "Acme s.r.o." (15).
  public static let read = "sandbox-read"
  /// May read and write; company "Beta Trading a.s." (16).
  public static let secondWrite = "sandbox2-write"
}

/// The company of a token, and whether it may write.
struct Caller: Hashable, Sendable {
  let company: SandboxCompany
  let mayWrite: Bool

  /// Nil for an unknown token.
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
    SandboxTokens.renewedWrite: Caller(.acme, mayWrite: true),
    SandboxTokens.read: Caller(.acme, mayWrite: false),
    SandboxTokens.secondWrite: Caller(.beta, mayWrite: true),
  ]
}

/// A company that has an account here.
struct SandboxCompany: Hashable, Sendable {
  let id: Int
  let name: String

  static let acme = SandboxCompany(id: 15, name: "Acme s.r.o.")
  static let beta = SandboxCompany(id: 16, name: "Beta Trading a.s.")
}

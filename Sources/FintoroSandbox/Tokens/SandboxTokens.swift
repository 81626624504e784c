/// The bearer tokens that every sandbox knows.
public enum SandboxTokens {
  /// May read and write; company "Acme s.r.o." (15).
  public static let write = "sandbox-write"
  /// May read only; company "Acme s.r.o." (15).
  public static let read = "sandbox-read"
  /// May read and write; company "Beta Trading a.s." (16).
  public static let secondWrite = "sandbox2-write"
}

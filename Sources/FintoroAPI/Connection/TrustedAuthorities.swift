/// Which certificate authorities are trusted: the system's own, and those of a file besides.
public struct TrustedAuthorities: Hashable, Sendable {
  /// A PEM file that is trusted beside the system's authorities.
  public var extraFile: String?
  /// A PEM file to take instead of the system's usual one, as `SSL_CERT_FILE` names it.
  public var systemFile: String?
  /// Folders of PEM files to take instead of the system's usual one, as `SSL_CERT_DIR` names them.
  public var systemFolders: [String]

  public init(extraFile: String? = nil, systemFile: String? = nil, systemFolders: [String] = []) {
    self.extraFile = extraFile
    self.systemFile = systemFile
    self.systemFolders = systemFolders
  }

  /// As the two variables say that OpenSSL made common. An empty variable counts as one that is not set.
  public init(extraFile: String?, environment: [String: String]) {
    let file = environment[Self.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
    let folders = environment[Self.folderVariable]?.split(separator: ":").map(String.init) ?? []
    self.init(extraFile: extraFile, systemFile: file, systemFolders: folders)
  }

  static let fileVariable = "SSL_CERT_FILE"
  static let folderVariable = "SSL_CERT_DIR"
}

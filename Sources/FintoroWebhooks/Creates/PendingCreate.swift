public import struct Foundation.Date

/// A create that may have happened: everything needed to finish it with the same bytes, nothing secret.
///
/// It exists from before the first POST until its secret is on disk or the server has refused it for certain.
public struct PendingCreate: Hashable, Sendable {
  public var key: IdempotencyKey
  /// The exact bytes of the body. They are never encoded again, because it is not known whether key order matters
  /// (contract).
  public var body: [UInt8]
  public var baseURL: String
  /// The profile it was made with; nil when the connection came from the environment.
  public var profile: String?
  public var company: CompanyIdentity
  public var startedAt: Date
  public var secretFile: SecretFileReference
  /// One element a POST, in order.
  public var sends: [Send]

  public init(
    key: IdempotencyKey, body: [UInt8], baseURL: String, profile: String?, company: CompanyIdentity, startedAt: Date,
    secretFile: SecretFileReference, sends: [Send] = []
  ) {
    self.key = key
    self.body = body
    self.baseURL = baseURL
    self.profile = profile
    self.company = company
    self.startedAt = startedAt
    self.secretFile = secretFile
    self.sends = sends
  }

  /// The file that was opened for the secret before anything was sent.
  public struct SecretFileReference: Hashable, Sendable {
    public var path: String
    public var device: UInt64
    public var inode: UInt64
    public var format: SecretFormat

    public init(path: String, device: UInt64, inode: UInt64, format: SecretFormat) {
      self.path = path
      self.device = device
      self.inode = inode
      self.format = format
    }
  }

  /// What is known of one POST.
  public struct Send: Hashable, Sendable {
    public var at: Date
    public var outcome: Outcome

    public init(at: Date, outcome: Outcome) {
      self.at = at
      self.outcome = outcome
    }
  }

  public enum Outcome: Hashable, Sendable {
    /// No answer that settles it: the subscription may exist.
    case unknown
    /// No byte left this machine.
    case notSent
    /// The server answered this status in its own JSON, and it settles that this POST made nothing.
    case refused(status: Int)
  }
}

/// How the secret is written in its file.
public enum SecretFormat: String, Hashable, Sendable, CaseIterable {
  /// Exactly the secret's bytes, without a newline.
  case raw
  /// `FINTORO_WEBHOOK_SECRET=…` and a newline, for programs that read environment files.
  case env
}

/// Which company an account belongs to, as far as the API tells: `whoami` has only a name, the list only ids.
public struct CompanyIdentity: Hashable, Sendable {
  public var name: String
  public var id: Int?

  public init(name: String, id: Int?) {
    self.name = name
    self.id = id
  }

  /// A renamed company is still the same one; without both ids the names are compared.
  public func isSame(as other: CompanyIdentity) -> Bool {
    if let id, let otherID = other.id { return id == otherID }
    return name == other.name
  }
}

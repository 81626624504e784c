/// The token of a client's requests. Where the server refuses it, its place is read again.
///
/// A renewed token reads at once and writes after `allowWriting`: it may belong to another company.
public actor RenewableToken {
  /// The token of one request, and which reading it came from.
  struct Lease: Sendable {
    var token: AccessToken
    /// Counts the client's tokens from 0.
    var number: Int
    /// How often the place had been read again when the request was sent.
    fileprivate var readings: Int
  }

  private var current: AccessToken
  /// Counts the tokens from 0.
  public private(set) var number = 0
  private var writing: (token: AccessToken, number: Int)
  private let readAgain: (@Sendable () async -> AccessToken?)?
  /// Readings of the place that were begun.
  private var readings = 0
  private var reading: Task<Void, Never>?

  init(_ token: AccessToken, readAgain: (@Sendable () async -> AccessToken?)?) {
    current = token
    writing = (token, 0)
    self.readAgain = readAgain
  }

  /// Whether writes are still sent with an earlier token.
  public var awaitsPermission: Bool { writing.number != number }

  /// Lets writes use a token whose company was checked. One that was renewed again meanwhile must be checked itself.
  public func allowWriting(with checked: Int) {
    if checked == number { writing = (current, number) }
  }

  func lease(forWriting: Bool) -> Lease {
    forWriting
      ? Lease(token: writing.token, number: writing.number, readings: readings)
      : Lease(token: current, number: number, readings: readings)
  }

  /// Call after a 401. All that were refused with one token share one reading of its place.
  /// - Returns: whether there is another token than the refused one.
  func renew(after refused: Lease) async -> Bool {
    // A place that was read after the request was sent is not read again for it.
    if refused.number == number, refused.readings == readings || reading != nil { await readPlace() }
    return current != refused.token
  }

  private func readPlace() async {
    guard let readAgain else { return }
    if reading == nil {
      readings += 1
      reading = Task {
        take(await readAgain())
        reading = nil
      }
    }
    await reading?.value
  }

  private func take(_ token: AccessToken?) {
    guard let token, token != current else { return }
    current = token
    number += 1
  }
}

/// What a `CuttingProxy` does to one POST instead of carrying it and its answer.
public enum NetworkFault: Hashable, Sendable {
  /// So many bytes of the request reach the server, head included; then both connections end.
  case cutRequest(after: Int, Disconnect)
  /// The server gets the whole request; so many bytes of its answer come back.
  case cutAnswer(after: Int, Disconnect)
  /// The server carries the request out, and these bytes come back in place of its answer.
  case replaceAnswer([UInt8])
  /// The request never reaches the server, and these bytes come back.
  case answerInstead([UInt8])

  /// How the client learns that its connection is over.
  public enum Disconnect: Hashable, Sendable, CaseIterable {
    /// As by a server that closes.
    case close
    /// As by a network that drops the connection.
    case reset
  }
}

/// One POST that went through a `CuttingProxy`.
public struct CarriedPost: Hashable, Sendable {
  /// Bytes that reached the server.
  public var request = 0
  /// Bytes that reached the client.
  public var answer = 0
  /// Whether the fault that was planned for it took place; one that lies behind the last byte does not.
  public var isSpoilt = false
  /// Whether the client saw a reset.
  public var isReset = false
}

/// One answer as it came in. Its body may hold a signing secret: printing shows its length alone.
public struct RawResponse: Sendable, CustomStringConvertible, CustomReflectable {
  public var status: Int
  /// By lower-case name; of a header that came more than once, the first.
  public var headers: [String: String]
  public var body: [UInt8]

  public init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public var description: String { "\(status), \(body.count) bytes" }
  public var customMirror: Mirror { Mirror(self, children: ["status": status, "bytes": body.count]) }
}

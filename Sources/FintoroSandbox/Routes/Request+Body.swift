import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
  /// A longer body is refused with 413.
  static let maxBytes = 1 << 20

  /// Nil when there are too many bytes. A body that ends before its announced length is a request that was cut: it is
  /// dropped, never acted upon.
  func wholeBody() async throws -> [UInt8]? {
    let announced = headers[.contentLength].flatMap(Int.init)
    if let announced, announced > Self.maxBytes { return nil }
    do {
      let bytes = [UInt8](buffer: try await body.collect(upTo: Self.maxBytes))
      if let announced, announced != bytes.count { throw ConnectionDropped() }
      return bytes
    } catch is NIOTooManyBytesError {
      return nil
    }
  }
}

import HTTPTypes
import Hummingbird

extension Response {
  /// The bytes that its body would send.
  func collectedBody() async throws -> [UInt8] {
    let collector = BodyCollector()
    try await body.write(collector)
    return collector.bytes
  }
}

/// Takes the bytes of a body. A class, because writing consumes the writer.
private final class BodyCollector: ResponseBodyWriter {
  private(set) var bytes: [UInt8] = []

  func write(_ buffer: ByteBuffer) async throws {
    bytes += buffer.readableBytesView
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

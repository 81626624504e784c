import HTTPTypes
import Hummingbird

/// Spoils real answers: what is in them, and how fast they come.
struct AnswerSpoiling: Sendable {
  let faults: FaultRegistry

  func spoil(_ response: Response, by plan: FaultPlan) async throws -> Response {
    var response = response
    if !plan.changes.isEmpty, response.headers[.contentType] == "application/json" {
      let bytes = changed(try await response.collectedBody(), by: plan.changes)
      response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    }
    if let rate = plan.dribble { response.body = try await dribbling(response.collectedBody(), rate) }
    return response
  }

  private func changed(_ body: [UInt8], by changes: [AnswerChange]) -> [UInt8] {
    guard let json = JSON(parsing: body) else { return body }
    var bytes = changes.reduce(json) { $0.changed(by: $1) }.bytes
    for case .cut(let most) in changes { bytes = Array(bytes.prefix(most ?? bytes.count / 2)) }
    return bytes
  }

  /// Byte by byte, or ten times a second where there are more; at once when the faults are cleared.
  private func dribbling(_ bytes: [UInt8], _ rate: Int) async -> ResponseBody {
    let clearings = await faults.clearings
    let step = max(1, rate / 10)
    return ResponseBody(contentLength: bytes.count) { [faults] writer in
      for start in stride(from: 0, to: bytes.count, by: step) {
        if await faults.clearings == clearings { try await faults.wait(seconds: Double(step) / Double(rate)) }
        try await writer.write(ByteBuffer(bytes: bytes[start..<min(start + step, bytes.count)]))
      }
      try await writer.finish(nil)
    }
  }
}

import HTTPTypes
import Hummingbird

/// Carries out what a plan says, before the handler and after its commit. No route knows of it.
struct FaultMiddleware: SandboxMiddleware {
  let faults: FaultRegistry
  let configuration: SandboxConfiguration

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    var context = context
    context.faults = await faults.take(method: request.method.rawValue, path: APIPath.belowBase(request.uri.path))
    try await faults.wait(seconds: context.faults.delay, unlessClearedSince: context.faults.clearings)
    switch context.faults.ending {
    case .answer(let moment, let response):
      if moment == .afterCommit { _ = try await next(request, context) }
      return response(SubstituteResponses(language: context.language, configuration: configuration))
    case .reset:
      try await ConnectionReset.prepare(context.channel)
      throw ConnectionDropped()
    case .close(let moment):
      if moment == .afterCommit { _ = try await next(request, context) }
      throw ConnectionDropped()
    case .cut(let bytes):
      let response = try await corrupted(next(request, context), by: context.faults)
      return try await ResponseCut.cutting(response, on: context.channel, bytes: bytes)
    case nil:
      return try await corrupted(next(request, context), by: context.faults)
    }
  }

  /// Changes what is in a real answer, and how fast it comes.
  private func corrupted(_ response: Response, by plan: FaultPlan) async throws -> Response {
    var response = response
    let changesJSON = !plan.changes.isEmpty || !plan.jsonCuts.isEmpty
    if changesJSON, response.headers[.contentType] == "application/json" {
      let bytes = Self.changed(try await response.collectedBody(), by: plan)
      response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    }
    if let rate = plan.dribble { response.body = try await dribbling(response.collectedBody(), rate, plan.clearings) }
    return response
  }

  private static func changed(_ body: [UInt8], by plan: FaultPlan) -> [UInt8] {
    guard let json = JSON(parsing: body) else { return body }
    let changed = plan.changes.reduce(json) { json, change in change(json) }
    return plan.jsonCuts.reduce(changed.bytes) { bytes, end in Array(bytes.prefix(end ?? bytes.count / 2)) }
  }

  /// Byte by byte, or ten times a second where there are more; at once when the faults are cleared.
  private func dribbling(_ bytes: [UInt8], _ rate: Int, _ clearings: Int) -> ResponseBody {
    let step = max(1, rate / 10)
    return ResponseBody(contentLength: bytes.count) { [faults] writer in
      for start in stride(from: 0, to: bytes.count, by: step) {
        try await faults.wait(seconds: Double(step) / Double(rate), unlessClearedSince: clearings)
        try await writer.write(ByteBuffer(bytes: bytes[start..<min(start + step, bytes.count)]))
      }
      try await writer.finish(nil)
    }
  }
}

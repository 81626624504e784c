import HTTPTypes
import Hummingbird

/// `/_sandbox/faults`: GET lists the faults, POST adds some, DELETE takes all away.
///
/// Faults are written as for `--fault`, in JSON: `{"faults": ["503 GET p=0.5"]}`.
struct FaultControl: Sendable {
  let faults: FaultRegistry

  @Sendable func list(_ request: Request, _ context: SandboxContext) async throws -> Response {
    .json(200, await listed())
  }

  @Sendable func add(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let texts = try Self.texts(request, context)
    do throws(FaultTextError) {
      // All of them or none.
      var added: [Fault] = []
      for text in texts { added.append(try Fault(text)) }
      for fault in added { await faults.inject(fault) }
    } catch {
      throw ControlProblem(status: 422, sentence: error.description)
    }
    return .json(201, await listed())
  }

  @Sendable func clear(_ request: Request, _ context: SandboxContext) async throws -> Response {
    await faults.clear()
    return Response(status: .noContent)
  }

  private func listed() async -> JSON {
    let entries = await faults.entries.map { entry in
      JSON.object([("fault", .text(entry.fault.text)), ("met", .integer(entry.met))])
    }
    return .object([("data", .array(entries))])
  }

  /// JSON only: a browser sends a plain body for any web page without asking first.
  private static func texts(_ request: Request, _ context: SandboxContext) throws -> [String] {
    guard case .array(let elements) = try request.jsonBody(context)["faults"], !elements.isEmpty else {
      throw ControlProblem(status: 422, sentence: expectation)
    }
    return try elements.map { element in
      guard case .text(let text) = element else { throw ControlProblem(status: 422, sentence: expectation) }
      return text
    }
  }

  private static let expectation =
    "Expected faults such as {\"faults\": [\"drop-after POST /webhook-subscriptions x1\"]}."
}

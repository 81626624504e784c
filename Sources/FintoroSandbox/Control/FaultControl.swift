import HTTPTypes
import Hummingbird

/// `/_sandbox/faults`: GET lists the faults, POST adds some, DELETE takes all away.
///
/// A fault is written as for `--fault`: one a line in a plain body, or in JSON `{"faults": ["503 GET p=0.5"]}`.
struct FaultControl: Sendable {
  let faults: FaultRegistry

  @Sendable func list(_ request: Request, _ context: SandboxContext) async throws -> Response {
    .json(200, await listed())
  }

  @Sendable func add(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let texts = try texts(request, context)
    guard !texts.isEmpty else { throw ControlProblem(status: 422, sentence: Self.expectation) }
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

  private func texts(_ request: Request, _ context: SandboxContext) throws -> [String] {
    guard request.saysJSON else {
      let lines = String(decoding: context.body, as: UTF8.self).split(whereSeparator: \.isNewline)
      return lines.map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }
    guard case .array(let elements) = try request.jsonBody(context)["faults"] else {
      throw ControlProblem(status: 422, sentence: Self.expectation)
    }
    return try elements.map { element in
      guard case .text(let text) = element else { throw ControlProblem(status: 422, sentence: Self.expectation) }
      return text
    }
  }

  private static let expectation =
    "Expected faults: one a line, or as JSON {\"faults\": [\"drop-after POST /webhook-subscriptions x1\"]}."
}

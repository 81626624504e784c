import AsyncHTTPClient
import FintoroSandbox
import NIOHTTP1
import Testing

@Suite("Faults at run time, by /_sandbox/faults")
struct FaultControlTests {
  private struct Listed: Decodable, Equatable {
    struct Entry: Decodable, Equatable {
      var fault: String
      var met: Int
    }
    var data: [Entry]
  }

  /// The sandbox's own operations: no token, and not below the base URL.
  private static func control(_ api: API, _ server: SandboxServer) -> API {
    API(client: api.client, baseURL: "http://127.0.0.1:\(server.port)/_sandbox", token: nil)
  }

  @Test("Faults are added by lines of text, listed with how many requests they met, and cleared")
  func lines() async throws {
    try await withSandbox { (server, api) async throws in
      let control = Self.control(api, server)
      #expect(try await control.get("/faults").text == #"{"data":[]}"#)
      let added = try await control.send(
        .POST, "/faults", "503 GET /whoami x2\n\n429=7 POST\n", type: "application/x-www-form-urlencoded")
      #expect(added.status == 201)
      #expect(try await api.get("/whoami").status == 503)
      let listed = try await control.get("/faults").read(Listed.self)
      #expect(listed.data == [.init(fault: "503 GET /whoami x1", met: 1), .init(fault: "429=7 POST", met: 0)])
      #expect(try await api.create().header("Retry-After") == "7")
      #expect(try await control.send(.DELETE, "/faults").status == 204)
      #expect(try await control.get("/faults").text == #"{"data":[]}"#)
      #expect(try await api.get("/whoami").status == 200)
    }
  }

  @Test("Faults are added by JSON as well")
  func json() async throws {
    try await withSandbox { (server, api) async throws in
      let control = Self.control(api, server)
      let added = try await control.send(.POST, "/faults", #"{"faults":["500 x1","503 x1"]}"#)
      #expect(try added.read(Listed.self).data.map(\.fault) == ["500 x1", "503 x1"])
      #expect(try await api.get("/whoami").status == 500)
      #expect(try await api.get("/whoami").status == 503)
    }
  }

  @Test(
    "What cannot be read is refused with what was expected, and none of it is added",
    arguments: [
      ("503\nflood", "text/plain", "\\\"flood\\\" is not an effect"), ("", "text/plain", "Expected faults: one a line"),
      (#"{"fault":"503"}"#, "application/json", "Expected faults"),
      (#"{"faults":[503]}"#, "application/json", "Expected"),
      ("{", "application/json", "not valid JSON"),
    ])
  func refused(body: String, type: String, sentence: String) async throws {
    try await withSandbox { (server, api) async throws in
      let control = Self.control(api, server)
      let reply = try await control.send(.POST, "/faults", body, type: type)
      #expect(reply.status == 422)
      #expect(reply.text.contains(sentence))
      #expect(try await control.get("/faults").text == #"{"data":[]}"#)
    }
  }

  @Test("No fault meets the sandbox's own operations, and they are not on record")
  func apart() async throws {
    let configuration = SandboxConfiguration(rateLimit: 1, scenario: .empty, faults: [try Fault("drop-before")])
    try await withSandbox(configuration) { (server, api) async throws in
      for _ in 1...5 { #expect(try await Self.control(api, server).get("/faults").status == 200) }
      #expect(await server.recordedRequests() == [])
    }
  }
}

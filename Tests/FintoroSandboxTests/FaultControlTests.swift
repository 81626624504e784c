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

  @Test("Faults are added in JSON, listed with how many requests they met, and cleared")
  func added() async throws {
    try await withSandbox { (server, api) async throws in
      let control = Self.control(api, server)
      #expect(try await control.get("/faults").text == #"{"data":[]}"#)
      let added = try await control.send(.POST, "/faults", #"{"faults":["503 GET /whoami x2","429=7 POST"]}"#)
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

  @Test(
    "What a browser sends for any web page plants no fault",
    arguments: ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", nil])
  func simpleTypes(type: String?) async throws {
    try await withSandbox { (server, api) async throws in
      let control = Self.control(api, server)
      for body in ["503", #"{"faults":["503"]}"#] {
        #expect(try await control.send(.POST, "/faults", body, type: type).status == 415)
      }
      #expect(try await control.get("/faults").text == #"{"data":[]}"#)
    }
  }

  @Test(
    "What cannot be read is refused with what was expected, and none of it is added",
    arguments: [
      (#"{"faults":["503","flood"]}"#, "\\\"flood\\\" is not an effect"), ("", "Expected faults"),
      (#"{"faults":[]}"#, "Expected faults"), (#"{"fault":"503"}"#, "Expected faults"),
      (#"{"faults":[503]}"#, "Expected faults"), (#"{"faults":["503",]}"#, "not valid JSON"), ("{", "not valid JSON"),
    ])
  func refused(body: String, sentence: String) async throws {
    try await withSandbox { (server, api) async throws in
      let control = Self.control(api, server)
      let reply = try await control.send(.POST, "/faults", body)
      #expect(reply.status == 422)
      #expect(reply.header("Content-Language") == "en")
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

import Testing

@testable import FintoroSandbox

@Suite("The language of errors")
struct LanguageTests {
  @Test(
    "Slovak for sk and cs, English for everything else, the best quality first",
    arguments: [
      (nil, "en"), ("", "en"), ("sk", "sk"), ("cs", "sk"), ("SK-sk", "sk"), ("cs-CZ,cs;q=0.9", "sk"), ("de", "en"),
      ("en,sk;q=0.9", "en"), ("en;q=0.5, sk;q=0.9", "sk"), ("sk;q=0", "en"), ("xx, sk;q=0.1", "sk"), ("*", "en"),
      ("de, sk;q=0.9", "en"), ("sk,en", "sk"), (";;,,q=", "en"),
    ] as [(String?, String)])
  func chosen(header: String?, expected: String) {
    #expect(Language(acceptLanguage: header).rawValue == expected)
  }

  @Test("A refusal that is repeated for its key says its own language again, not the one that is asked for now")
  func repeated() async throws {
    let memory = MemoryStorage()
    try await withSandbox(SandboxConfiguration(scenario: .empty, state: try memory.storage)) { _, api in
      for (language, expected) in [("sk", "sk"), ("en", "sk")] {
        let reply = try await api.with(language: language).create("{}", key: "key-1")
        #expect(reply.status == 422)
        #expect(reply.header("Content-Language") == expected)
        #expect(try reply.read(SeenError.self).message == "Zadané údaje sú neplatné.")
      }
      #expect(try await api.create(key: "key-2").header("Content-Language") == nil)
      #expect(try await api.create(Body.other, key: "key-2").header("Content-Language") == "en")
    }
    try await withSandbox(SandboxConfiguration(scenario: .empty, state: try memory.storage)) { _, api in
      let reply = try await api.create("{}", key: "key-1")
      #expect(reply.header("Content-Language") == "sk")
      #expect(reply.header("Idempotency-Status") == "Repeated")
    }
  }

  @Test("Validation answers in the language that was asked for, and says which it was")
  func overHTTP() async throws {
    try await withSandbox { _, api in
      let slovak = try await api.with(language: "sk").create("{}")
      #expect(slovak.header("Content-Language") == "sk")
      let error = try slovak.read(SeenError.self)
      #expect(error.message == "Zadané údaje sú neplatné.")
      #expect(error.errors?["url"] == ["Pole url je povinné."])
      let german = try await api.with(language: "de").create("{}")
      #expect(german.header("Content-Language") == "en")
      #expect(try german.read(SeenError.self).message == "The given data was invalid.")
    }
  }
}

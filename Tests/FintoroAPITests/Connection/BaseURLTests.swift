import FintoroAPI
import Testing

@Suite("The base URL")
struct BaseURLTests {
  @Test(
    "An address over https, or over http to this machine, is taken in its plainest form",
    arguments: [
      ("https://app.fintoro.sk/api/public/v1", "https://app.fintoro.sk/api/public/v1"),
      ("https://app.fintoro.sk/api/public/v1///", "https://app.fintoro.sk/api/public/v1"),
      ("HTTPS://App.Fintoro.SK:443/api", "https://app.fintoro.sk/api"),
      ("https://host.test:8443", "https://host.test:8443"),
      ("http://127.0.0.1:8080/api/public/v1", "http://127.0.0.1:8080/api/public/v1"),
      ("http://127.9.8.7", "http://127.9.8.7"),
      ("http://localhost:80/", "http://localhost"),
      ("http://[::1]:8080/api", "http://[::1]:8080/api"),
      ("https://[2001:db8::1]/api", "https://[2001:db8::1]/api"),
    ])
  func taken(text: String, plain: String) throws {
    #expect(try BaseURL(text).text == plain)
  }

  @Test(
    "An address that would send the token in the clear, to somebody else or nowhere is refused",
    arguments: [
      "", "app.fintoro.sk", "ftp://app.fintoro.sk", "https://", "https:///api", "https://user@app.fintoro.sk",
      "https://user:secret@app.fintoro.sk", "https://app.fintoro.sk/api?x=1", "https://app.fintoro.sk/#top",
      "http://app.fintoro.sk", "http://127.0.0.1.evil.test", "http://127.1", "http://127.0.0.256",
      "http://0.0.0.0", "http://[::ffff:127.0.0.1]", "http://localhost.evil.test", "http://10.0.0.1",
      "https://host.test:0", "https://host.test:99999", "https://ho st.test", "https://host.test/a\nb",
      "https://host.test\\@evil.test", "https://höst.test", "https://[::1%25lo]/",
    ])
  func refused(text: String) {
    #expect(throws: BaseURLProblem.self) { try BaseURL(text) }
  }

  @Test("A problem does not repeat a password that stood in the address")
  func passwordIsNotRepeated() throws {
    let problem = #expect(throws: BaseURLProblem.self) { try BaseURL("https://me:hunter2@app.fintoro.sk") }
    #expect(problem?.sentence.contains("hunter2") == false)
  }

  @Test("Fintoro's own address is at hand and is not this machine")
  func production() throws {
    #expect(BaseURL.production == (try BaseURL("https://app.fintoro.sk/api/public/v1/")))
    #expect(!BaseURL.production.isLoopback)
    #expect(try BaseURL("https://localhost").isLoopback)
  }
}

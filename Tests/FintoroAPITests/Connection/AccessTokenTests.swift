import FintoroAPI
import Testing

@Suite("The access token")
struct AccessTokenTests {
  @Test(
    "What cannot be sent in a header is no token",
    arguments: ["", " ", "a b", "abc\n", "\tabc", "tökén", "a\u{7F}b", "a\r\nX: y"])
  func refused(text: String) {
    #expect(AccessToken(text) == nil)
  }

  @Test("Printing, dumping and interpolating a token or what holds it shows dots alone")
  func dots() throws {
    let token = try #require(AccessToken("12|abcdefSECRET"))
    let connection = APIConnection(
      baseURL: .production, token: token,
      proxy: Proxy(host: "proxy.test", port: 3128, credentials: .init(user: "SECRETuser", password: "SECRETpass")))
    let request = RawRequest(
      method: "GET", url: "https://a.test", token: token, headers: [], body: nil, timeout: .seconds(1),
      maxResponseBytes: 1
    )
    let answer = RawResponse(status: 200, headers: [:], body: Array("SECRET".utf8))
    var dumped = ""
    dump((token, connection, request, answer), to: &dumped)
    for text in ["\(token)", String(reflecting: token), "\(connection)", "\(request)", "\(answer)", dumped] {
      #expect(!text.contains("SECRET"), "\(text)")
    }
    #expect(token.reveal() == "12|abcdefSECRET")
  }
}

import FintoroSandbox
import Testing

@Suite("Faults as text")
struct FaultTextTests {
  @Test(
    "Every form is read",
    arguments: [
      ("429", Fault(.answer(.tooManyRequests(retryAfter: 60), .beforeHandler))),
      ("429=7 x3", Fault(.answer(.tooManyRequests(retryAfter: 7), .beforeHandler), times: 3)),
      (
        "500 PUT /webhook-subscriptions/*",
        Fault(.answer(.serverError, .beforeHandler), method: "PUT", path: "/webhook-subscriptions/*")
      ),
      ("503-after", Fault(.answer(.unavailable, .afterCommit))),
      ("html", Fault(.answer(.page(status: 200), .beforeHandler))),
      ("html-after=502", Fault(.answer(.page(status: 502), .afterCommit))),
      (
        "redirect=http://a.example.com/?x=1", Fault(.answer(.redirect(to: "http://a.example.com/?x=1"), .beforeHandler))
      ),
      ("drop-before  x2 GET", Fault(.drop(.beforeHandler), method: "GET", times: 2)),
      (
        "drop-after POST /webhook-subscriptions x1",
        Fault(.drop(.afterCommit), method: "POST", path: "/webhook-subscriptions", times: 1)
      ),
      ("cut=0", Fault(.cut(bytes: 0))), ("delay=1.5", Fault(.delay(seconds: 1.5))),
      ("hold=2 /webhook-subscriptions", Fault(.hold(seconds: 2), path: "/webhook-subscriptions")),
    ])
  func read(text: String, fault: Fault) throws {
    #expect(try Fault(text) == fault)
  }

  @Test(
    "What cannot be read is told with what was expected",
    arguments: [
      ("", "it is empty"), ("  ", "it is empty"),
      ("oops POST", #""oops" is not an effect; the effects are 429[=SECONDS], 500"#),
      ("cut", #""cut" is not of the form cut=BYTES, a whole number from 0"#), ("cut=-1", "cut=BYTES"),
      ("delay=0", "delay=SECONDS, a number above 0"), ("delay=nan", "delay=SECONDS"), ("delay=inf", "delay=SECONDS"),
      ("html=99", "a status from 200 to 599"), ("500=1", "500, without a value"), ("redirect=", "redirect=URL"),
      ("500 post", #""post" is none of a method such as POST"#), ("500 x0", #""x0" is none of"#),
      ("500 GET PUT", #""PUT" is none of"#), ("500 x1 x2", "each once"),
    ])
  func refused(text: String, expected: String) throws {
    let error = try #require(throws: FaultTextError.self) { try Fault(text) }
    #expect(error.description.contains(expected))
    #expect(error.description.hasPrefix("The fault \"\(text)\" cannot be read: "))
  }
}

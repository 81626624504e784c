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
      ("401", Fault(.answer(.unauthenticated, .beforeHandler))),
      ("403-after", Fault(.answer(.forbidden, .afterCommit))), ("refuse", Fault(.refuse)),
      ("cut-json", Fault(.change(.cut(bytes: nil)))), ("cut-json=7", Fault(.change(.cut(bytes: 7)))),
      ("wrong-types", Fault(.change(.wrongTypes(field: nil)))),
      ("wrong-types=isActive", Fault(.change(.wrongTypes(field: "isActive")))),
      ("extra-fields", Fault(.change(.extraFields))), ("unknown-events", Fault(.change(.unknownEvents))),
      ("huge-list", Fault(.change(.hugeList(count: 10_000)))), ("dribble=5", Fault(.dribble(bytesPerSecond: 5))),
      ("dribble GET", Fault(.dribble(bytesPerSecond: 1), method: "GET")),
      (
        "503 p=0.25 seed=7 GET x3",
        Fault(.answer(.unavailable, .beforeHandler), method: "GET", times: 3, probability: 0.25, seed: 7)
      ),
      ("cut=0", Fault(.cut(bytes: 0))), ("delay=1.5", Fault(.delay(seconds: 1.5))),
      ("hold=2 /webhook-subscriptions", Fault(.hold(seconds: 2), path: "/webhook-subscriptions")),
    ])
  func read(text: String, fault: Fault) throws {
    #expect(try Fault(text) == fault)
    #expect(try Fault(fault.text) == fault)
  }

  @Test(
    "What cannot be read is told with what was expected",
    arguments: [
      ("", "it is empty"), ("  ", "it is empty"),
      ("oops POST", #""oops" is not an effect; the effects are 401, 403, 429[=SECONDS], 500"#),
      ("cut", #""cut" is not of the form cut=BYTES, a whole number from 0"#), ("cut=-1", "cut=BYTES"),
      ("delay=0", "delay=SECONDS, a number above 0"), ("delay=nan", "delay=SECONDS"), ("delay=inf", "delay=SECONDS"),
      ("html=99", "a status from 200 to 599"), ("500=1", "500, without a value"), ("redirect=", "redirect=URL"),
      ("500 post", #""post" is none of a method such as POST"#), ("500 x0", #""x0" is none of"#),
      ("500 GET PUT", #""PUT" is none of"#), ("500 p=0", #""p=0" is none of"#), ("500 p=1.1", "a probability such as"),
      ("500 seed=-1", "a seed such as seed=7"), ("huge-list=100001", "a whole number up to 100000"),
      ("dribble=0", "bytes a second, from 1"), ("wrong-types=", "a field such as isActive"), ("500 x1 x2", "each once"),
    ])
  func refused(text: String, expected: String) throws {
    let error = try #require(throws: FaultTextError.self) { try Fault(text) }
    #expect(error.description.contains(expected))
    #expect(error.description.hasPrefix("The fault \"\(text)\" cannot be read: "))
  }
}

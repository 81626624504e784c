import Testing

@testable import FintoroSandbox

@Suite("Faults as text")
struct FaultTextTests {
  @Test("Every kind is read in each of its forms, is written as it is read, and stands in the help")
  func everyKind() throws {
    let values = ["7", "1.5", "200", "isActive"]
    #expect(Set(FaultEffect.forms.map(\.name)).count == FaultEffect.forms.count)
    for kind in FaultKind.allCases {
      let forms = FaultEffect.forms.filter { $0.name == kind.rawValue || $0.name == kind.rawValue + "-after" }
      #expect(forms.count == (kind.row.isAnswer ? 2 : 1), "\(kind)")
      for form in forms {
        let words = [form.name] + values.map { "\(form.name)=\($0)" }
        let readable = words.filter { (try? Fault($0)) != nil }
        // A form without a value is read alone, one with a value with it, one whose value may be left out both ways.
        #expect(readable.contains(form.name) == !form.row.form.hasPrefix("="), "\(form.text)")
        #expect((readable.count > 1 || readable != [form.name]) == !form.row.form.isEmpty, "\(form.text)")
        for word in readable {
          let fault = try Fault("\(word) POST /webhook-subscriptions/* x3 p=0.25 seed=7")
          #expect(fault.text.hasPrefix(word), "\(word)")
          #expect(try Fault(fault.text) == fault, "\(word)")
          #expect(try Fault(fault.text).text == fault.text, "\(word)")
        }
        #expect(Fault.help.split(separator: "\n").contains("  \(form.text)"), "\(form.text)")
      }
    }
  }

  @Test(
    "A default value is written out, and so is every word in its order",
    arguments: [
      ("429", "429=60"), ("429=7 x3", "429=7 x3"), ("html", "html=200"), ("html-after=502", "html-after=502"),
      ("redirect=http://a.example.com/?x=1", "redirect=http://a.example.com/?x=1"), ("cut-json", "cut-json"),
      ("cut-json=7", "cut-json=7"), ("wrong-types", "wrong-types"), ("huge-list", "huge-list=10000"),
      ("dribble GET", "dribble=1 GET"), ("delay=1.5", "delay=1.5"), ("hold=2 /whoami", "hold=2.0 /whoami"),
      ("drop-before  x2 GET", "drop-before GET x2"),
      ("503 p=0.25 seed=7 /webhook-subscriptions/* GET x3", "503 GET /webhook-subscriptions/* x3 p=0.25 seed=7"),
    ])
  func written(text: String, expected: String) throws {
    #expect(try Fault(text).text == expected)
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

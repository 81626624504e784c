import Testing

@testable import hooktop

@Suite("The name of a secret's file")
struct SecretFileNameTests {
  @Test(
    "It is made of letters, digits and dashes of the subscription's name",
    arguments: [
      ("ERP sync", "erp-sync.secret"), ("Invoices → DWH", "invoices-dwh.secret"),
      ("  Šťava č. 2  ", "stava-c-2.secret"),
      ("Żółć & Łódź", "zolc-lodz.secret"), ("Straße/../x", "strasse-x.secret"), (".hidden", "hidden.secret"),
      ("a\u{202E}b\u{1B}[31m", "a-b-31m.secret"), ("Čeština", "cestina.secret"),
    ])
  func names(_ name: String, _ file: String) {
    #expect(SecretFileName.suggestion(name: name, url: "https://h.example/x") { _ in false } == file)
  }

  @Test("Without usable letters the URL's host is taken", arguments: [nil, "", "→→", "Привет"])
  func host(_ name: String?) {
    let file = SecretFileName.suggestion(name: name, url: "https://erp.acme.sk/hooks") { _ in false }
    #expect(file == "erp-acme-sk.secret")
  }

  @Test("Without a host either it is still a name")
  func nothing() {
    #expect(SecretFileName.suggestion(name: nil, url: "") { _ in false } == "subscription.secret")
  }

  @Test("A taken name gets the first free number")
  func taken() {
    let there: Set = ["erp.secret", "erp-2.secret"]
    #expect(SecretFileName.suggestion(name: "ERP", url: "", isTaken: there.contains) == "erp-3.secret")
  }

  @Test("A long name is cut, and never ends in a dash")
  func long() {
    let name = String(repeating: "ab ", count: 100)
    let file = SecretFileName.suggestion(name: name, url: "") { _ in false }
    #expect(file.count <= 67 && !file.contains("-."))
  }
}

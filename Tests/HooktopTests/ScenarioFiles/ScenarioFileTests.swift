import FintoroSandbox
import FintoroWebhooks
import Testing

@testable import hooktop

@Suite("A scenario of one's own")
struct ScenarioFileTests {
  private static func parse(_ text: String) throws -> Scenario {
    try ScenarioFileReader.parse(text, shownPath: "own.toml")
  }

  @Test("Everything that a scenario has can be said")
  func whole() throws {
    let scenario = try Self.parse(
      """
      faults = ["503 GET p=0.5 seed=7", "drop-after POST x1"]
      allow_loopback = true
      seed = 53

      [assume]
      read-token-lists = "yes"
      key-life = "90s"

      [resolve]
      "hooks.acme.sk" = "10.0.0.7"

      [[subscriptions]]
      name = "ERP sync"
      url = "https://erp.acme.sk/in"
      events = ["invoices.paid", "tasks.done"]
      last_success = "2h"
      last_failure = "4m"

      [[subscriptions]]
      id = 900
      company = 16
      url = "http://127.0.0.1:9000/"
      active = false
      events = ["clients.created"]
      disabled = "2d"
      disabled_reason = "Moved"
      created = "400d"
      updated = "2d"

      [[subscriptions]]
      url = "https://c.acme.sk/"
      events = []
      last_success = "-2h"

      [[events]]
      type = "invoices.paid"
      every = "1.5s"
      times = 3
      resource_id = 301

      [[events]]
      type = "clients.created"
      company = 16
      first = "1m"

      [[outcomes]]
      outcome = 503
      subscription = 801
      from = "30s"
      to = "90s"

      [[outcomes]]
      outcome = "time-out"
      type = "invoices.paid"
      first_attempt = 2
      probability = 0.25

      [[outcomes]]
      outcome = "unreachable"
      """)
    var expected = Scenario(
      subscriptions: [
        SubscriptionSeed(
          id: 801, name: "ERP sync", url: "https://erp.acme.sk/in", subscribedEvents: ["invoices.paid", "tasks.done"],
          past: SubscriptionPast(success: 7200, failure: 240, created: 30 * 86_400)),
        SubscriptionSeed(
          id: 900, companyID: 16, name: nil, url: "http://127.0.0.1:9000/", isActive: false,
          subscribedEvents: ["clients.created"],
          past: SubscriptionPast(
            disabled: 2 * 86_400, reason: "Moved", created: 400 * 86_400, updated: 2 * 86_400)),
        SubscriptionSeed(
          id: 901, name: nil, url: "https://c.acme.sk/", subscribedEvents: [],
          past: SubscriptionPast(success: -7200, created: 30 * 86_400)),
      ],
      script: DeliveryScript(
        events: [
          EventSchedule(EventType("invoices.paid"), first: 1.5, every: 1.5, times: 3, resourceID: 301),
          EventSchedule(EventType("clients.created"), companyID: 16, first: 60),
        ],
        outcomes: [
          OutcomeRule(.answer(status: 503), subscriptionID: 801, during: 30..<90),
          OutcomeRule(.timeOut, type: EventType("invoices.paid"), attempts: 2...5, probability: 0.25),
          OutcomeRule(.unreachable),
        ], seed: 53),
      faults: [try Fault("503 GET p=0.5 seed=7"), try Fault("drop-after POST x1")])
    expected.assumptions.readTokenLists = true
    expected.assumptions.keyLife = .seconds(90)
    expected.endpoints.allowsLoopback = true
    try expected.endpoints.resolve("hooks.acme.sk=10.0.0.7")
    #expect(scenario == expected)
  }

  @Test("An empty file is an empty sandbox, and a base is added to")
  func base() throws {
    #expect(try Self.parse("") == .empty)
    #expect(try Self.parse("base = \"huge=5\"\n") == .huge(count: 5))
    let scenario = try Self.parse(
      "base = \"outage\"\n[[subscriptions]]\nurl = \"https://a.acme.sk/\"\nevents = [\"invoices.paid\"]\nid = 801\n")
    #expect(scenario.subscriptions.first?.url == "https://a.acme.sk/")
    #expect(scenario.subscriptions.count == Scenario.outage.subscriptions.count + 1)
    #expect(scenario.script == Scenario.outage.script)
  }

  @Test(
    "A mistake is told with its line, its key and what was expected",
    arguments: [
      (
        "subscriptions = 5\n",
        "own.toml, line 1, subscriptions: expected entries written as [[subscriptions]], found 5."
      ),
      ("bse = \"demo\"\n", "own.toml, line 1, bse: not known; expected one of: base, faults, allow_loopback"),
      ("base = \"dmo\"\n", "own.toml, line 1, base: there is none of this name; expected demo, empty"),
      ("\n\nx = \n", "own.toml, line 3: not TOML; expected `key = value`"),
      ("faults = [\"flood\"]\n", "own.toml, line 1, faults: the fault \"flood\" cannot be read: \"flood\" is not an"),
      ("faults = \"503\"\n", "own.toml, line 1, faults: expected faults such as ["),
      ("allow_loopback = 1\n", "own.toml, line 1, allow_loopback: expected true or false, found 1."),
      ("seed = -1\n", "own.toml, line 1, seed: expected a whole number, from 0, found -1."),
      ("[assume]\nmoon = \"yes\"\n", "own.toml, line 2, assume.moon: \"moon\" is not open; what is open is"),
      ("[assume]\nkey-life = \"soon\"\n", "own.toml, line 2, assume.key-life: expected a time such as 90s"),
      ("[assume]\nkey-life = 90\n", "own.toml, line 2, assume.key-life: expected a string in quotes, found integer."),
      ("[resolve]\n\"a b\" = \"1.2.3.4\"\n", "own.toml, line 2, resolve.a b: \"a b\" is not a host name."),
      ("[resolve]\n\"a.sk\" = \"b.sk\"\n", "own.toml, line 2, resolve.a.sk: \"b.sk\" is not an address such as"),
      ("[[subscriptions]]\nname = \"x\"\n", "own.toml, line 1, subscriptions: url is missing."),
      (
        "[[subscriptions]]\nurl = \"u\"\nevents = []\n\n[[subscriptions]]\nurl = \"u\"\nevents = [1]\n",
        "own.toml, line 7, subscriptions.events: expected event types such as [\"invoices.paid\"], found array."
      ),
      (
        "[[subscriptions]]\nurl = \"u\"\nevents = []\n[[subscriptions]]\nurl = \"u\"\nevents = []\ncompany = 17\n",
        "own.toml, line 7, subscriptions.company: expected a whole number, 15 to 16, found 17."
      ),
      (
        "[[subscriptions]]\nurl = \"u\"\nevents = []\nlast_success = \"yesterday\"\n",
        "own.toml, line 4, subscriptions.last_success: expected a time such as \"40s\""
      ),
      ("[[events]]\nevery = \"5s\"\n", "own.toml, line 1, events: type is missing."),
      ("[[events]]\ntype = \"x.y\"\nevery = \"0s\"\n", "own.toml, line 3, events.every: expected a time above 0."),
      ("[[outcomes]]\n", "own.toml, line 1, outcomes: outcome is missing."),
      ("[[outcomes]]\noutcome = 99\n", "own.toml, line 2, outcomes.outcome: expected a status from 100 to 599"),
      (
        "[[outcomes]]\noutcome = 500\nprobability = 0.0\n",
        "own.toml, line 3, outcomes.probability: expected a number above 0 and up to 1"
      ),
      (
        "[[outcomes]]\noutcome = 500\nfrom = \"9s\"\nto = \"9s\"\n",
        "own.toml, line 4, outcomes.to: expected a time after the one of from."
      ),
      (
        "[[outcomes]]\noutcome = 500\nfirst_attempt = 3\nlast_attempt = 2\n",
        "own.toml, line 4, outcomes.last_attempt: expected a whole number, 3 to 5, found 2."
      ),
    ])
  func mistakes(text: String, sentence: String) throws {
    let problem = try #require(throws: ConfigurationProblem.self) { try Self.parse(text) }
    #expect(problem.sentence.hasPrefix(sentence), "\(problem.sentence)")
  }
}

import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI

extension Fixture {
  /// A company that has not been asked anything yet.
  static func company(_ profile: String, _ size: Size, color: String? = nil, isDanger: Bool = false) -> State {
    State(
      session: Session(
        profile: profile, baseURL: "https://app.fintoro.sk/api/public/v1", isDemo: false,
        color: color.flatMap(ProfileColor.color), isDanger: isDanger),
      themes: [.roles], theme: .roles, now: now, zone: zone, size: size)
  }

  /// Three companies: "prod" is looked at, "beta" and "old" have not been asked yet.
  static func companies(_ size: Size) -> Companies {
    var companies = Companies(
      [
        company("prod", size, color: "orange", isDanger: true), company("beta", size, color: "green"),
        company("old", size),
      ], current: "prod")
    _ = companies.start()
    return companies.after(.listLoaded(list(subscriptions.map { .readable($0) })), of: "prod")
      .after(.companyLoaded(Answer("Acme s.r.o.", context: context)), of: "prod")
  }

  static let stockAlerts = Subscription(
    id: 701, companyID: 16, name: "Stock alerts", url: "https://hooks.example.com/beta/stock",
    subscribedEvents: ["price-list-items.stock-updated"], lastSuccessAt: ago(95), createdAt: ago(210 * 86_400))
}

extension Companies {
  func after(_ action: Action, of company: CompanyState.ID) -> Companies { after(action, to: .company(company)) }

  func after(_ action: Action, to recipient: Recipient = .current) -> Companies {
    var companies = self
    _ = update(&companies, AddressedAction(action, to: recipient))
    return companies
  }

  func pressing(_ names: String) -> Companies {
    names.split(separator: " ").reduce(self) { companies, name in
      guard let key = Key(name: String(name)) else { fatalError("no key is called \(name)") }
      return companies.lookedAt.after(.keyPressed(key))
    }
  }

  /// What the keys ask to be done, all of it.
  mutating func effects(of names: String) -> [AddressedEffect] {
    names.split(separator: " ").flatMap { name -> [AddressedEffect] in
      guard let key = Key(name: String(name)) else { fatalError("no key is called \(name)") }
      self = lookedAt
      return update(&self, AddressedAction(.keyPressed(key), to: .current))
    }
  }

  /// The dashboard after its frame stood on the terminal for a while.
  var lookedAt: Companies {
    state.awaitsDrawing ? after(.frameDrawn(at: Fixture.now.addingTimeInterval(-10))) : self
  }

  var screenText: String { state.screenText }
}

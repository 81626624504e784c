import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI

extension Fixture {
  /// ERP sync, the first subscription of the fixture.
  static let erp = subscriptions[0]

  static func changed(_ subscription: Subscription = erp, _ change: (inout Subscription) -> Void) -> Subscription {
    var subscription = subscription
    change(&subscription)
    return subscription
  }

  /// The board with the cursor on ERP sync.
  static func onERP(_ size: Size = narrow) -> State { board(size).pressing("Down") }

  /// The form of an edit of ERP sync.
  static func editing(_ size: Size = narrow) -> State {
    onERP(size).pressing("e").after(.subscriptionRead(id: 801, .read(erp)))
  }

  /// The name changed, Save pressed: the dialog that shows what will change.
  static func reviewing(_ size: Size = narrow) -> State {
    editing(size).typing(" 2").pressing("Tab Tab Tab Tab Enter")
  }
}

extension State {
  var form: FormRoom? { if case .form(let form) = screen { form } else { nil } }

  /// The words on the screen, whatever lines they stand on, dialogs' sides left out.
  var words: String {
    screenText.split { $0 == " " || $0 == "\n" || $0 == "│" }.joined(separator: " ")
  }

  func waiting(_ seconds: Double) -> State { after(.clockTicked(now.addingTimeInterval(seconds))) }
}

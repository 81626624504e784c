import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct MergeTests {
  static let theirs = Fixture.changed {
    $0.name = "ERP (new)"
    $0.url = "https://erp2.acme.sk/in"
    $0.subscribedEvents.append("future-things.created")
  }

  /// The name changed here and there, the URL there, an event type there.
  static func merging(_ size: Size = Fixture.narrow) -> State {
    Fixture.reviewing(size).pressing("y").after(.editFinished(id: 801, .changedMeanwhile(theirs)))
  }

  @Test("What changed on the server is shown field by field, and what both changed waits for a choice")
  func shown() {
    let state = Self.merging()
    for text in ["changed in Fintoro meanwhile", "\"ERP sync 2\"", "\"ERP (new)\"", "https://erp2.acme.sk/in"] {
      #expect(state.words.contains(text))
    }
    #expect(state.words.contains("+ future-things.created"))
    #expect(state.pressing("y").words.contains("You and somebody else changed the name: choose"))
  }

  @Test("After the choice the form has the merged values, and what is left to change is asked about again")
  func merged() {
    var state = Self.merging().pressing("Space y")
    #expect(state.words.contains("\"ERP (new)\" → \"ERP sync 2\""))
    #expect(!state.words.contains("https://erp2.acme.sk/in →"))
    var wanted = SubscriptionInput(Self.theirs)
    wanted.name = "ERP sync 2"
    guard case .edit(801, let base, let sent)? = state.effects(of: .keyPressed("y")).first else {
      Issue.record("nothing is sent")
      return
    }
    #expect(base == SubscriptionInput(Self.theirs))
    #expect(InputChange.between(sent, wanted).isEmpty)
  }

  @Test("Choosing the server's side everywhere leaves nothing to save, and the form says so")
  func theirs() {
    let state = Self.merging().pressing("Space Space Down Down Space Space y")
    #expect(state.modal == nil && state.form?.name.text == "ERP (new)")
    #expect(state.words.contains("Nothing is left to save"))
  }

  @Test("Enter alone goes back to the form with what was typed")
  func back() {
    let state = Self.merging().pressing("Enter")
    #expect(state.modal == nil && state.form?.name.text == "ERP sync 2")
  }

  @Test("A draft of something that changed since is merged before it goes on")
  func draft() {
    let state = Fixture.editing().typing(" 2").pressing("Esc").pressing("e")
      .after(.subscriptionRead(id: 801, .read(Self.theirs)))
    #expect(state.words.contains("changed in Fintoro meanwhile"))
    #expect(state.form?.name.text == "ERP sync 2")
  }
}

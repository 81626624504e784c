import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct DeleteTests {
  @Test("The dialog names the subscription, its URL and what breaks; Enter alone does nothing")
  func asks() {
    var state = Fixture.onERP().pressing("D")
    for text in ["Delete ERP sync (801)?", Fixture.erp.url, "Its 5 events will stop.", "This cannot be undone."] {
      #expect(state.words.contains(text))
    }
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    #expect(state.modal != nil)
    #expect(state.pressing("Esc").modal == nil)
  }

  @Test("Only the name or the id, typed whole, deletes, in either case", arguments: ["ERP sync", "erp SYNC", "801"])
  func typed(word: String) {
    var half = Fixture.onERP().pressing("D").typing(String(word.dropLast()))
    #expect(half.effects(of: .keyPressed(.enter)) == [])
    #expect(half.words.contains("✖ Not ERP sync or 801. Nothing was done. Esc cancel"))
    var state = Fixture.onERP().pressing("D").typing(word)
    #expect(state.effects(of: .keyPressed(.enter)) == [.delete(id: 801)])
    #expect(state.effects(of: .keyPressed(.enter)) == [])
  }

  @Test("Deleted or gone already: the row is gone, and so is its detail")
  func gone() {
    let sent = Fixture.onERP().pressing("Enter D").typing("801").pressing("Enter")
    for (result, text) in [
      (DeleteOutcome.deleted(secretFile: nil), "ERP sync deleted"),
      (.alreadyGone(secretFile: nil), "was already deleted"),
    ] {
      let state = sent.after(.deleteFinished(id: 801, result))
      #expect(state.screen == .board && state.modal == nil)
      #expect(state.list.subscription(801) == nil && state.words.contains(text))
    }
  }

  @Test("Whose secret is in a file here: where it is, and that it is of no use any more, until a key is pressed")
  func secretFile() {
    let state = Fixture.onERP().pressing("D").typing("801").pressing("Enter")
      .after(.deleteFinished(id: 801, .deleted(secretFile: "~/s/erp.secret"))).waiting(60)
      .after(.resized(Fixture.wide))
    #expect(state.words.contains("ERP sync deleted. Its secret in ~/s/erp.secret is no longer valid"))
  }

  @Test(
    "What did not work is said in the dialog, which waits for the word again",
    arguments: [
      (DeleteOutcome.refused(Failure(.server, status: 503, isFintorosAnswer: true)), "Not deleted."),
      (.unknown(Failure(.connectionLost)), "Whether ERP sync was deleted is not known"),
      (.locked("The token may only read."), "The token may only read."),
    ])
  func trouble(result: DeleteOutcome, text: String) {
    var state = Fixture.onERP().pressing("D").typing("801").pressing("Enter").after(.deleteFinished(id: 801, result))
    #expect(state.words.contains(text))
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    state = state.typing("801")
    #expect(state.effects(of: .keyPressed(.enter)) == [.delete(id: 801)])
  }

  @Test("In a window too small for the dialog its keys are dead")
  func small() {
    var state = Fixture.onERP().pressing("D").typing("801").after(.resized(Size(columns: 50, rows: 12)))
    #expect(state.effects(of: .keyPressed(.enter)) == [])
  }
}

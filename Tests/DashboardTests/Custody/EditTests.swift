import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct EditTests {
  private static let wanted: SubscriptionInput = {
    var input = SubscriptionInput(Fixture.erp)
    input.name = "ERP sync 2"
    return input
  }()

  @Test("e reads the subscription again before the form is there, and the form has what was read")
  func readsAgain() {
    var state = Fixture.onERP()
    #expect(state.effects(of: .keyPressed("e")) == [.readSubscription(id: 801)])
    #expect(state.screenText.contains("Reading ERP sync again"))
    let newer = Fixture.changed { $0.name = "ERP sync (moved)" }
    let form = state.after(.subscriptionRead(id: 801, .read(newer)))
    #expect(form.form?.name.text == "ERP sync (moved)")
    #expect(form.screenText.contains("Edit ERP sync (moved)"))
    #expect(!form.screenText.contains("Secret to"))
  }

  @Test("Keys typed while it is read again do nothing, and Esc takes the wish back")
  func whileReading() {
    let state = Fixture.onERP().pressing("e")
    #expect(state.pressing("D x q").modal == state.pressing("D x").pressing("q").modal)
    #expect(state.pressing("Esc").after(.subscriptionRead(id: 801, .read(Fixture.erp))).screen == .board)
  }

  @Test("One that is gone, or that cannot be read, is said so and nothing opens")
  func notRead() {
    let gone = Failure(.notFound, status: 404, isFintorosAnswer: true)
    let state = Fixture.onERP().pressing("e").after(.subscriptionRead(id: 801, .failed(gone)))
    #expect(state.screen == .board && state.screenText.contains("ERP sync was deleted"))
    let cut = Fixture.onERP().pressing("e").after(.subscriptionRead(id: 801, .failed(Failure(.connectionLost))))
    #expect(cut.words.contains("could not be read again; nothing is changed"))
  }

  @Test("Save shows what will change line by line; Enter alone goes back to the form, y sends")
  func review() {
    var state = Fixture.reviewing()
    #expect(state.screenText.contains("\"ERP sync\" → \"ERP sync 2\""))
    #expect(state.pressing("Enter").modal == nil)
    #expect(state.pressing("Enter").form?.name.text == "ERP sync 2")
    #expect(
      state.effects(of: .keyPressed("y")) == [.edit(id: 801, base: SubscriptionInput(Fixture.erp), wanted: Self.wanted)]
    )
    #expect(state.screenText.contains("Saving ERP sync"))
    #expect(state.effects(of: .keyPressed("y")) == [])
  }

  @Test("Event types that this version does not know are sent back, and what nobody touched is sent as it was")
  func unknownTypes() {
    let odd = Fixture.changed(Fixture.subscriptions[8]) { $0.name = " two blanks " }
    var state = Fixture.board(Fixture.narrow).pressing("End e").after(.subscriptionRead(id: 809, .read(odd)))
    #expect(state.form?.input == SubscriptionInput(odd))
    state = state.pressing("Tab Tab Space Tab Tab Enter")
    let effects = state.effects(of: .keyPressed("y"))
    var wanted = SubscriptionInput(odd)
    wanted.isActive = false
    #expect(effects == [.edit(id: 809, base: SubscriptionInput(odd), wanted: wanted)])
  }

  @Test("A form in which nothing changed sends nothing")
  func nothing() {
    let state = Fixture.editing().pressing("Shift-Tab Shift-Tab Shift-Tab Enter")
    #expect(state.modal == nil && state.screenText.contains("Nothing is changed"))
  }

  @Test("Done: the form closes, the row shows what was read back, the list is asked again")
  func done() {
    var state = Fixture.reviewing().pressing("y")
    let saved = Fixture.changed { $0.name = "ERP sync 2" }
    #expect(state.effects(of: .editFinished(id: 801, .done(saved))) == [.loadList])
    #expect(state.screen == .board && state.modal == nil)
    #expect(state.screenText.contains("ERP sync 2 saved and checked"))
    #expect(state.list.subscription(801)?.subscription.name == "ERP sync 2")
  }

  @Test("An edit that was opened from the detail goes back there")
  func fromDetail() {
    let state = Fixture.onERP().pressing("Enter e").after(.subscriptionRead(id: 801, .read(Fixture.erp)))
    #expect(state.pressing("Esc").screen == .detail(DetailRoom(id: 801)))
  }

  @Test(
    "Whatever comes of it, the form keeps what was typed and says what happened",
    arguments: [
      (
        EditOutcome.refused(Failure(.server, status: 500, isFintorosAnswer: true)), "was not changed."
      ),
      (.unknown(Failure(.connectionLost), now: nil), "is not known"),
      (.unknown(Failure(.connectionLost), now: Fixture.erp), "was lost, and the change is not there"),
      (.readBackDiffers(Fixture.changed { $0.url = "https://other.sk/" }), "now it reads differently"),
      (.locked("The profile prod is read-only."), "The profile prod is read-only."), (.gone, "was deleted meanwhile"),
    ])
  func trouble(result: EditOutcome, text: String) {
    let state = Fixture.reviewing().pressing("y").after(.editFinished(id: 801, result))
    #expect(state.modal == nil)
    #expect(state.form?.name.text == "ERP sync 2")
    #expect(state.words.contains(text))
  }

  @Test("A change that Fintoro accepted is done where it cannot be read back, which is said with its time")
  func notReadBack() {
    let until = Fixture.now.addingTimeInterval(30)
    let failure = Failure(.rateLimited, status: 429, retryAt: until, isFintorosAnswer: true)
    let saved = Fixture.changed { $0.name = "ERP sync 2" }
    var state = Fixture.reviewing().pressing("y")
    #expect(state.effects(of: .editFinished(id: 801, .acceptedNotReadBack(saved, failure))) == [])
    #expect(state.screen == .board && state.editDrafts.isEmpty)
    #expect(state.list.subscription(801)?.subscription.name == "ERP sync 2")
    let words = state.after(.resized(Fixture.wide)).words
    #expect(words.contains("ERP sync 2 saved. It could not be read back."))
    #expect(words.contains("accepts requests again at 2026-03-18 14:10:30"))
    #expect(!words.contains("not known"))
  }

  @Test("The server's texts land on the fields they name")
  func refusedFields() {
    let failure = Failure(.invalid(fields: ["name": ["The name is taken."]]), status: 422, isFintorosAnswer: true)
    let state = Fixture.reviewing().pressing("y").after(.editFinished(id: 801, .refused(failure)))
    #expect(state.form?.focus == .name && state.screenText.contains("The name is taken."))
  }

  @Test("A lost answer that reads as wanted is done")
  func lostButDone() {
    let saved = Fixture.changed { $0.name = "ERP sync 2" }
    let state = Fixture.reviewing().pressing("y").after(
      .editFinished(id: 801, .unknown(Failure(.connectionLost), now: saved)))
    #expect(state.screen == .board && state.words.contains("the change is there"))
  }

  @Test("Who leaves while it is saved is told what came of it, and a failure keeps the draft")
  func left() {
    let state = Fixture.reviewing().pressing("y Esc")
    #expect(state.screen == .board)
    let failed = state.after(.editFinished(id: 801, .refused(Failure(.server, status: 500, isFintorosAnswer: true))))
    #expect(failed.words.contains("ERP sync was not changed"))
    let again = failed.waiting(4).pressing("e").after(.subscriptionRead(id: 801, .read(Fixture.erp)))
    #expect(again.form?.name.text == "ERP sync 2")
    let done = state.after(.editFinished(id: 801, .done(Fixture.changed { $0.name = "ERP sync 2" })))
    #expect(done.editDrafts.isEmpty)
  }
}

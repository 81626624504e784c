import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct WriteLockTests {
  private static let pinned = CompanyIdentity(name: "Acme s.r.o.", id: 15)

  @Test("Where writing is locked every write key says why and sends nothing", arguments: ["n", "e", "p", "R", "D"])
  func keys(key: String) {
    var state = Fixture.onERP().after(.writeLockFound(.readOnlyProfile("prod"))).waiting(4)
    #expect(state.effects(of: .keyPressed(Key(name: key) ?? .escape)) == [])
    #expect(state.screen == .board && state.modal == nil)
    #expect(state.words.contains("The profile prod is read-only"))
    #expect(state.screenText.contains("READ-ONLY"))
  }

  @Test("A 403 on a write locks writing for the rest of the run")
  func forbidden() {
    let failure = Failure(.forbidden, status: 403, isFintorosAnswer: true)
    let state = Fixture.reviewing().pressing("y").after(.editFinished(id: 801, .refused(failure)))
    #expect(state.custody.lock == .tokenMayNotWrite)
    #expect(state.after(.writeLockFound(nil)).custody.lock == .tokenMayNotWrite)
    #expect(state.pressing("Esc").pressing("D").words.contains("The token may only read (403)"))
  }

  @Test("Another company than the pinned one locks writing and says so at once")
  func otherCompany() {
    let lock = WriteLock.otherCompany(pinned: Self.pinned, now: .init(name: "Beta", id: 16))
    let state = Fixture.onERP().after(.writeLockFound(lock))
    #expect(state.words.contains("this profile was pinned to Acme s.r.o. (company 15)"))
    #expect(state.waiting(4).pressing("e").modal == nil)
  }

  @Test("A new name alone asks once, and yes pins again")
  func renamed() {
    let lock = WriteLock.renamedCompany(pinned: Self.pinned, now: .init(name: "Acme a.s.", id: 15))
    var state = Fixture.onERP().after(.writeLockFound(lock))
    #expect(state.words.contains("Is this still the same company?"))
    #expect(state.pressing("Enter").modal == nil)
    #expect(state.pressing("Enter").after(.writeLockFound(lock)).modal == nil)
    #expect(state.effects(of: .keyPressed("y")) == [.pinCompany])
    let pinned = state.after(.companyPinned(problem: nil))
    #expect(pinned.custody.lock == nil && pinned.pressing("D").modal != nil)
  }
}

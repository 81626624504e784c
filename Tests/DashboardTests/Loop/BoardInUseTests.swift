import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// What happens to a person in the middle of something when an answer comes.
@Suite struct BoardInUseTests {
  /// A list whose budget tells it apart on the screen.
  private func list(_ remaining: Int, _ change: (inout [Subscription]) -> Void = { _ in }) -> Action {
    var subscriptions = Fixture.subscriptions
    change(&subscriptions)
    var context = Fixture.context
    context.rateLimit = RateLimit(limit: 120, remaining: remaining)
    return .listLoaded(Answer(SubscriptionList(subscriptions.map { .readable($0) }), context: context))
  }

  private func healed(_ subscriptions: inout [Subscription]) {
    subscriptions[0].lastSuccessAt = Fixture.ago(1)
    subscriptions[0].lastFailureAt = .never
  }

  @Test("A refresh while a dialog is open leaves it, the order and the cursor alone; closing it sorts anew")
  func whileDialog() async throws {
    let board = PlayedBoard([list(117), list(42, healed)])
    let played = try await board.play([
      .waitFor("● live"), .keys("Down r s"), .waitFor("42/120"), .waitFor("─ Sort by ─"), .keys("Esc"),
      .waitFor(" ✗ 1 never ok"), .keys("Ctrl-C"),
    ])
    #expect(played.missed == nil)
    let behind = played.screens.last { $0.contains("42/120") && $0.contains("─ Sort by ─") } ?? ""
    let rows = behind.split(separator: "\n").map(String.init)
    // Frozen: ERP sync, healthy by now, still stands second.
    #expect(rows.firstIndex { $0.contains("▸ ✔ ok") } == 4)
    #expect(played.state.board.selected?.id == .subscription(801))
    #expect(played.state.board.cursor.selected > 5)
  }

  @Test("A refresh that sorts anew keeps the cursor on its subscription, under the keys pressed meanwhile")
  func underCursor() async throws {
    let board = PlayedBoard([list(117), list(42, healed)])
    let played = try await board.play([
      .waitFor("● live"), .keys("Down r"), .waitFor("42/120"), .keys("Enter"), .waitFor("URL  https://erp.acme.sk"),
      .keys("Esc Ctrl-C"),
    ])
    #expect(played.missed == nil)
    #expect(played.state.board.selected?.id == .subscription(801))
  }

  @Test(
    "The coverage screen, the sheet and the log stay where they are while answers come", arguments: ["v", "b", "L"])
  func otherScreens(key: String) async throws {
    let board = PlayedBoard([list(117), list(42, healed)])
    let played = try await board.play([
      .waitFor("● live"), .keys("Down \(key) r"), .waitFor("42/120"), .keys("Esc Ctrl-C"),
    ])
    #expect(played.missed == nil)
    #expect(played.state.screen == .board)
    #expect(played.state.board.selected?.id == .subscription(801))
  }

  @Test("A 429 in the middle stops everything that would ask, says until when, and leaves the rest at work")
  func rateLimited() async throws {
    let limit = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
    let board = PlayedBoard([list(117), .listFailed(limit, at: Fixture.now, random: 0)])
    let played = try await board.play([
      .waitFor("● live"), .keys("r"), .waitFor("rate-limited until 14:10:40"), .keys("r"),
      .waitFor("nothing is sent until 14:10:40"), .keys("/"), .type("erp"), .waitFor("1 shown"), .keys("Enter Enter"),
      .waitFor("URL  https://erp.acme.sk"), .keys("r r r Esc Ctrl-C"),
    ])
    #expect(played.missed == nil)
    #expect(board.effects.count { $0 == .loadList } == 2)
    #expect(played.screens.allSatisfy { !$0.contains("rate-limited") || !$0.contains("● live") })
  }

  @Test("An answer that was asked for before a delete and comes after it does not bring back what was deleted")
  func outOfOrder() async throws {
    let without = list(41) { $0.removeAll { $0.id == 802 } }
    let board = PlayedBoard([list(117), list(50), without], late: 2) { effect in
      if case .delete(let id) = effect { .deleteFinished(id: id, .deleted(secretFile: nil)) } else { nil }
    }
    let played = try await board.play([
      .waitFor("● live"), .keys("r"), .waitFor("asking…"), .keys("D"), .type("802"), .keys("Enter"),
      .waitFor("41/120"), .waitFor("BI export deleted"), .keys("Ctrl-C"),
    ])
    #expect(played.missed == nil)
    #expect(played.screens.allSatisfy { !$0.contains("50/120") })
    #expect(played.state.list.subscription(802) == nil)
  }

  @Test("A 429 while the marked are changed stops them where they are, and they wait for its time")
  func markedLimited() async throws {
    let limit = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
    let board = PlayedBoard([list(117)]) { effect in
      if case .changeMarked(let id, _, _) = effect { .markedChanged(id, .failed(limit)) } else { nil }
    }
    let played = try await board.play([
      .waitFor("● live"), .keys("Space Space m Enter y"), .waitFor("rate-limited until 14:10:40"), .keys("Ctrl-C"),
    ])
    #expect(played.missed == nil)
    #expect(board.effects.count { if case .changeMarked = $0 { true } else { false } } == 1)
    #expect(played.screens.last?.contains("BI export") == true)
  }

  @Test("Resizes in between lose neither the cursor nor the mark of what changed")
  func resized() async throws {
    let board = PlayedBoard([list(117), list(42, healed)])
    let played = try await board.play([
      .waitFor("● live"), .keys("End r"), .waitFor("42/120"), .resize(Size(columns: 60, rows: 16)),
      .resize(Size(columns: 20, rows: 5)), .resize(Fixture.wide), .waitFor("•ERP sync"), .keys("Ctrl-C"),
    ])
    #expect(played.missed == nil)
    #expect(played.state.board.selected?.id == .subscription(809))
  }
}

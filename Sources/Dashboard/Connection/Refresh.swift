import FintoroWebhooks
import Foundation

extension State {
  /// The refresh that the clock asks for.
  mutating func refreshIfDue() -> [Effect] {
    guard let due = connection.nextTryAt, due <= now, connection.mayAsk(at: now) else { return [] }
    return refresh()
  }

  /// The refresh that a person asks for.
  mutating func refreshNow() -> [Effect] {
    if connection.isLoading { return say("A refresh is under way.") }
    guard connection.mayAsk(at: now) else {
      let wait = connection.nextTryAt.map { TimeText.duration($0.timeIntervalSince(now).rounded(.up)) } ?? "a while"
      return say("Fintoro's rate limit is used up; the next try is in \(wait).", .bad)
    }
    return refresh()
  }

  mutating func listLoaded(_ answer: Answer<SubscriptionList>) -> [Effect] {
    connection.answered(answer.context)
    board.show(
      answer.value, at: serverTime, rows: BoardLayout(size: size).listRows, isFrozen: modal != nil)
    return session.company == nil ? [.loadCompany] : []
  }

  mutating func listFailed(_ failure: Failure, at date: Date, random: Double) -> [Effect] {
    connection.failed(failure, at: date, random: random)
    return []
  }

  mutating func companyLoaded(_ name: String) -> [Effect] {
    session.company = name
    return []
  }

  private mutating func refresh() -> [Effect] {
    connection.started()
    return [.loadList]
  }
}

import FintoroWebhooks
import Foundation

extension State {
  /// The refresh that the clock asks for.
  mutating func refreshIfDue() -> [Effect] {
    guard !connection.isHeld, let due = connection.nextTryAt, due <= now, connection.mayAsk(at: now) else { return [] }
    return refresh()
  }

  /// The refresh that a person asks for; also while polling is on hold.
  mutating func refreshNow() -> [Effect] {
    if connection.isLoading { return showMessage("A refresh is under way.") }
    guard connection.mayAsk(at: now) else { return sayLimited() }
    if connection.failure == nil, let age = connection.age(at: now), age < Connection.minInterval {
      return showMessage(
        "Nothing was asked: the answer on the screen is not \(TimeText.duration(Connection.minInterval)) old yet. "
          + "Press r again.")
    }
    if connection.failure != nil, connection.hasJustTried(at: now) {
      return showMessage("That was tried a moment ago.")
    }
    // What was said of the answer before is not said of the next one.
    if message?.until != nil { message = nil }
    return refresh(byPerson: true)
  }

  /// The refresh after something was changed: the list must show it. One that is under way was asked before the change
  /// and would take it back on the screen; the new one replaces it.
  mutating func refreshAfterChange() -> [Effect] {
    guard connection.isLimited(at: now) else { return refresh(byPerson: true) }
    connection.outdated(at: now)
    return []
  }

  mutating func toggleHold() -> [Effect] {
    connection.toggleHold(at: now)
    log.note(connection.status(at: now), at: now)
    if connection.isHeld { return showMessage("On hold: nothing is asked until h goes on; r asks once.") }
    return refreshIfDue()
  }

  /// Why nothing is sent now, and until when.
  mutating func sayLimited() -> [Effect] {
    let wait = connection.limitedUntil.map { TimeText.duration($0.timeIntervalSince(now).rounded(.up)) } ?? "a while"
    return showMessage("Fintoro's rate limit is used up; nothing is sent for \(wait).", .bad)
  }

  mutating func listLoaded(_ answer: Answer<SubscriptionList>) -> [Effect] {
    if let last = connection.asOf(at: now) {
      log.heardAgain(after: last, at: min(answer.context.askedAt, now))
    }
    connection.answered(answer.context, at: now)
    let isOtherCompany = noteCompany(of: answer.value)
    let isFirst = list.rows == nil
    log.note(connection.status(at: now), at: now)
    log.watched(at: now)
    observe(answer.value)
    if !isOtherCompany { _ = offerOrphanedDraft() }
    // The journal is looked at with every list: another hooktop may have left a create behind.
    return (session.company == nil && connection.mayAskCompany(at: now) ? [.loadCompany] : [])
      + [.findPendingCreates] + inspection(isFirst: isFirst) + (isFirst || isOtherCompany ? [.findWriteLock] : [])
  }

  /// The same token may answer for another company from one moment to the next; the name is not that one's then.
  /// - Returns: whether it is another than before.
  private mutating func noteCompany(of list: SubscriptionList) -> Bool {
    guard let id = list.subscriptions.lazy.compactMap(\.companyID).first else { return false }
    defer { session.companyID = id }
    guard let known = session.companyID, known != id else { return false }
    session.company = nil
    return true
  }

  mutating func listFailed(_ failure: Failure, at date: Date, random: Double) -> [Effect] {
    connection.failed(failure, at: date, now: now, random: random)
    log.note(connection.status(at: now), at: now)
    tellRooms()
    return []
  }

  /// The name is only a title; it is asked for again with the next list.
  mutating func companyFailed(_ failure: Failure) -> [Effect] {
    connection.limited(failure, at: now)
    return []
  }

  mutating func companyLoaded(_ name: String) -> [Effect] {
    session.company = name
    return [.findWriteLock]
  }

  private mutating func refresh(byPerson: Bool = false) -> [Effect] {
    connection.started(at: now, byPerson: byPerson)
    return [.loadList]
  }
}

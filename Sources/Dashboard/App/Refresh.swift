import FintoroWebhooks
import Foundation

extension State {
  /// The scheduled refresh, if it is due.
  mutating func refreshIfDue() -> [Effect] {
    guard !connection.isStopped, let due = connection.nextTryAt, due <= now, connection.maySend(at: now) else {
      return []
    }
    return refresh()
  }

  /// The refresh that a person asks for, also while polling is stopped.
  mutating func refreshNow() -> [Effect] {
    if connection.isLoading { return showMessage("Already refreshing.") }
    guard connection.maySend(at: now) else { return showRateLimit() }
    if connection.failure == nil, let age = connection.age(at: now), age < Connection.minInterval {
      return showMessage(
        "Not refreshed: the list is less than \(TimeText.duration(Connection.minInterval)) old. "
          + "Press r again.")
    }
    if connection.failure != nil, connection.hasJustTried(at: now) {
      return showMessage("hooktop tried a moment ago.")
    }
    // Drop the note about the previous response.
    if message?.until != nil { message = nil }
    return refresh(byPerson: true)
  }

  /// Refreshes after a change, so that the list shows it. The new request replaces one under way: its answer would be
  /// from before the change.
  mutating func refreshAfterChange() -> [Effect] {
    guard connection.isLimited(at: now) else { return refresh(byPerson: true) }
    connection.markOutdated(at: now)
    return []
  }

  mutating func toggleRefresh() -> [Effect] {
    connection.toggleRefresh(at: now)
    log.note(connection.status(at: now), at: now)
    if connection.isStopped { return showMessage("Refreshing stopped; z goes on, r refreshes once.") }
    return refreshIfDue()
  }

  /// Says why nothing is sent now, and until when.
  mutating func showRateLimit() -> [Effect] {
    // A moment stays true while the message stands; a duration would have to count.
    let end = connection.limitedUntil.map { " until \(TimeText.clock($0, at: now, in: zone))" } ?? ""
    return showMessage("Rate limit used up; nothing is sent\(end).", .bad)
  }

  mutating func listLoaded(_ answer: Answer<SubscriptionList>) -> [Effect] {
    if let last = connection.asOf(at: now) {
      log.noteGap(after: last, at: min(answer.context.askedAt, now))
    }
    let worksAgain = connection.hasListFailed
    connection.answered(answer.context, at: now)
    let isOtherCompany = noteCompany(of: answer.value)
    let isFirst = list.rows == nil
    log.note(connection.status(at: now), at: now)
    log.noteAnswer(at: now)
    observe(answer.value)
    if !isOtherCompany { _ = offerOrphanedDraft() }
    // Read the journal with every list: another hooktop may have left a create behind.
    return wakeCreates(worksAgain: worksAgain)
      + (session.company == nil && connection.startCompanyRequestIfAllowed(at: now) ? [.loadCompany] : [])
      + [.findPendingCreates] + inspection(isFirst: isFirst) + (isFirst || isOtherCompany ? [.findWriteLock] : [])
  }

  /// Notes the company id of the list. The same token may begin to answer for another company; then the known name is
  /// no longer valid.
  /// - Returns: whether the company has changed.
  private mutating func noteCompany(of list: SubscriptionList) -> Bool {
    guard let id = list.companyID else { return false }
    defer { session.companyID = id }
    guard let known = session.companyID, known != id else { return false }
    session.company = nil
    world.recent = RecentHistory()
    world.past = KnownPast()
    world.gaps = OpenGaps()
    return true
  }

  mutating func listFailed(_ failure: Failure, at date: Date, random: Double) -> [Effect] {
    connection.failed(failure, at: date, now: now, random: random)
    log.note(connection.status(at: now), at: now)
    notifyRooms()
    // The journal needs no network, and what is pending stays in sight.
    return [.findPendingCreates] + openAtMoment()
  }

  /// The name is only a title; the next list asks for it again.
  mutating func companyFailed(_ failure: Failure) -> [Effect] {
    connection.learn(from: failure, at: now)
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

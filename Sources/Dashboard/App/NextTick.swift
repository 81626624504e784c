import FintoroWebhooks
public import Foundation

extension State {
  /// When the screen stops being true if nothing happens: the loop sleeps until then and no longer.
  public var nextTick: Date? {
    let soonest = [
      connection.nextChange(after: now), message?.until, nextAssessment,
      nextCreateTry, nextMarked, nextAgeChange, secretGraceEnds, draftsDue,
    ].compactMap { $0 }.min()
    // A due tick that changed nothing must not spin.
    return soonest.map { max($0, now.addingTimeInterval(0.05)) }
  }

  private var nextAssessment: Date? {
    connection.isLive(at: now) ? list.nextAssessment.map(localTime) : nil
  }

  /// A 429's time goes before the time that a create waits for.
  private var nextCreateTry: Date? {
    creates.compactMap(\.retryAt).min().map { max($0, connection.limitedUntil ?? $0) }
  }

  /// When the marked ones go on after a 429.
  private var nextMarked: Date? { work?.isUnderWay == true ? work?.waitsUntil : nil }

  /// The next moment at which an age on the screen reads differently.
  private var nextAgeChange: Date? {
    guard choices.look.usesRelativeTimes else { return nil }
    let time = serverTime.now
    return board.datesOnScreen(rows: boardRows)
      .map { localTime(TimeText.ageChanges(of: $0, after: time)) }.min()
  }

  private var secretGraceEnds: Date? {
    if case .secret(let secret) = modal, secret.keysCountFrom > now { secret.keysCountFrom } else { nil }
  }

  private func localTime(_ serverDate: Date) -> Date {
    serverDate.addingTimeInterval(-(serverTime.skew ?? 0))
  }
}

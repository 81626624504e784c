import Files
import FintoroWebhooks
import Foundation
import History

/// The JSON of one line of the decisions file:
///
///     {"at":1774810800123,"company":15,"event":"done","gap":"801-k7f2m","origin":"https://…","outcome":"fetched",…}
///
/// Times are milliseconds since 1970. Neither a secret nor a token is ever in it.
struct GapLine: Codable {
  static let version = 1

  private enum Event: String, Codable {
    case opened, moved, done, undone, acknowledged, unacknowledged
  }

  var version = GapLine.version
  let origin: String
  let company: Int
  let gap: String
  let at: Int64
  private let event: Event
  private var requestID: String?
  private var bounds: Bounds?
  private var name: String?
  private var events: [String]?
  private var by: String?
  private var endedAt: Int64?
  private var outcome: String?
  private var note: String?
  private var until: Int64?
  private var state: String?

  /// All that a gap's beginning and end say.
  fileprivate struct Bounds: Codable {
    var subscription: Int
    var kind: String
    var noticedAt: Int64
    var surelyFrom: Int64
    var possiblyFrom: Int64
    var lastFailureAt: Int64?
    var endedAt: Int64?
    var end: String?
    var url: String
    var isURLChanged: Bool
  }

  init(_ event: GapEvent, of company: CompanyKey) {
    (origin, self.company, gap) = (company.origin, company.companyID, event.gap.rawValue)
    (at, requestID) = (LineFile.milliseconds(event.at), event.requestID.map { String($0.prefix(200)) })
    switch event.kind {
    case .opened(let gap, let subject):
      self.event = .opened
      (bounds, name, events) = (Bounds(gap), subject.name, subject.events.map(\.rawValue))
    case .moved(let gap): (self.event, bounds) = (.moved, Bounds(gap))
    case .done(let tick):
      self.event = .done
      (by, endedAt, outcome, note) = (tick.by, LineFile.milliseconds(tick.endedAt), tick.outcome.rawValue, tick.note)
    case .undone: self.event = .undone
    case .acknowledged(let acknowledgement):
      self.event = .acknowledged
      (by, until) = (acknowledgement.by, acknowledgement.until.map(LineFile.milliseconds))
      state = acknowledgement.state?.rawValue
    case .unacknowledged: self.event = .unacknowledged
    }
  }

  /// Nil if this version cannot read the line.
  var value: GapEvent? {
    guard version == Self.version, let kind else { return nil }
    return GapEvent(GapID(rawValue: gap), at: LineFile.date(at), kind, requestID: requestID)
  }

  private var kind: GapEvent.Kind? {
    let id = GapID(rawValue: gap)
    switch event {
    case .opened:
      return bounds?.gap(id).map { gap in
        .opened(gap, GapSubject(name: name ?? String(gap.subscriptionID), events: (events ?? []).map { EventType($0) }))
      }
    case .moved: return bounds?.gap(id).map(GapEvent.Kind.moved)
    case .done:
      guard let by, let endedAt, let outcome = outcome.flatMap(GapTick.Outcome.init) else { return nil }
      return .done(GapTick(outcome, by: by, at: LineFile.date(at), endedAt: LineFile.date(endedAt), note: note))
    case .undone: return .undone
    case .acknowledged:
      guard let by else { return nil }
      return .acknowledged(
        GapAcknowledgement(
          by: by, at: LineFile.date(at), until: until.map(LineFile.date), state: state.flatMap(HealthState.init)))
    case .unacknowledged: return .unacknowledged
    }
  }

  var bytes: [UInt8] { JSONLine.bytes(self) }
}

extension GapLine.Bounds {
  fileprivate init(_ gap: Gap) {
    (subscription, kind) = (gap.subscriptionID, gap.kind.rawValue)
    noticedAt = LineFile.milliseconds(gap.noticedAt)
    surelyFrom = LineFile.milliseconds(gap.surelyFrom)
    possiblyFrom = LineFile.milliseconds(gap.possiblyFrom)
    lastFailureAt = gap.lastFailureAt.map(LineFile.milliseconds)
    (endedAt, end) = (gap.endedAt.map(LineFile.milliseconds), gap.end?.rawValue)
    (url, isURLChanged) = (String(gap.url.prefix(4_096)), gap.isURLChanged)
  }

  fileprivate func gap(_ id: GapID) -> Gap? {
    guard let kind = Gap.Kind(rawValue: kind) else { return nil }
    var gap = Gap(
      id: id, of: subscription, kind, noticedAt: LineFile.date(noticedAt), surelyFrom: LineFile.date(surelyFrom),
      possiblyFrom: LineFile.date(possiblyFrom), lastFailureAt: lastFailureAt.map(LineFile.date), url: url)
    (gap.endedAt, gap.end) = (endedAt.map(LineFile.date), end.flatMap(Gap.End.init))
    gap.isURLChanged = isURLChanged
    return gap
  }
}

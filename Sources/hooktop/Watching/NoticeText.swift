import FintoroAPI
import FintoroWebhooks
import Foundation

/// A notice as the line that is printed, and as the facts that a command gets.
struct NoticeText: Sendable {
  let notice: WatchNotice
  /// Nil where the connection comes from the environment.
  let profile: String?
  let companyID: Int?

  static let schema = "hooktop.transition/1"

  /// One line of JSON without its end.
  var line: String {
    JSONValue.object([
      .init("schema", .string(Self.schema)), .init("id", .string(notice.id)),
      .init("transition", .string(notice.kind.rawValue)), .init("at", .string(ISO8601.text(notice.at))),
      .init("profile", JSONValue(profile)), .init("company", JSONValue(companyID)),
      .init("subscription", JSONValue(notice.subscription)), .init("name", JSONValue(notice.name)),
      .init("from", JSONValue(notice.from)), .init("to", JSONValue(notice.to)),
      .init("initial", .bool(notice.isInitial)), .init("lastedSeconds", JSONValue(notice.lasted.map { Int($0) })),
      .init("reason", .string(notice.reason)),
    ]).compactText
  }

  /// For a command's environment. A command line is for everybody to see, so nothing of it is there.
  var variables: [String: String] {
    let values: [(String, String?)] = [
      ("HOOKTOP_TRANSITION", notice.kind.rawValue), ("HOOKTOP_TRANSITION_ID", notice.id),
      ("HOOKTOP_TRANSITION_AT", ISO8601.text(notice.at)), ("HOOKTOP_TRANSITION_PROFILE", profile),
      ("HOOKTOP_TRANSITION_SUBSCRIPTION", notice.subscription.map(String.init)),
      ("HOOKTOP_TRANSITION_NAME", notice.name.map(Self.oneLine)), ("HOOKTOP_TRANSITION_FROM", notice.from),
      ("HOOKTOP_TRANSITION_TO", notice.to), ("HOOKTOP_TRANSITION_TEXT", Self.oneLine(sentence)),
    ]
    return values.reduce(into: [:]) { $0[$1.0] = $1.1 }
  }

  /// What happened, for a chat or a mail.
  var sentence: String {
    let subject = (notice.name.map { "\($0) (\(notice.subscription.map(String.init) ?? ""))" } ?? "hooktop")
    let place = profile.map { " [\($0)]" } ?? ""
    let lasted = notice.lasted.map { " after \(TimeText.duration($0))" } ?? ""
    switch notice.kind {
    case .trouble: return "\(subject)\(place): \(notice.to ?? ""). \(notice.reason)"
    case .recovery: return "\(subject)\(place): \(notice.to ?? "")\(lasted). \(notice.reason)"
    case .gaveUp: return "\(subject)\(place): retries are over. \(notice.reason)"
    case .blind: return "\(subject)\(place) has no answer from Fintoro. \(notice.reason)"
    case .sighted: return "\(subject)\(place) has answers again\(lasted)."
    }
  }

  /// A name may have any character; a variable with a zero in it is none, and a line break starts a new fact.
  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}

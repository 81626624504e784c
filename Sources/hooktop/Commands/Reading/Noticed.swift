import Dashboard
import FintoroAPI
import FintoroWebhooks
import Foundation

/// What hooktop itself noticed of a company's subscriptions, besides what a list says.
struct Noticed: Sendable {
  /// Nil where they cannot be known.
  let gaps: [GapRecord]?
  /// When each usually gets deliveries; nil where nobody asked, or where it cannot be known.
  let rhythms: [Int: Rhythm]?
  /// Why something that history should tell is not known, as a sentence.
  let problem: String?
  let contexts: DeliveryContexts
  let openGaps: OpenGaps

  init(gaps: [GapRecord]?, rhythms: [Int: Rhythm]?, problem: String?, among subscriptions: [Subscription]) {
    (self.gaps, self.rhythms, self.problem) = (gaps, rhythms, problem)
    contexts = DeliveryContexts(rhythms ?? [:], among: subscriptions)
    openGaps = OpenGaps(gaps ?? [])
  }

  func marks(of assessed: AssessedSubscription, at now: Date) -> Set<RowMark> {
    let marks = openGaps.marks(of: assessed.id, in: assessed.health.state, at: now)
    return assessed.health.overdue == nil ? marks : marks.union([.overdue])
  }
}

extension Account {
  /// Remembers a list, and tells what was noticed of its subscriptions.
  /// - Parameter learns: whether it is asked what is usual. It takes a while where much was seen.
  func notice(_ answer: Answer<SubscriptionList>, for selection: FilterOptions, learns: Bool? = nil) async throws
    -> Noticed
  {
    let filter = selection.read
    let (gaps, problem) = await remember(answer)
    var rhythms: [Int: Rhythm]?
    if learns ?? filter?.asks(for: .overdue) ?? false {
      rhythms = await self.rhythms.learn(from: answer)
    }
    let noticed = Noticed(
      gaps: gaps, rhythms: rhythms, problem: problem, among: rhythms == nil ? [] : answer.value.subscriptions)
    let missing = RowMark.allCases.first { mark in
      filter?.names(mark) ?? false && (mark == .overdue ? rhythms == nil : gaps == nil)
    }
    guard let missing, !answer.value.elements.isEmpty else { return noticed }
    let paths = environment.paths
    throw CommandExit(
      history.isOff ? .configuration : .inputOutput,
      "is:\(missing.rawValue) asks for what hooktop remembers"
        + (history.isOff
          ? ", and that is turned off in \(paths.display(paths.configFile)) (history = false)."
          : ". \(problem ?? "It cannot be read; `hooktop gaps` says why.")"))
  }
}

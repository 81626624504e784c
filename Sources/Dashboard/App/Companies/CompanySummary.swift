public import FintoroWebhooks
public import Foundation

/// What the companies screen and other companies' screens show of a company.
public struct CompanySummary: Equatable, Sendable, Identifiable {
  public let id: CompanyState.ID
  public let session: Session
  public let connection: Connection
  public let isStarted: Bool
  /// Nil until a list was received.
  public let total: Int?
  public let unreadable: Int
  /// How many subscriptions are in each state.
  public let counts: [HealthState: Int]
  /// From when on a delivery of any of its subscriptions can be lost; nil where none fails.
  public let firstLoss: Date?
  /// `1 gap to fetch`; nil where there is none.
  public let gapsToFetch: String?
  /// Whether writing is locked.
  public let isReadOnly: Bool
  /// The first subscriptions in trouble, most serious first.
  public let troubles: [AssessedSubscription]
  /// How many of its creates are pending; those of other accounts are counted there.
  public let pending: Int
  /// The clock of that company's server.
  public let serverTime: ServerTime
  /// What must not be missed while another company is on the screen.
  public let news: CompanyNews?
  /// What leaving waits for in that company.
  public let quitBlocker: String?

  init(_ company: CompanyState) {
    let state = company.state.ofNow
    id = company.id
    session = state.session
    connection = state.connection
    isStarted = company.isStarted
    total = state.list.rows?.count
    unreadable = state.list.unreadableCount
    counts = state.list.counts
    firstLoss = state.list.moments.losses.values.map(\.date).min()
    gapsToFetch = state.world.gapsToFetchText
    isReadOnly = state.custody.lock != nil
    troubles = state.list.troubles
    pending = state.world.pendingCreates.count { !$0.isForeign }
    serverTime = state.serverTime
    news = CompanyNews(state)
    quitBlocker = state.ownQuitBlocker
  }

  /// The most serious state of its readable subscriptions.
  public var worst: HealthState? {
    HealthState.byWeight.first { counts[$0] != nil }
  }

  public func count(_ weight: HealthWeight) -> Int {
    counts.filter { $0.key.weight == weight }.reduce(0) { $0 + $1.value }
  }
}

/// News of a company, for the screens of others.
public struct CompanyNews: Equatable, Sendable {
  public let text: String
  public let tone: StatusMessage.Tone

  /// The most important news; nil when there is none.
  init?(_ state: State) {
    let company = state.session.name
    if case .secret(let secret) = state.modal {
      let name = "\(secret.subscription.displayName) (\(secret.subscription.id))"
      if secret.isSaved {
        (text, tone) = ("\(company): the secret of \(name) is saved; o shows it.", .good)
      } else {
        (text, tone) = ("\(company): the secret of \(name) is NOT saved; press o before you quit.", .bad)
      }
    } else if let message = state.message {
      (text, tone) = ("\(company): \(message.text)", message.tone)
    } else if let create = state.creates.first {
      (text, tone) = ("\(company): \(create.progress(at: state.now))", .plain)
    } else {
      return nil
    }
  }
}

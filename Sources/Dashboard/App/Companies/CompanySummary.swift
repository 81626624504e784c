public import FintoroWebhooks

/// What the overview and the other companies' screens tell of a company.
public struct CompanySummary: Equatable, Sendable, Identifiable {
  public let id: CompanyState.ID
  public let session: Session
  public let connection: Connection
  public let isStarted: Bool
  /// Nil until a list was received.
  public let total: Int?
  public let unreadable: Int
  /// How many there are in each state.
  public let counts: [HealthState: Int]
  /// The first of its troubles, heaviest first.
  public let troubles: [AssessedSubscription]
  /// The server's clock there.
  public let serverTime: ServerTime
  /// What goes on there that must not be missed here.
  public let news: CompanyNews?
  /// What leaving waits for there.
  public let holdUp: String?

  init(_ company: CompanyState) {
    let state = company.state
    id = company.id
    session = state.session
    connection = state.connection
    isStarted = company.isStarted
    total = state.list.rows?.count
    unreadable = state.list.unreadableCount
    counts = state.list.counts
    troubles = state.list.troubles
    serverTime = state.serverTime
    news = CompanyNews(state)
    holdUp = state.ownHoldUp
  }

  /// The heaviest state of any of its subscriptions that could be read.
  public var worst: HealthState? {
    HealthState.byWeight.first { counts[$0] != nil }
  }

  public func count(_ weight: HealthWeight) -> Int {
    counts.filter { $0.key.weight == weight }.reduce(0) { $0 + $1.value }
  }
}

/// News of a company for people who look at another.
public struct CompanyNews: Equatable, Sendable {
  public let text: String
  public let tone: StatusMessage.Tone

  /// The most important thing; nil when nothing is to be told.
  init?(_ state: State) {
    let company = state.session.name
    if case .secret(let secret) = state.modal {
      let name = "\(secret.subscription.displayName) (\(secret.subscription.id))"
      if secret.isSaved {
        (text, tone) = ("\(company): the secret of \(name) is saved and waits to be seen; o goes there.", .good)
      } else {
        (text, tone) = ("\(company): the secret of \(name) is NOT saved; go there with o before you leave.", .bad)
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

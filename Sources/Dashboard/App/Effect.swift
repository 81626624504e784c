public import FintoroWebhooks
public import TerminalUI
public import struct Foundation.Date

/// What to do, as a value. Carrying it out decides nothing; its result comes back as an action.
public enum Effect: Equatable, Sendable {
  case loadList
  case loadCompany
  case findPendingCreates
  /// Work out where the secret of a subscription with this name and URL would go.
  case proposeSecretFile(name: String, url: String)
  case checkSecretFile(path: String)
  case create(number: Int, SubscriptionInput, secretPath: String)
  case resumeCreate(number: Int, IdempotencyKey)
  case saveSecretCopy(SigningSecret, path: String)
  /// - Parameter base: the values on the board, from which the change is computed.
  case changeMarked(Int, base: SubscriptionInput, MarkedChange)
  /// Saves to a new file; the name's extension chooses text or JSON.
  case saveBackfill(BackfillSheet, path: String)

  /// Writes down what a person decides about gaps.
  case decide(GapDecision, about: [GapID])

  case readSubscription(id: Int)
  /// - Parameter base: the values that the person saw. Nothing is sent if the server's differ.
  case edit(id: Int, base: SubscriptionInput, wanted: SubscriptionInput)
  case delete(id: Int)
  case rotate(id: Int, secretPath: String)
  case adopt(IdempotencyKey, id: Int)
  case forget(IdempotencyKey)
  /// Check the files that hold these subscriptions' secrets.
  case inspectSecrets([Int])
  case findWriteLock
  /// A person has confirmed that this is the right company.
  case pinCompany
  case loadDrafts
  case saveDrafts(DraftsChange)
  /// Writes to `config.toml`; other lines stay as they are.
  case saveSettings([ConfigChange])
  /// The same for preferences that were changed by keys of the board. It never creates a config file.
  case savePreferences([ConfigChange])
  /// The hints were seen and are not shown again.
  case rememberTour
  /// Read what was seen of these subscriptions in the last 30 days.
  case loadPast([Int], until: Date)
  /// Read how things stood at a moment.
  case lookBack(LookBack)
  /// Read what happened between these times.
  case loadEvents(EarlierEvents.Reach, since: Date, until: Date)

  /// These concern more than one company; `Companies` carries them out.
  case openCompanies
  case openCompany(CompanyState.ID)
  case duplicate(FormSeed, to: CompanyState.ID)

  /// These run on the terminal's own thread.
  case copyToClipboard(SigningSecret)
  case copyText(String)
  case useTerminal(TerminalPreferences)
  case ring
  case suspend

  /// An effect replaces an earlier one with the same id; nil for effects that must never be replaced.
  public var id: String? {
    switch self {
    case .loadList: "list"
    case .loadCompany: "company"
    case .findPendingCreates: "pending"
    case .proposeSecretFile, .checkSecretFile: "secret file"
    case .readSubscription: "read"
    case .findWriteLock: "write lock"
    case .loadEvents: "events"
    case .lookBack: "look back"
    case .loadDrafts: "drafts"
    case .create, .resumeCreate, .saveSecretCopy, .edit, .delete, .rotate, .adopt, .forget, .inspectSecrets,
      .pinCompany, .saveDrafts, .saveBackfill, .changeMarked, .openCompanies, .openCompany, .copyToClipboard,
      .decide, .duplicate, .saveSettings, .savePreferences, .rememberTour, .loadPast, .copyText, .useTerminal, .ring,
      .suspend:
      nil
    }
  }

  /// Whether it needs the company's account. Settings of the person are saved without a token.
  public var needsAccount: Bool {
    switch self {
    case .saveSettings, .savePreferences, .rememberTour: false
    default: true
    }
  }
}

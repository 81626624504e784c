public import FintoroWebhooks
public import TerminalUI

/// What is to be done, as a value. Carrying it out decides nothing; what came of it returns as an action.
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
  /// - Parameter base: what the board shows of it, which the change is worked out from.
  case changeMarked(Int, base: SubscriptionInput, MarkedChange)
  /// To a new file; its name says whether as text or as JSON.
  case saveBackfill(BackfillSheet, path: String)

  case readSubscription(id: Int)
  /// - Parameter base: as the person saw it; nothing is sent where the server has something else by now.
  case edit(id: Int, base: SubscriptionInput, wanted: SubscriptionInput)
  case delete(id: Int)
  case rotate(id: Int, secretPath: String)
  case adopt(IdempotencyKey, id: Int)
  case forget(IdempotencyKey)
  /// Look at the files that hold the secrets of these subscriptions.
  case inspectSecrets([Int])
  case findWriteLock
  /// The company is the right one, a person says.
  case pinCompany
  case loadDrafts
  case saveDrafts(DraftsChange)
  /// To `config.toml`, whose other lines stay as they are.
  case saveSettings([ConfigChange])
  /// The same for what was chosen by keys of the board; where there is no config, none is made for it.
  case savePreferences([ConfigChange])
  /// The hints were seen, and need not come again.
  case rememberTour

  /// For what is above one company: `Companies` carries these out.
  case openOverview
  case goTo(CompanyState.ID)
  case duplicate(FormSeed, to: CompanyState.ID)

  /// For the terminal's own thread.
  case copyToClipboard(SigningSecret)
  case copyText(String)
  case useTerminal(TerminalPreferences)
  case suspend

  /// Effects of one id replace each other; nil for those that must never be replaced.
  public var id: String? {
    switch self {
    case .loadList: "list"
    case .loadCompany: "company"
    case .findPendingCreates: "pending"
    case .proposeSecretFile, .checkSecretFile: "secret file"
    case .readSubscription: "read"
    case .findWriteLock: "write lock"
    case .loadDrafts: "drafts"
    case .create, .resumeCreate, .saveSecretCopy, .edit, .delete, .rotate, .adopt, .forget, .inspectSecrets,
      .pinCompany, .saveDrafts, .saveBackfill, .changeMarked, .openOverview, .goTo, .copyToClipboard,
      .duplicate, .saveSettings, .savePreferences, .rememberTour, .copyText, .useTerminal, .suspend:
      nil
    }
  }

  /// Whether it is about the company's account; what belongs to the person is done without a token.
  public var needsAccount: Bool {
    switch self {
    case .saveSettings, .savePreferences, .rememberTour: false
    default: true
    }
  }
}

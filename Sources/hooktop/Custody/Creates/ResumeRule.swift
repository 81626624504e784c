import FintoroAPI
import FintoroWebhooks

/// Whether a pending create may be finished from here. Pure.
enum ResumeRule {
  enum Obstacle: Equatable, Sendable {
    case otherBaseURL(String)
    case otherCompany(String)
    /// Its secret was to be printed, and a board has nowhere to print to.
    case toBePrinted(IdempotencyKey)

    var sentence: String {
      switch self {
      case .otherBaseURL(let url): "It belongs to another address (\(url))."
      case .otherCompany(let name): "It belongs to another company (\(name))."
      case .toBePrinted(let key):
        "Its secret was to be printed: finish it with `hooktop pending --resume \(key) --secret-file -`, or name a file."
      }
    }
  }

  static func canResume(_ entry: PendingCreate, baseURL: BaseURL, company: CompanyIdentity) -> Bool {
    obstacle(entry, baseURL: baseURL, company: company) == nil
  }

  /// The same token at another address, or another company's token, would make a second subscription.
  static func obstacle(
    _ entry: PendingCreate, baseURL: BaseURL, company: CompanyIdentity
  ) -> Obstacle? {
    if entry.baseURL != baseURL.text { return .otherBaseURL(entry.baseURL) }
    return entry.company.isSame(as: company) ? nil : .otherCompany(entry.company.name)
  }
}

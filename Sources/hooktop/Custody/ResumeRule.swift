import FintoroAPI
import FintoroWebhooks

/// Whether a pending create may be finished from here. Pure.
enum ResumeRule {
  enum Obstacle: Equatable, Sendable {
    case otherBaseURL(String)
    case otherCompany(String)

    var sentence: String {
      switch self {
      case .otherBaseURL(let url): "It belongs to another address (\(url))."
      case .otherCompany(let name): "It belongs to another company (\(name))."
      }
    }
  }

  static func canResume(_ entry: PendingCreate, baseURL: BaseURL, company: PendingCreate.Company) -> Bool {
    obstacle(entry, baseURL: baseURL, company: company) == nil
  }

  /// The same token at another address, or another company's token, would make a second subscription.
  static func obstacle(
    _ entry: PendingCreate, baseURL: BaseURL, company: PendingCreate.Company
  ) -> Obstacle? {
    if entry.baseURL != baseURL.text { return .otherBaseURL(entry.baseURL) }
    if let theirs = entry.company.id, let ours = company.id {
      // A company that was renamed is still the same one.
      return theirs == ours ? nil : .otherCompany(entry.company.name)
    }
    return entry.company.name == company.name ? nil : .otherCompany(entry.company.name)
  }
}

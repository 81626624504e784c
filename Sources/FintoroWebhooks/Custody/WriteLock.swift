/// Why hooktop writes nothing although it can read.
public enum WriteLock: Hashable, Sendable {
  /// The profile says `read_only = true`.
  case readOnlyProfile(String)
  /// A write was answered with 403.
  case tokenMayNotWrite
  /// The token belongs to another company than the one this profile is pinned to.
  case otherCompany(pinned: CompanyIdentity, now: CompanyIdentity)
  /// The same without a profile: a renewed token leads to another company than the one at the start.
  case otherCompanyThanAtStart(first: CompanyIdentity, now: CompanyIdentity)
  /// The same company by its id, with another name: a person confirms it once, then it is pinned again.
  case renamedCompany(pinned: CompanyIdentity, now: CompanyIdentity)
  /// The pin of the profile cannot be read; the sentence says why and what to do.
  case pinUnreadable(String)

  /// What, why and what to do.
  public var sentence: String {
    switch self {
    case .readOnlyProfile(let profile):
      "The profile \(profile) is read-only (read_only in config.toml)."
    case .tokenMayNotWrite:
      "The token may only read (403): make one with the write scope in Fintoro under Integrations → API."
    case .otherCompany(let pinned, let now):
      "The token now leads to \(Self.text(now)), but this profile was pinned to \(Self.text(pinned)): nothing is "
        + "written. If that is meant, run `hooktop whoami --pin`."
    case .otherCompanyThanAtStart(let first, let now):
      "The token now leads to \(Self.text(now)), and at the start it led to \(Self.text(first)): nothing is written. "
        + "If that is meant, start hooktop again."
    case .renamedCompany(let pinned, let now):
      "The company is now called \(now.name); this profile was pinned to \(Self.text(pinned)). If it is the same "
        + "company, run `hooktop whoami --pin`."
    case .pinUnreadable(let sentence): sentence
    }
  }

  /// Compares the pinned company of a profile with the one in answers. Nil where they agree.
  ///
  /// Contract: `whoami` has only a name, subscriptions have only the id, so of each either may be unknown.
  public static func comparing(_ pinned: CompanyIdentity, with now: CompanyIdentity) -> WriteLock? {
    if let theirs = pinned.id, let ours = now.id {
      if theirs != ours { return .otherCompany(pinned: pinned, now: now) }
      return pinned.name == now.name ? nil : .renamedCompany(pinned: pinned, now: now)
    }
    return pinned.name == now.name ? nil : .otherCompany(pinned: pinned, now: now)
  }

  private static func text(_ company: CompanyIdentity) -> String {
    company.id.map { "\(company.name) (company \($0))" } ?? company.name
  }
}

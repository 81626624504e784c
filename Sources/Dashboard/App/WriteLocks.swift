import FintoroWebhooks

/// Why writing is locked, and whether the company is still the one that the profile was first used with.
extension State {
  mutating func writeLockFound(_ lock: WriteLock?) -> [Effect] {
    // Finding no lock for the company does not remove a lock that a 403 has set.
    if lock == nil, custody.lock == .tokenMayNotWrite { return [] }
    let isNews = custody.lock != lock
    custody.lock = lock
    guard isNews else { return [] }
    companyQuestion = nil
    guard let lock else { return [] }
    if case .renamedCompany(let pinned, let now) = lock {
      companyQuestion = CompanyRoom(pinned: pinned, now: now)
      if isAtRest { return [] }
    }
    // A read-only profile is the person's own choice, so it needs no alert. The header shows READ-ONLY, and an attempt
    // to write says why.
    if case .readOnlyProfile = lock { return [] }
    return showAlert(lock.sentence)
  }

  mutating func companyPinned(problem: String?) -> [Effect] {
    if let problem { return showAlert("The company's new name could not be saved. \(problem)") }
    custody.lock = nil
    return showMessage("Saved: it is still the same company.", .good) + [.findWriteLock]
  }
}

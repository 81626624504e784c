import FintoroWebhooks

/// Why nothing may be written, and whether it is still the company that the profile was first used with.
extension State {
  mutating func writeLockFound(_ lock: WriteLock?) -> [Effect] {
    // What a 403 has taught is not unlearnt by looking at the company.
    if lock == nil, custody.lock == .tokenMayNotWrite { return [] }
    let isNews = custody.lock != lock
    custody.lock = lock
    guard isNews, let lock else { return [] }
    if case .renamedCompany(let pinned, let now) = lock, modal == nil {
      modal = .company(CompanyRoom(pinned: pinned, now: now))
      return []
    }
    // What the person has set is no news: the header says READ-ONLY, and why is said to who tries to write.
    if case .readOnlyProfile = lock { return [] }
    return showAlert(lock.sentence)
  }

  mutating func companyPinned(problem: String?) -> [Effect] {
    if let problem { return showAlert("The company's new name is not noted. \(problem)") }
    custody.lock = nil
    return showMessage("Noted: it is still the same company.", .good) + [.findWriteLock]
  }
}

import FintoroWebhooks

/// Creates that a form asks for, until the journal has them. What was typed is on disk all the time: as a draft first, then
/// as the journal's entry.
extension State {
  /// Starts a create. The form, if it is still open, recognizes the result by its number.
  mutating func create(_ input: SubscriptionInput, secretPath: String) -> [Effect] {
    if connection.isLimited(at: now) { return showRateLimit() }
    guard case .form(let form) = screen else { return [] }
    let number = track(label: Self.label(of: input), key: nil)
    creates[creates.count - 1].request = NewCreate(input: input, secretPath: secretPath, draft: form.asDraft)
    creates[creates.count - 1].phase = .savingDraft(since: now)
    _ = deliver(.createStarted(number: number))
    // `FollowUpStep` sends it as soon as the draft is on disk.
    return []
  }

  /// The creates whose draft is on disk, or cannot be put there. Leaving sends nothing new.
  mutating func sendSavedCreates() -> [Effect] {
    guard !custody.isQuitting, exitReason == nil else { return [] }
    return creates.indices.compactMap { index in
      guard case .savingDraft = creates[index].phase, let request = creates[index].request, !isDue(request.draft)
      else { return nil }
      creates[index].phase = .sending(since: now)
      return .create(number: creates[index].id, request.input, secretPath: request.secretPath)
    }
  }

  /// Whether a draft is still to be written. Where another hooktop keeps one, or none can be kept, there is nothing to
  /// wait for.
  private func isDue(_ draft: Draft) -> Bool {
    guard let saved = draftSync.saved, !draftSync.foreign.contains(nil) else { return false }
    return saved.new != draft && drafts.new == draft
  }

  /// The journal has it now, so its draft was taken from the disk.
  mutating func createEntered(_ number: Int, _ key: IdempotencyKey) -> [Effect] {
    guard let index = creates.firstIndex(where: { $0.id == number }) else { return [] }
    creates[index].key = key
    forgetEnteredDrafts()
    return []
  }

  /// Notes that the drafts of creates that are in the journal are not on disk any more.
  mutating func forgetEnteredDrafts() {
    let entered = creates.filter { $0.key != nil }.compactMap(\.request?.draft)
    if let new = draftSync.saved?.new, entered.contains(new) { draftSync.saved?.new = nil }
  }

  /// Its form was left, so what was typed is the next draft, unless there is another by now.
  /// - Returns: the end of the sentence that says so.
  mutating func keepUnsent(_ create: TrackedCreate) -> String {
    guard let draft = create.request?.draft, self.draft == nil, drafts.new == nil else { return "" }
    self.draft = FormRoom(draft)
    return " What was typed is kept; press n to continue."
  }

  private static func label(of input: SubscriptionInput) -> String {
    if let name = input.name, !name.isEmpty { return name }
    return EndpointRules.host(of: input.url) ?? input.url
  }
}

import FintoroWebhooks
import TerminalUI

extension ReviewState {
  var context: Context {
    switch purpose {
    case .save: .saveQuestion
    case .pause: .pauseQuestion
    case .resume: .resumeQuestion
    }
  }
}

extension State {
  /// `e` and `p`: first the subscription is read again, so that nothing old is written back.
  mutating func startEdit(_ purpose: ReadingState.Purpose?, of subscription: Subscription?) -> [Effect] {
    guard let subscription else { return showMessage("No subscription is selected.", .bad) }
    guard isWritable(.subscription(subscription.id)) else { return [] }
    let purpose = purpose ?? (subscription.isActive ? .pause : .resume)
    modal = .reading(ReadingState(id: subscription.id, label: subscription.displayName, purpose: purpose))
    return [.readSubscription(id: subscription.id)]
  }

  mutating func readingPressed(_ command: Command?) -> [Effect] {
    if command == .back { modal = nil }
    return []
  }

  mutating func subscriptionRead(_ id: Int, _ result: ReadResult) -> [Effect] {
    if case .failed(let failure) = result { connection.limited(failure, at: now) }
    // Who went back in the meantime does not want it any more.
    guard case .reading(let reading) = modal, reading.id == id else { return [] }
    modal = nil
    switch result {
    case .read(let subscription): return start(reading.purpose, subscription)
    case .failed(let failure) where failure.kind == .notFound && failure.isFintorosAnswer:
      return showMessage("\(reading.label) is gone: it was deleted in the meantime.", .bad) + refreshAfterChange()
    case .failed(let failure):
      let sentence = FailureText.sentence(failure, baseURL: session.baseURL)
      return showAlert("\(reading.label) could not be read again, so nothing is changed. \(sentence)")
    }
  }

  private mutating func start(_ purpose: ReadingState.Purpose, _ subscription: Subscription) -> [Effect] {
    switch purpose {
    case .edit: return openEdit(subscription)
    case .pause, .resume:
      let isActive = purpose == .resume
      guard subscription.isActive != isActive else {
        let standing = isActive ? "delivers already" : "is paused already"
        observe(subscription)
        return showMessage("\(subscription.displayName) \(standing).") + refreshAfterChange()
      }
      var wanted = SubscriptionInput(subscription)
      wanted.isActive = isActive
      modal = .review(ReviewState(isActive ? .resume : .pause, subscription, wanted: wanted))
      return []
    }
  }

  mutating func reviewPressed(_ review: ReviewState, _ command: Command?) -> [Effect] {
    var review = review
    switch command {
    case .back:
      if review.isSending { return leaveWhileSaving(review) }
      modal = nil
      return []
    case .confirm where !review.isSending:
      guard isWritable(.subscription(review.subscription.id)) else {
        modal = nil
        return []
      }
      review.isSending = true
      track(review.purpose.write, .subscription(review.subscription.id), label: review.subscription.displayName)
      modal = .review(review)
      return [.edit(id: review.subscription.id, base: review.base, wanted: review.wanted)]
    default:
      let layout = ReviewView.body(review, self).layout(size)
      if review.scroll.follow(command, count: layout.lines.count, rows: layout.rows) { modal = .review(review) }
      return []
    }
  }

  /// The request cannot be called back: it goes on, and what came of it is told wherever the person is then.
  private mutating func leaveWhileSaving(_ review: ReviewState) -> [Effect] {
    modal = nil
    if case .form(let form) = screen, form.editing != nil {
      keepEditDraft(form)
      goBack()
    }
    return showMessage("The change goes on; what comes of it is told here.")
  }
}

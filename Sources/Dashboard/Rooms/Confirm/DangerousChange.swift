import FintoroWebhooks

/// A change that cannot be undone, with the words that describe it.
enum DangerousChange: Equatable, Sendable {
  case delete(Subscription)
  case rotate(Subscription)
  /// Settles a pending create by rotating the secret of the subscription that it created.
  case adopt(FoundCreate, Subscription)
  case forget(FoundCreate)
}

extension DangerousChange {
  var subscription: Subscription? {
    switch self {
    case .delete(let subscription), .rotate(let subscription), .adopt(_, let subscription): subscription
    case .forget: nil
    }
  }

  var subject: TrackedWrite.Subject {
    switch self {
    case .delete(let subscription), .rotate(let subscription): .subscription(subscription.id)
    case .adopt(let create, _), .forget(let create): .pendingCreate(create.key)
    }
  }

  var kind: TrackedWrite.Kind {
    switch self {
    case .delete: .delete
    case .rotate: .rotate
    case .adopt: .adopt
    case .forget: .forget
    }
  }

  var label: String {
    switch self {
    case .delete(let subscription), .rotate(let subscription), .adopt(_, let subscription): subscription.displayName
    case .forget(let create): create.label
    }
  }

  /// What may be typed to confirm: the name or the id, or for a create the beginning of its key. Every keyboard can
  /// type one of them.
  var words: [String] {
    switch self {
    case .delete(let subscription), .rotate(let subscription), .adopt(_, let subscription):
      [subscription.displayName, String(subscription.id)]
    case .forget(let create): [create.label, String(create.key.rawValue.prefix(8))]
    }
  }

  func effect(secretPath: String) -> Effect {
    switch self {
    case .delete(let subscription): .delete(id: subscription.id)
    case .rotate(let subscription): .rotate(id: subscription.id, secretPath: secretPath)
    case .adopt(let create, let subscription): .adopt(create.key, id: subscription.id)
    case .forget(let create): .forget(create.key)
    }
  }
}

extension DangerousChange {
  var title: String {
    switch self {
    case .delete(let subscription): "Delete \(Self.name(subscription))?"
    case .rotate(let subscription): "Rotate the secret of \(Self.name(subscription))?"
    case .adopt(let create, let subscription): "Adopt \(Self.name(subscription)) for the create of \(create.label)?"
    case .forget(let create):
      create.isUnreadable ? "Forget what stands in \(create.label)?" : "Forget the pending create of \(create.label)?"
    }
  }

  /// The verb of its key.
  var verb: String {
    switch self {
    case .delete: "delete"
    case .rotate: "rotate"
    case .adopt: "adopt"
    case .forget: "forget"
    }
  }

  /// - Parameter company: the company and profile: another company may have a subscription of the same name.
  func paragraphs(of company: String) -> [DialogBody.Paragraph] {
    [.text(Phrase(company, .strong), Phrase(subscription.map { " · \($0.url)" } ?? "", .muted))] + meaning
  }

  private var meaning: [DialogBody.Paragraph] {
    switch self {
    case .delete(let subscription):
      let count = Set(subscription.subscribedEvents).count
      return [
        .text(
          Phrase(count == 1 ? "Its 1 event will stop." : "Its \(count) events will stop.", .strong),
          Phrase(" Deliveries still being retried may be lost.")),
        .text(Phrase("This cannot be undone.")),
      ]
    case .rotate: return Self.rotating
    case .adopt(let create, _):
      return [
        .text(
          Phrase("If the create made this one, its secret is lost."),
          Phrase(" Rotating gives it a new one, saved in \(create.secretPath) or beside it."))
      ] + Self.rotating
    case .forget(let create) where create.isUnreadable:
      return [
        .text(
          Phrase("If Fintoro created it, it stays there, and nobody has its secret.", .strong),
          Phrase(" hooktop does not look for it any more.")),
        .text(Phrase("Nothing is sent or removed. The entry's file is set aside, and new creates are possible again.")),
      ]
    case .forget:
      return [
        .text(
          Phrase("What it may have made stays in Fintoro, and nobody has its secret.", .strong),
          Phrase(" hooktop does not look for it any more.")),
        .text(Phrase("Nothing is sent. Adopt or delete a candidate first, where there is one.")),
      ]
    }
  }

  private static let rotating: [DialogBody.Paragraph] = [
    .text(
      Phrase("The old secret stops working at once.", .strong),
      Phrase(" Your endpoint refuses deliveries until it has the new one.")),
    .text(Phrase("If the connection breaks now, you will have to rotate again.", .strong)),
  ]

  private static func name(_ subscription: Subscription) -> String {
    "\(subscription.displayName) (\(subscription.id))"
  }
}

import FintoroWebhooks
import TerminalUI

/// The note beside a field: a hint, a confirmation, or a problem.
struct FieldNote: Equatable {
  enum Kind: Equatable {
    case hint, good, bad
    /// Allowed, but possibly a mistake.
    case caution
  }

  let kind: Kind
  let text: String
}

/// Checks every rule that can be checked without the server.
extension FormRoom {
  /// The note beside a field, if any.
  func note(_ field: Field, in world: World) -> FieldNote? {
    let note = note(field)
    guard field == .url, note?.kind == .good || note?.kind == .hint else { return note }
    // Only the list can show that another subscription already has this URL.
    let others = world.list.subscriptions.filter { $0.subscription.url == input.url && $0.id != edited?.id }
    guard let first = others.first?.subscription else { return note }
    let more = others.count == 1 ? "" : " and \(others.count - 1) more"
    return FieldNote(
      kind: .caution,
      text: "\(first.displayName) (\(first.id))\(more) has this URL too: events of both arrive twice")
  }

  private func note(_ field: Field) -> FieldNote? {
    if let refusal = refusals[field]?.first { return FieldNote(kind: .bad, text: refusal) }
    switch field {
    case .name: return nameNote
    case .url: return urlNote
    case .events:
      if events.isEmpty, visited.contains(.events) { return FieldNote(kind: .bad, text: "choose at least one event") }
      return nil
    case .secret:
      guard let check = secretPath.check else { return FieldNote(kind: .hint, text: "looking…") }
      return check.problem.map { FieldNote(kind: .bad, text: $0) }
        ?? FieldNote(kind: .good, text: "new file, mode 0600")
    case .presets, .active, .create, .cancel: return nil
    }
  }

  /// The first field that keeps the form from being sent.
  var firstBadField: Field? {
    fields.first { field in
      switch field {
      case .name: note(.name)?.kind == .bad
      case .url: !urlViolations.isEmpty || refusals[.url] != nil
      case .events: events.isEmpty || refusals[.events] != nil
      case .secret: secretPath.isBad
      case .presets, .active, .create, .cancel: false
      }
    }
  }

  /// A URL that Fintoro has accepted is not checked again here.
  private var urlViolations: [EndpointRules.Violation] {
    base?.url == input.url ? [] : EndpointRules.violations(of: input.url)
  }

  private var nameNote: FieldNote {
    let count = name.text.trimmingBlanks.unicodeScalars.count
    if count > SubscriptionInput.maxNameLength {
      return FieldNote(kind: .bad, text: "\(count) characters; \(SubscriptionInput.maxNameLength) at most")
    }
    return FieldNote(
      kind: .hint, text: count == 0 ? "optional" : "optional, \(count) of \(SubscriptionInput.maxNameLength)")
  }

  private var urlNote: FieldNote {
    if base?.url == input.url { return FieldNote(kind: .hint, text: "unchanged") }
    let violations = urlViolations
    let isUntouched = !visited.contains(.url) && ["", "https://"].contains(url.text)
    if isUntouched { return FieldNote(kind: .hint, text: "https://, at a public name") }
    guard let first = violations.first else {
      return FieldNote(kind: .good, text: "https; Fintoro looks the name up")
    }
    return FieldNote(kind: .bad, text: first.sentence)
  }
}

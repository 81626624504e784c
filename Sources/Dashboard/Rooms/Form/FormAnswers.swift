import FintoroWebhooks

/// What the form does with the answer to its create.
extension State {
  /// The create is done: the form and its draft have served.
  mutating func closeForm(of number: Int) {
    guard case .form(let form) = screen, form.createNumber == number else { return }
    draft = nil
    backStack = []
    screen = .board
  }

  /// - Returns: whether the form of this create is on the screen and has taken the refusal.
  mutating func tellForm(of number: Int, _ failure: Failure) -> Bool {
    guard case .form(var form) = screen, form.createNumber == number else { return false }
    form.createNumber = nil
    if case .invalid(let fields) = failure.kind, !fields.isEmpty {
      form.take(fields)
    } else {
      form.problem = FailureText.sentence(failure, baseURL: session.baseURL)
    }
    screen = .form(form)
    return true
  }

  /// - Returns: whether the form of this create is on the screen and has taken the problem.
  mutating func tellForm(of number: Int, notSent problem: String, _ isAboutSecretFile: Bool) -> Bool {
    guard case .form(var form) = screen, form.createNumber == number else { return false }
    form.createNumber = nil
    if isAboutSecretFile {
      form.refusals[.secret] = [problem]
      form.focus = .secret
    } else {
      form.problem = problem
    }
    screen = .form(form)
    return true
  }
}

extension FormState {
  /// Puts the server's texts on the fields they name; those of `subscribedEvents.3` on the event they mean.
  mutating func take(_ fields: [String: [String]]) {
    let sent = input.subscribedEvents
    var others: [String] = []
    for (key, texts) in fields.sorted(by: { $0.key < $1.key }) {
      let parts = key.split(separator: ".")
      switch parts.first {
      case "name": refusals[.name, default: []] += texts
      case "url": refusals[.url, default: []] += texts
      case "isActive": refusals[.active, default: []] += texts
      case "subscribedEvents":
        let event = parts.dropFirst().first.flatMap { Int($0) }.flatMap { sent.indices.contains($0) ? sent[$0] : nil }
        refusals[.events, default: []] += texts.map { text in event.map { "\($0): \(text)" } ?? text }
      default: others += texts.map { "\(key): \($0)" }
      }
    }
    problem = others.isEmpty ? nil : others.joined(separator: " ")
    focus = refusals.keys.min() ?? focus
  }
}

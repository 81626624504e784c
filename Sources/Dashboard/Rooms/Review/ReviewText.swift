import FintoroWebhooks

/// The text of the dialog before an edit.
extension ReviewRoom {
  var title: String {
    let name = "\(subscription.displayName) (\(subscription.id))"
    return switch purpose {
    case .save: "Save these changes to \(name)?"
    case .disable: "Disable \(name)?"
    case .enable: "Enable \(name)?"
    }
  }

  /// - Parameter company: the company and profile: another company may have a subscription of the same name.
  func paragraphs(of company: String) -> [DialogBody.Paragraph] {
    let url = purpose == .save ? "" : " · \(subscription.url)"
    let what =
      [.text(Phrase(company, .strong), Phrase(url, .muted))] + (purpose == .save ? [.blank] + Self.lines(changes) : [])
    return meanwhileParagraphs + what + [.blank] + meaning
  }

  /// One line per change. Event types of one resource share a line, and each is named.
  static func lines(_ changes: [InputChange]) -> [DialogBody.Paragraph] {
    let fields = changes.filter { $0.field != .events }.map { change in
      line(change.field, Phrase(change.text, .strong))
    }
    let added = changes.compactMap { if case .eventAdded(let type) = $0 { type } else { nil } }
    let removed = changes.compactMap { if case .eventRemoved(let type) = $0 { type } else { nil } }
    return fields + events("+ ", added, .good) + events("- ", removed, .warning)
  }

  private static func events(_ sign: String, _ types: [EventType], _ emphasis: Phrase.Emphasis) -> [DialogBody
    .Paragraph]
  {
    EventSummary.of(types).map { line(.events, Phrase(sign + $0.text, emphasis)) }
  }

  private static func line(_ field: InputField, _ phrase: Phrase) -> DialogBody.Paragraph {
    DialogBody.Paragraph(lead: Phrase(field.label, .muted), indent: 8, sentence: Sentence(phrase))
  }

  private var meaning: [DialogBody.Paragraph] {
    switch purpose {
    case .save:
      [.text(Phrase("The secret does not change.", .muted))]
    case .disable:
      [
        .text(
          Phrase("Events that happen while it is disabled", .strong),
          Phrase(" are lost for good.")),
        .text(Phrase("Name, URL, events and secret stay.")),
      ]
    case .enable:
      [
        .text(Phrase("New events are delivered again", .strong), Phrase(".")),
        .text(Phrase("Events that happened while it was disabled stay lost: fetch them from Fintoro.")),
      ]
    }
  }

  private var meanwhileParagraphs: [DialogBody.Paragraph] {
    guard !meanwhile.isEmpty else { return [] }
    return [.text(Phrase("Changed in Fintoro meanwhile (kept):", .warning))]
      + Self.lines(meanwhile) + [.blank]
  }
}

import FintoroWebhooks
import TerminalUI

/// The confirmation of a dangerous change: a person types the name of what it changes.
public struct ConfirmRoom: Room {
  let change: DangerousChange
  /// The text typed to confirm.
  private var word = TextField(limit: 400)
  private var secretPath = SecretPath()
  private var focus = Field.word
  /// What came of the last try, until the next one: it may be that a secret is lost.
  private var problem: String?
  /// Whether Enter was pressed on another text than the name or the id.
  private var isRefused = false

  private enum Field: Equatable {
    case word, secret
  }

  init(_ change: DangerousChange) {
    self.change = change
  }

  /// Whether a file for a new secret is chosen here. Adopting a create uses that create's own file.
  private var hasSecretPath: Bool { change.kind == .rotate }
  /// Upper and lower case are the same: the words only have to show that this one is meant.
  private var isConfirmed: Bool {
    let typed = word.text.trimmingBlanks.lowercased()
    return change.words.contains { $0.lowercased() == typed }
  }

  func context(in world: World) -> Context {
    world.custody.write(on: change.subject) == nil ? .confirm : change.kind == .delete ? .sending : .sendingSecret
  }

  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) {
    ("", bindings.naming(.press, isConfirmed ? change.verb : "\(change.verb), once the name matches"))
  }

  func awaits(_ result: RoomResult) -> Bool {
    switch result {
    case .secretFile: hasSecretPath
    case .changeFailed(let subject, _): subject == change.subject
    default: false
    }
  }

  /// Call when the dialog opens.
  mutating func startSecretFileCheck() -> [Request] {
    guard hasSecretPath, let subscription = change.subscription else { return [] }
    return [.effect(secretPath.startCheck(name: subscription.name, url: subscription.url))]
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    // While the request is under way, nothing can be edited. Its answer closes the dialog.
    let isSending = world.custody.write(on: change.subject) != nil
    switch input {
    case .result(let result): return handle(result)
    case .command(.back, _) where !isSending || change.kind == .delete:
      return [.close]
    case .command(let command, let key) where !isSending: return pressed(command, key)
    case .text(let text) where !isSending: return edit { $0.insert(text) }
    default: return []
    }
  }

  private mutating func pressed(_ command: Command?, _ key: Key) -> [Request] {
    switch command {
    case .nextField, .previousField:
      if hasSecretPath { focus = focus == .word ? .secret : .word }
    case .press where focus == .secret: focus = .word
    case .press: return submit()
    default: return edit { _ = $0.handle(key) }
    }
    return []
  }

  private mutating func edit(_ change: (inout TextField) -> Void) -> [Request] {
    isRefused = false
    switch focus {
    case .word: change(&word)
    case .secret: if secretPath.edit(change) { return startSecretFileCheck() }
    }
    return []
  }

  private mutating func submit() -> [Request] {
    // Enter alone does nothing.
    guard isConfirmed else {
      isRefused = !word.text.isEmpty
      focus = .word
      return []
    }
    if hasSecretPath, secretPath.check == nil { return startSecretFileCheck() }
    if hasSecretPath, secretPath.isBad {
      focus = .secret
      return []
    }
    problem = nil
    return [.write(change.kind, change.subject, label: change.label, change.effect(secretPath: secretPath.path))]
  }

  private mutating func handle(_ result: RoomResult) -> [Request] {
    switch result {
    case .secretFile(let check, let isProposal): secretPath.apply(check, isProposal: isProposal)
    case .changeFailed(_, .secretFile(let problem)) where hasSecretPath:
      secretPath.refuse(problem)
      focus = .secret
    case .changeFailed(_, let failure):
      problem = failure.sentence
      word = TextField(limit: word.limit)
      focus = .word
      guard case .answerLost = failure else { break }
      secretPath.reset()
      return startSecretFileCheck() + (change.subscription.map { [.effect(.inspectSecrets([$0.id]))] } ?? [])
    default: break
    }
    return []
  }
}

/// Why a dangerous change was not made, or may not have been.
enum ChangeFailure {
  case message(String)
  /// Nothing was sent: the file for the new secret cannot be made.
  case secretFile(String)
  /// A rotation may have worked; then its new secret is lost.
  case answerLost(String)

  var sentence: String {
    switch self {
    case .message(let text), .answerLost(let text): text
    case .secretFile(let problem): "Nothing was sent. \(problem)"
    }
  }
}

extension ConfirmRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    var place = body(world, canvas.size).draw(in: &canvas)
    let write = world.custody.write(on: change.subject)
    if hasSecretPath {
      drawSecret(place, isFocused: focus == .secret && write == nil, in: &canvas)
      place = Rect(column: place.column, row: place.row + 2, columns: place.columns, rows: place.rows - 2)
    }
    if let write {
      canvas.text(write.progress(at: world.now), .warning, on: .dialog, column: place.column, row: place.row)
      return
    }
    drawQuestion(place, in: &canvas)
    drawAnswer(place, in: &canvas)
  }

  private func drawQuestion(_ place: Rect, in canvas: inout Canvas) {
    let ink: Ink = focus == .word ? .key : .muted
    var at = canvas.text("Type \(promptWords(place)) to ", ink, on: .dialog, column: place.column, row: place.row)
    at = canvas.text(change.verb, .critical, on: .dialog, column: at, row: place.row)
    at = canvas.text(":", ink, on: .dialog, column: at, row: place.row) + 1
    let field = Rect(column: at, row: place.row, columns: max(8, min(40, place.maxColumn - at)), rows: 1)
    canvas.field(word, field, focused: focus == .word)
  }

  /// Directly below the field: why Enter did nothing, or what it does.
  private func drawAnswer(_ place: Rect, in canvas: inout Canvas) {
    let row = place.row + 1
    var at = place.column
    if isRefused {
      let text = "✖ Not \(promptWords(place)). Nothing was done."
      at = canvas.text(text, .critical, on: .dialog, column: at, row: row, limit: place.columns - 13)
    } else {
      at = canvas.text("Enter", .key, on: .dialog, column: at, row: row) + 1
      at =
        isConfirmed
        ? canvas.text(change.verb, .critical, on: .dialog, column: at, row: row)
        : canvas.text("works once the name matches", .muted, on: .dialog, column: at, row: row)
    }
    canvas.keys(
      of: .confirm, where: { $0 == .back },
      Rect(column: at + 3, row: row, columns: place.maxColumn - at - 3, rows: 1))
  }

  /// Leaves out a name that is too long to type; the id is enough.
  private func promptWords(_ place: Rect) -> String {
    let both = change.words.joined(separator: " or ")
    return DisplayWidth.of(both) <= place.columns - 30 ? both : change.words.last ?? ""
  }

  /// What went wrong stands directly above the fields; where the text is cut, at its top.
  private func body(_ world: World, _ size: Size) -> DialogBody {
    let texts = change.paragraphs(of: world.session.title)
    let problems = [problem, hasSecretPath ? secretPath.check?.problem : nil].compactMap { $0 }
      .map { DialogBody.Paragraph.text(Phrase("✖ \($0)", .urgent)) }
    let below = body(problems.isEmpty ? texts : texts + [.blank] + problems)
    return problems.isEmpty || !below.layout(size).isScrolled ? below : body(problems + texts)
  }

  private func body(_ paragraphs: [DialogBody.Paragraph]) -> DialogBody {
    var body = DialogBody(change.title, paragraphs, controls: hasSecretPath ? 4 : 2)
    body.isDanger = true
    // The arrow keys move between the fields here.
    body.canScroll = false
    return body
  }

  private func drawSecret(_ place: Rect, isFocused: Bool, in canvas: inout Canvas) {
    let at = canvas.text(
      "New secret to", isFocused ? .key : .muted, on: .dialog, column: place.column, row: place.row)
    canvas.field(
      secretPath.field, Rect(column: at + 1, row: place.row, columns: place.maxColumn - at - 1, rows: 1),
      focused: isFocused)
    let (text, ink): (String, Ink) =
      switch secretPath.check {
      case nil: ("looking…", .muted)
      case let check? where check.problem == nil: ("✔ new file, mode 0600", .good)
      default: ("✖ see above", .critical)
      }
    canvas.text(text, ink, on: .dialog, column: at + 2, row: place.row + 1)
  }
}

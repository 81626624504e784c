import FintoroWebhooks
import TerminalUI

/// The confirmation of a dangerous change: a person types the name of what it changes.
public struct ConfirmRoom: Room {
  let change: DangerousChange
  /// The text typed to confirm.
  private var word = TextField(limit: 400)
  private var secretPath = SecretPath()
  private var focus = Field.word
  /// The result of the last try, or what is wrong with the typed text.
  private var problem: String?

  private enum Field: Equatable {
    case word, secret
  }

  init(_ change: DangerousChange) {
    self.change = change
  }

  /// Whether a file for a new secret is chosen here. Adopting a create uses that create's own file.
  private var hasSecretPath: Bool { change.kind == .rotate }
  private var isConfirmed: Bool { change.words.contains(word.text.trimmingBlanks) }

  func context(in world: World) -> Context {
    world.custody.write(on: change.subject) == nil ? .confirm : change.kind == .delete ? .sending : .sendingSecret
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
    problem = nil
    switch focus {
    case .word: change(&word)
    case .secret: if secretPath.edit(change) { return startSecretFileCheck() }
    }
    return []
  }

  private mutating func submit() -> [Request] {
    // Enter alone does nothing.
    guard isConfirmed else {
      if !word.text.isEmpty {
        problem = "That is neither \(change.words.joined(separator: " nor ")); nothing is done."
      }
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
    var body = DialogBody(change.title, paragraphs(world), controls: hasSecretPath ? 4 : 2)
    // The arrow keys move between the fields here.
    body.canScroll = false
    var place = body.draw(in: &canvas)
    let write = world.custody.write(on: change.subject)
    if hasSecretPath {
      drawSecret(place, isFocused: focus == .secret && write == nil, in: &canvas)
      place = Rect(column: place.column, row: place.row + 2, columns: place.columns, rows: place.rows - 2)
    }
    if let write {
      canvas.text(write.progress(at: world.now), .warning, on: .dialog, column: place.column, row: place.row)
      return
    }
    let question = "Type \(promptWords(place)) to \(change.verb):"
    let at = canvas.text(question, focus == .word ? .key : .muted, on: .dialog, column: place.column, row: place.row)
    let field = Rect(column: at + 1, row: place.row, columns: max(8, min(40, place.maxColumn - at - 1)), rows: 1)
    canvas.field(word, field, focused: focus == .word)
    let enter = isConfirmed ? change.verb : "alone does nothing"
    let after = canvas.text("Enter", .key, on: .dialog, column: place.column, row: place.row + 1) + 1
    let keys =
      canvas.text(enter, isConfirmed ? .critical : .muted, on: .dialog, column: after, row: place.row + 1) + 3
    canvas.keys(
      of: .confirm, Rect(column: keys, row: place.row + 1, columns: place.maxColumn - keys, rows: 1))
  }

  /// Leaves out a name that is too long to type; the id is enough.
  private func promptWords(_ place: Rect) -> String {
    let both = change.words.joined(separator: " or ")
    return DisplayWidth.of(both) <= place.columns - 30 ? both : change.words.last ?? ""
  }

  private func paragraphs(_ world: World) -> [DialogBody.Paragraph] {
    let problems = [problem, hasSecretPath ? secretPath.check?.problem : nil].compactMap { $0 }
    // The problem comes first: the rest was read before.
    return problems.flatMap { [.text(Phrase("✖ \($0)", .urgent)), .blank] }
      + change.paragraphs(of: world.session.title)
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

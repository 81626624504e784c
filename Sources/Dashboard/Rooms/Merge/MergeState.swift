public import FintoroWebhooks

/// Choosing, field by field, between what one typed and what changed on the server meanwhile.
public struct MergeState: Equatable, Sendable {
  public let merge: InputMerge
  /// As the server has it now.
  public let subscription: Subscription
  public var choices: [InputField: InputMerge.Side] = [:]
  /// Index into `merge.differing`.
  public var row = 0

  public init(_ merge: InputMerge, _ subscription: Subscription) {
    self.merge = merge
    self.subscription = subscription
  }

  public var fields: [InputField] { merge.differing }

  public func side(of field: InputField) -> InputMerge.Side? { choices[field] ?? merge.proposal(for: field) }

  /// Takes the next side of the field under the cursor, or the one before.
  mutating func turn(by offset: Int) {
    guard fields.indices.contains(row) else { return }
    let field = fields[row]
    let sides = merge.sides(of: field)
    let at = side(of: field).flatMap { sides.firstIndex(of: $0) } ?? (offset > 0 ? -1 : 0)
    choices[field] = sides[(at + offset + sides.count) % sides.count]
  }

  /// The first field that waits for a choice.
  var undecided: Int? { fields.firstIndex { side(of: $0) == nil } }
}

extension State {
  /// Opens the choice where there is one to make.
  mutating func merge(_ merge: InputMerge, _ subscription: Subscription) {
    modal = .merge(MergeState(merge, subscription))
  }

  mutating func mergePressed(_ state: MergeState, _ command: Command?) -> [Effect] {
    var state = state
    switch command {
    case .up: state.row = max(0, state.row - 1)
    case .down: state.row = min(max(0, state.fields.count - 1), state.row + 1)
    case .toggle, .right: state.turn(by: 1)
    case .left: state.turn(by: -1)
    case .confirm:
      guard let input = state.merge.input(choosing: state.choices) else {
        state.row = state.undecided ?? state.row
        modal = .merge(state)
        return showMessage("Both have changed the \(state.fields[state.row].label): choose one with Space.", .bad)
      }
      return take(input, state)
    case .back:
      modal = nil
      return showMessage("What you typed stands as it was; saving asks again.")
    default: return []
    }
    modal = .merge(state)
    return []
  }

  /// The merged values go into the form, which now starts from what the server has, and what is left to change is asked.
  private mutating func take(_ input: SubscriptionInput, _ state: MergeState) -> [Effect] {
    modal = nil
    guard var form = editForm(of: state.subscription.id), var editing = form.editing else { return [] }
    editing.subscription = state.subscription
    form.editing = editing
    form.fill(with: input)
    form.refusals = [:]
    form.problem = nil
    if let bad = form.firstBadField {
      form.visited = Set(form.fields)
      form.focus = bad
      screen = .form(form)
      return []
    }
    screen = .form(form)
    return form.changes.isEmpty
      ? showMessage("Nothing is left to save: Fintoro has it like this.") : save(form, editing)
  }
}

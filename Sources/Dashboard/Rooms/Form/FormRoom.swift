public import FintoroWebhooks
public import TerminalUI

/// The form for a new subscription, or for editing one.
public struct FormRoom: Room {
  public enum Field: Int, CaseIterable, Comparable, Sendable {
    case presets, name, url, active, events, secret, create, cancel

    public static func < (left: Field, right: Field) -> Bool { left.rawValue < right.rawValue }

    fileprivate var isText: Bool { [.name, .url, .secret].contains(self) }
  }

  public private(set) var name = TextField(limit: 10_000)
  public private(set) var url = TextField("https://", limit: 4_096)
  public private(set) var isActive = true
  public private(set) var events: [EventType] = []
  /// Event types that hooktop proposed; nobody would miss them.
  private(set) var proposedEvents: [EventType] = []
  public private(set) var secretPath = SecretPath()
  public private(set) var focus = Field.name
  /// The choice of event types under the cursor.
  private(set) var preset = EventPreset.invoices
  /// Fields that were left once, or all after Create was pressed. Only these show that they are empty.
  private(set) var visited: Set<Field> = []
  /// The server's messages about fields, until the field changes.
  private(set) var refusals: [Field: [String]] = [:]
  /// The server's refusal if it is about no field.
  private(set) var problem: String?
  /// Create was pressed before the check of the secret's file was done. The form is sent when the result arrives.
  private var isSubmitPending = false
  /// The number of the create that this form waits for.
  private(set) var createNumber: Int?
  /// The picker in the place of the form, while it is open.
  public private(set) var picker: PickerRoom?
  /// The picker beside the form, in wide windows.
  private var besidePicker = PickerRoom()
  /// The company from which the form was opened, if it is another; leaving the form returns there.
  var origin: CompanyState.ID?
  /// The edited subscription as it was last read; nil for a new one. The server's version is compared with it before
  /// the edit is sent.
  public private(set) var edited: Subscription?

  init() {}

  /// Fills the form with a subscription's values.
  init(editing subscription: Subscription) {
    edited = subscription
    fill(with: SubscriptionInput(subscription))
  }

  init(_ seed: FormSeed) {
    fill(
      with: SubscriptionInput(name: seed.name, url: seed.url, isActive: seed.isActive, subscribedEvents: seed.events))
  }

  private mutating func fill(with input: SubscriptionInput) {
    name.set(input.name ?? "")
    url.set(input.url)
    isActive = input.isActive
    events = input.subscribedEvents
  }

  public var isSending: Bool { createNumber != nil }

  /// The fields in order. Only a new subscription has a file for its secret.
  var fields: [Field] { edited == nil ? Field.allCases : Field.allCases.filter { $0 != .secret } }

  func context(in world: World) -> Context {
    picker?.context(in: world) ?? (isInPicker(world) ? besidePicker.context(in: world) : .form)
  }

  /// The picker beside the form, with the form's event types.
  var matrix: PickerRoom {
    var matrix = besidePicker
    matrix.follow(events)
    return matrix
  }

  /// Whether keys go to the picker beside the form.
  func isInPicker(_ world: World) -> Bool {
    focus == .events && !isSending && PickerLayout.columnsBesideForm(world.size) != nil
  }

  func awaits(_ result: RoomResult) -> Bool {
    switch result {
    case .secretFile, .createStarted: edited == nil
    case .createFailed(let number, _): number == createNumber
    case .editFailed(let id, _, _): id == edited?.id
    case .merged(_, let subscription): subscription.id == edited?.id
    case .eventsChosen: !isSending
    default: false
    }
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    if case .result(let result) = input { return handle(result) }
    if picker != nil { return pass(input, in: world) }
    switch input {
    case .command, .text:
      if isInPicker(world) { return passBeside(input, in: world) }
    case .click(.pickerRow), .click(.pickerCell):
      guard !isSending else { return [] }
      visited.insert(focus)
      focus = .events
      return passBeside(input, in: world)
    default: break
    }
    switch input {
    case .command(let command, let key): return pressed(command, key)
    case .text(let text) where !isSending: return edit { $0.insert(text) }
    case .click(.formField(let field)) where !isSending:
      visited.insert(focus)
      focus = field
      // Enter leaves the switch as it is.
      if field == .active { return [.press(" ")] }
      return field.isText || field == .presets || isInPicker(world) ? [] : [.press(.enter)]
    case .click(.preset(let index)) where !isSending:
      visited.insert(focus)
      focus = .presets
      preset = EventPreset(rawValue: index) ?? preset
      return press()
    default: return []
    }
  }

  /// The picker receives all input until it is closed.
  private mutating func pass(_ input: RoomInput, in world: World) -> [Request] {
    let requests = picker?.handle(input, in: world) ?? []
    guard let outcome = picker?.outcome else { return requests }
    if outcome == .taken {
      choose(EventCatalogue.sorted(picker?.chosen ?? []))
    }
    picker = nil
    return requests
  }

  /// What is chosen in the picker beside the form is the form's at once.
  private mutating func passBeside(_ input: RoomInput, in world: World) -> [Request] {
    if case .command(.nextField, _) = input { moveFocus(by: 1) }
    if case .command(.previousField, _) = input { moveFocus(by: -1) }
    var matrix = matrix
    let requests = matrix.handle(input, in: world)
    let outcome = matrix.outcome
    matrix.outcome = nil
    besidePicker = matrix
    if matrix.chosen != Set(events) { choose(EventCatalogue.sorted(matrix.chosen)) }
    if outcome == .taken { moveFocus(by: 1) }
    return outcome == .dropped ? [.close] : requests
  }

  private mutating func choose(_ events: [EventType]) {
    self.events = events
    refusals[.events] = nil
    problem = nil
    visited.insert(.events)
  }

  private mutating func pressed(_ command: Command?, _ key: Key) -> [Request] {
    switch command {
    case .back: return [.close]
    case .help, .palette: return [.common(command)]
    // While a create is under way, nothing can be edited: the screen shows what was sent.
    case _ where isSending: return []
    case .nextField: moveFocus(by: 1)
    case .previousField: moveFocus(by: -1)
    case .press: return press()
    // Whoever presses Enter through the form must not disable what it creates.
    case .toggle where focus == .active: isActive.toggle()
    case .toggle where !focus.isText: return press()
    case nil where focus == .presets && (key == .left || key == .right):
      preset = EventPreset(rawValue: preset.rawValue + (key == .left ? -1 : 1)) ?? preset
    default: return edit { _ = $0.handle(key) }
    }
    return []
  }

  private mutating func press() -> [Request] {
    switch focus {
    case .presets:
      if preset == .same { return [.open(.sameEvents(SameEventsRoom(editing: edited?.id)))] }
      choose(preset.toggled(in: events))
    case .name, .url, .active, .secret: moveFocus(by: 1)
    case .events:
      let subject = input.name ?? EndpointRules.host(of: input.url) ?? "the new subscription"
      picker = PickerRoom(events, for: subject)
    case .cancel:
      guard hasUserInput else { return [.close] }
      discard()
      return [.close, .showMessage("Draft discarded.")]
    case .create: return submit()
    }
    return []
  }

  private mutating func moveFocus(by offset: Int) {
    isSubmitPending = false
    visited.insert(focus)
    let at = fields.firstIndex(of: focus) ?? 0
    focus = fields[(at + offset + fields.count) % fields.count]
  }

  /// Edits the focused field, clears the server's message about the old text, and looks for the secret's file again.
  private mutating func edit(_ change: (inout TextField) -> Void) -> [Request] {
    isSubmitPending = false
    problem = nil
    let before = self
    switch focus {
    case .name: change(&name)
    case .url:
      change(&url)
      removeDoubledScheme()
    case .secret:
      guard secretPath.edit(change) else { return [] }
      refusals[.secret] = nil
      return startSecretFileCheck()
    case .presets, .active, .events, .create, .cancel: return []
    }
    if name.text != before.name.text { refusals[.name] = nil }
    if url.text != before.url.text { refusals[.url] = nil }
    let isSame = input.name == before.input.name && input.url == before.input.url
    return isSame || secretPath.isEdited ? [] : startSecretFileCheck()
  }

  /// Removes the prefilled `https://` when a whole URL is typed or pasted after it.
  private mutating func removeDoubledScheme() {
    let scheme = "https://"
    guard url.text.hasPrefix(scheme) else { return }
    let rest = url.text.dropFirst(scheme.count)
    guard rest.hasPrefix("https://") || rest.hasPrefix("http://") else { return }
    url.set(String(rest))
  }

  /// Call when the form opens. A check for another name or URL says nothing about this one.
  mutating func startSecretFileCheck() -> [Request] {
    edited == nil ? [.effect(secretPath.startCheck(name: input.name, url: input.url))] : []
  }

  /// Shows the first invalid field. If there is none, sends a create, or opens the review of an edit.
  private mutating func submit() -> [Request] {
    visited = Set(fields)
    problem = nil
    if let bad = firstBadField {
      focus = bad
      return []
    }
    if let edited {
      if !changes.isEmpty { return [.review(ReviewRoom(.save, edited, wanted: input))] }
      problem = "Nothing is changed, so there is nothing to save. Esc goes back."
      return []
    }
    isSubmitPending = secretPath.check == nil
    return isSubmitPending ? startSecretFileCheck() : [.create(input, secretPath: secretPath.path)]
  }
}

/// Results.
extension FormRoom {
  private mutating func handle(_ result: RoomResult) -> [Request] {
    switch result {
    case .secretFile(let check, let isProposal):
      secretPath.apply(check, isProposal: isProposal)
      if isSubmitPending, secretPath.check != nil { return submit() }
    case .createStarted(let number): createNumber = number
    case .eventsChosen(let types): choose(types)
    case .createFailed(_, let failure):
      createNumber = nil
      show(failure)
    case .editFailed(_, let failure, let readAgain):
      show(failure)
      if let readAgain { edited = readAgain }
    case .merged(let input, let subscription): return apply(merged: input, onto: subscription)
    default: break
    }
    return []
  }

  private mutating func show(_ failure: FormFailure) {
    switch failure {
    case .message(let text): problem = text
    case .fields(let fields, _): show(fields)
    case .secretFile(let text):
      refusals[.secret] = [text]
      focus = .secret
    }
  }

  /// Shows the server's messages beside the fields that they name. `subscribedEvents.3` becomes the event type at that
  /// index.
  private mutating func show(_ fields: [String: [String]]) {
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

  /// Continues from the server's current values, and asks about the changes that are left.
  private mutating func apply(merged input: SubscriptionInput, onto subscription: Subscription) -> [Request] {
    edited = subscription
    fill(with: input)
    refusals = [:]
    problem = nil
    if firstBadField == nil, changes.isEmpty {
      return [.showMessage("Nothing is left to save: Fintoro has it like this.")]
    }
    return submit()
  }
}

/// Drafts.
extension FormRoom {
  init(_ draft: Draft) {
    self.init()
    if let edited = draft.edited {
      // Only the fields that are compared when the subscription is read again.
      self.edited = Subscription(
        id: edited.id, name: edited.base.name, url: edited.base.url, isActive: edited.base.isActive,
        subscribedEvents: edited.base.subscribedEvents)
    }
    name.set(draft.name)
    url.set(draft.url)
    isActive = draft.isActive
    events = draft.events
    if let path = draft.secretPath { secretPath.set(path) }
  }

  /// Back to what it was before anything was typed.
  private mutating func discard() {
    let company = origin
    self = edited.map { FormRoom(editing: $0) } ?? FormRoom()
    origin = company
  }

  /// The draft to keep when the form is left; nil if there is nothing to keep.
  var draftToKeep: FormRoom? {
    guard hasUserInput else { return nil }
    var draftToKeep = self
    (draftToKeep.picker, draftToKeep.origin, draftToKeep.besidePicker) = (nil, nil, PickerRoom())
    // Leaving cancels a create that was not sent yet.
    draftToKeep.isSubmitPending = false
    // A refusal of an edit may no longer apply when the edit goes on.
    if edited != nil { draftToKeep.problem = nil }
    return draftToKeep
  }

  /// Continues an edit with the subscription as it is now.
  mutating func continueEdit(from subscription: Subscription) { edited = subscription }

  /// A form for a new subscription with the same values.
  var asNew: FormRoom {
    var form = FormRoom()
    form.name.set(name.text)
    form.url.set(url.text)
    (form.isActive, form.events) = (isActive, events)
    return form
  }

  /// Adds event types that hooktop proposes.
  mutating func propose(_ types: some Sequence<EventType>) {
    let isNew = !hasUserInput
    events = EventCatalogue.sorted(Set(events).union(types))
    if isNew { proposedEvents = events }
  }
}

/// Why a form was not sent, or was refused.
enum FormFailure {
  case message(String)
  /// The server's messages about the fields that they name.
  case fields([String: [String]], sentence: String)
  /// The file for the secret cannot be made.
  case secretFile(String)

  /// - Parameter sentence: the failure as a sentence.
  init(_ failure: Failure, _ sentence: String) {
    if case .invalid(let fields) = failure.kind, !fields.isEmpty {
      self = .fields(fields, sentence: sentence)
    } else {
      self = .message(sentence)
    }
  }

  var sentence: String {
    switch self {
    case .message(let text), .fields(_, let text), .secretFile(let text): text
    }
  }
}

public import FintoroWebhooks
public import TerminalUI

/// A subscription being filled in: a new one, or one that is edited.
public struct FormRoom: Room {
  public enum Field: Int, CaseIterable, Comparable, Sendable {
    case name, url, active, events, secret, create, cancel

    public static func < (left: Field, right: Field) -> Bool { left.rawValue < right.rawValue }

    fileprivate var isText: Bool { [.name, .url, .secret].contains(self) }
  }

  public private(set) var name = TextField(limit: 10_000)
  public private(set) var url = TextField("https://", limit: 4_096)
  public private(set) var isActive = true
  public private(set) var events: [EventType] = []
  /// The event types that hooktop chose for it; nobody misses them.
  private(set) var proposedEvents: [EventType] = []
  public private(set) var secretPath = SecretPath()
  public private(set) var focus = Field.name
  /// Fields that were left once, or all after a try to create: what is missing is said only there.
  private(set) var visited: Set<Field> = []
  /// The server's texts on the fields they name, until the field changes.
  private(set) var refusals: [Field: [String]] = [:]
  /// What was refused without naming a field.
  private(set) var problem: String?
  /// Create was pressed while the secret's file was still looked at: it goes on by itself when that is known.
  private var awaitsCheck = false
  /// The create that this form waits for.
  private(set) var createNumber: Int?
  public private(set) var picker: PickerRoom?
  /// The company where it was asked for, when that is another one: leaving goes back there.
  var origin: CompanyState.ID?
  /// The subscription that is edited, as it was read last: what the edit starts from, and what it is compared with before
  /// it is sent. Nil for a new one.
  public private(set) var edited: Subscription?

  init() {}

  /// A form filled with what a subscription has.
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

  /// The fields there are, in order: a secret has a file only where there is a new one.
  var fields: [Field] { edited == nil ? Field.allCases : Field.allCases.filter { $0 != .secret } }

  func context(in world: World) -> Context { picker?.context(in: world) ?? .form }

  func awaits(_ result: RoomResult) -> Bool {
    switch result {
    case .secretFile, .createStarted: edited == nil
    case .createFailed(let number, _): number == createNumber
    case .editFailed(let id, _, _): id == edited?.id
    case .merged(_, let subscription): subscription.id == edited?.id
    default: false
    }
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    if case .result(let result) = input { return take(result) }
    if picker != nil { return pass(input, in: world) }
    switch input {
    case .command(let command, let key): return pressed(command, key)
    case .text(let text) where !isSending: return edit { $0.insert(text) }
    case .click(.formField(let field)) where !isSending:
      visited.insert(focus)
      focus = field
      return field.isText ? [] : [.press(.enter)]
    default: return []
    }
  }

  /// The picker has the keys until it is left.
  private mutating func pass(_ input: RoomInput, in world: World) -> [Request] {
    let requests = picker?.handle(input, in: world) ?? []
    guard let outcome = picker?.outcome else { return requests }
    if outcome == .taken {
      events = EventCatalogue.sorted(picker?.chosen ?? [])
      refusals[.events] = nil
      visited.insert(.events)
    }
    picker = nil
    return requests
  }

  private mutating func pressed(_ command: Command?, _ key: Key) -> [Request] {
    switch command {
    case .back: return [.close]
    case .help, .palette: return [.common(command)]
    // While a create is under way nothing can be changed: what was sent stays what is seen.
    case _ where isSending: return []
    case .nextField: moveFocus(by: 1)
    case .previousField: moveFocus(by: -1)
    case .press: return press()
    case .toggle where !focus.isText: return press()
    default: return edit { _ = $0.handle(key) }
    }
    return []
  }

  private mutating func press() -> [Request] {
    switch focus {
    case .name, .url, .secret: moveFocus(by: 1)
    case .active: isActive.toggle()
    case .events:
      let subject = input.name ?? EndpointRules.host(of: input.url) ?? "the new subscription"
      picker = PickerRoom(events, for: subject)
    case .cancel: return [.close]
    case .create: return submit()
    }
    return []
  }

  private mutating func moveFocus(by offset: Int) {
    awaitsCheck = false
    visited.insert(focus)
    let at = fields.firstIndex(of: focus) ?? 0
    focus = fields[(at + offset + fields.count) % fields.count]
  }

  /// Edits the text that has the focus: what was said of the old one goes, and the secret's file is looked for anew.
  private mutating func edit(_ change: (inout TextField) -> Void) -> [Request] {
    awaitsCheck = false
    problem = nil
    let before = self
    switch focus {
    case .name: change(&name)
    case .url:
      change(&url)
      dropDoubledScheme()
    case .secret:
      guard secretPath.edit(change) else { return [] }
      refusals[.secret] = nil
      return lookForSecretFile()
    case .active, .events, .create, .cancel: return []
    }
    if name.text != before.name.text { refusals[.name] = nil }
    if url.text != before.url.text { refusals[.url] = nil }
    let isSame = input.name == before.input.name && input.url == before.input.url
    return isSame || secretPath.isOwn ? [] : lookForSecretFile()
  }

  /// A new form's URL begins with `https://`: a whole URL typed or pasted behind it takes its place.
  private mutating func dropDoubledScheme() {
    let given = "https://"
    guard url.text.hasPrefix(given) else { return }
    let rest = url.text.dropFirst(given.count)
    guard rest.hasPrefix("https://") || rest.hasPrefix("http://") else { return }
    url.set(String(rest))
  }

  /// Call when it opens. What was found out about the file of another name or URL says nothing about this one's.
  mutating func lookForSecretFile() -> [Request] {
    edited == nil ? [.effect(secretPath.look(name: input.name, url: input.url))] : []
  }

  /// What is missing is shown; else a create is sent, and an edit is shown before it is.
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
    awaitsCheck = secretPath.check == nil
    return awaitsCheck ? lookForSecretFile() : [.create(input, secretPath: secretPath.path)]
  }
}

/// What came of it.
extension FormRoom {
  private mutating func take(_ result: RoomResult) -> [Request] {
    switch result {
    case .secretFile(let check, let isProposal):
      secretPath.take(check, isProposal: isProposal)
      if awaitsCheck, secretPath.check != nil { return submit() }
    case .createStarted(let number): createNumber = number
    case .createFailed(_, let failure):
      createNumber = nil
      show(failure)
    case .editFailed(_, let failure, let readAgain):
      show(failure)
      if let readAgain { edited = readAgain }
    case .merged(let input, let subscription): return take(merged: input, onto: subscription)
    default: break
    }
    return []
  }

  private mutating func show(_ failure: FormFailure) {
    switch failure {
    case .told(let text): problem = text
    case .fields(let fields, _): show(fields)
    case .secretFile(let text):
      refusals[.secret] = [text]
      focus = .secret
    }
  }

  /// Puts the server's texts on the fields they name; those of `subscribedEvents.3` on the event they mean.
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

  /// The form starts from what the server has now, and asks about what is left to change.
  private mutating func take(merged input: SubscriptionInput, onto subscription: Subscription) -> [Request] {
    edited = subscription
    fill(with: input)
    refusals = [:]
    problem = nil
    if firstBadField == nil, changes.isEmpty { return [.say("Nothing is left to save: Fintoro has it like this.")] }
    return submit()
  }
}

/// What is kept of it, and what goes on from there.
extension FormRoom {
  init(_ draft: Draft) {
    self.init()
    if let edited = draft.edited {
      // Only what is compared with what is read again when the edit goes on.
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

  /// What is kept when it is left; nil where nothing is worth it.
  var kept: FormRoom? {
    guard isWorthKeeping else { return nil }
    var kept = self
    (kept.picker, kept.origin) = (nil, nil)
    // Whoever leaves does not want a create any more that has not gone out.
    kept.awaitsCheck = false
    // What was refused of an edit is about what is there by then.
    if edited != nil { kept.problem = nil }
    return kept
  }

  /// An edit that was left goes on with what is there now.
  mutating func goOn(from subscription: Subscription) { edited = subscription }

  /// The same values for a new subscription.
  var asNew: FormRoom {
    var form = FormRoom()
    form.name.set(name.text)
    form.url.set(url.text)
    (form.isActive, form.events) = (isActive, events)
    return form
  }

  /// Event types that hooktop proposes are added to those that were chosen.
  mutating func propose(_ types: some Sequence<EventType>) {
    let isNew = !isWorthKeeping
    events = EventCatalogue.sorted(Set(events).union(types))
    if isNew { proposedEvents = events }
  }
}

/// Why a form was not sent, or not taken.
enum FormFailure {
  case told(String)
  /// The server's texts on the fields that they name.
  case fields([String: [String]], sentence: String)
  /// The file for the secret cannot be made.
  case secretFile(String)

  /// - Parameter sentence: the failure for people.
  init(_ failure: Failure, _ sentence: String) {
    if case .invalid(let fields) = failure.kind, !fields.isEmpty {
      self = .fields(fields, sentence: sentence)
    } else {
      self = .told(sentence)
    }
  }

  var sentence: String {
    switch self {
    case .told(let text), .fields(_, let text), .secretFile(let text): text
    }
  }
}

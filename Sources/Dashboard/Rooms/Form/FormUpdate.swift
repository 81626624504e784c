import FintoroWebhooks
import TerminalUI

extension State {
  mutating func openForm() -> [Effect] {
    open(draft ?? FormState())
  }

  /// A form with everything but the secret filled in. What was typed into another one before is not replaced.
  mutating func openForm(seed: FormSeed) -> [Effect] {
    if let draft {
      let name = draft.name.text.isEmpty ? draft.url.text : draft.name.text
      return showAlert("The draft of \(name) would be lost: finish or empty it with n first, then duplicate.")
    }
    var form = FormState()
    form.name.set(seed.name)
    form.url.set(seed.url)
    form.isActive = seed.isActive
    form.events = seed.events
    return open(form)
  }

  mutating func open(_ form: FormState) -> [Effect] {
    // A form may be filled in while a rate limit lasts: it sends nothing.
    guard isUnlocked() else { return [] }
    var form = form
    form.secretCheck = nil
    if screen == .board { backStack = [] }
    go(to: .form(form))
    return [secretFileEffect(form)]
  }

  mutating func formPressed(_ form: FormState, _ key: Key, _ command: Command?) -> [Effect] {
    if let picker = form.picker { return pickerPressed(form, picker, key, command) }
    var form = form
    switch command {
    case .back: return leaveForm(form)
    case .help:
      modal = .help(HelpRoom(context, size))
      return []
    default: break
    }
    // While a create is under way nothing can be changed: what was sent stays what is seen.
    if form.isSending { return [] }
    switch command {
    case .nextField: form.moveFocus(by: 1)
    case .previousField: form.moveFocus(by: -1)
    case .press: return press(&form)
    case .toggle where ![.name, .url, .secret].contains(form.focus): return press(&form)
    default: return type(key, in: &form)
    }
    screen = .form(form)
    return []
  }

  mutating func formPasted(_ form: FormState, _ text: String) -> [Effect] {
    var form = form
    guard !form.isSending else { return [] }
    if form.picker != nil {
      form.picker?.paste(text)
      screen = .form(form)
      return []
    }
    let before = form
    form.edit { $0.insert(text) }
    return edited(form, from: before)
  }

  mutating func secretFileProposed(_ check: SecretFileCheck) -> [Effect] {
    if let effects = deliver(.secretFile(check, isProposal: true)) { return effects }
    return checkedForm { form in
      guard !form.isSecretPathOwn else { return }
      form.secretPath.set(check.path)
      form.secretCheck = check
    }
  }

  mutating func secretFileChecked(_ check: SecretFileCheck) -> [Effect] {
    if let effects = deliver(.secretFile(check, isProposal: false)) { return effects }
    return checkedForm { form in
      if form.secretPath.text.trimmingBlanks == check.path { form.secretCheck = check }
    }
  }

  /// Takes the word on the file over, and goes on with a create that waited for it.
  private mutating func checkedForm(_ change: (inout FormState) -> Void) -> [Effect] {
    guard case .form(var form) = screen else { return [] }
    change(&form)
    screen = .form(form)
    return form.awaitsCheck && form.secretCheck != nil ? create(form) : []
  }

  /// Esc: the board again; what was typed is the draft of the next `n`. A create that was sent goes on.
  mutating func leaveForm(_ form: FormState) -> [Effect] {
    var form = form
    let returning = form.origin.map { [Effect.goTo($0)] } ?? []
    form.origin = nil
    goBack()
    return leave(form) + returning
  }

  private mutating func leave(_ form: FormState) -> [Effect] {
    if let editing = form.editing {
      keepEditDraft(form)
      let id = editing.subscription.id
      if custody.write(on: .subscription(id)) != nil { return showMessage(ReviewRoom.goesOn) }
      return editDrafts[id] == nil ? [] : editDraftKept(id)
    }
    if form.isSending {
      draft = nil
      return showMessage("The create goes on; hooktop finishes it, at its next start if need be.")
    }
    draft = form.isWorthKeeping ? form : nil
    return draft == nil ? [] : showMessage("Kept as a draft: n goes on with it.")
  }

  private mutating func type(_ key: Key, in form: inout FormState) -> [Effect] {
    let before = form
    form.edit { _ = $0.handle(key) }
    return edited(form, from: before)
  }

  /// After an edit: texts that spoke of the old value go, and the secret's file is looked at anew.
  private mutating func edited(_ form: FormState, from before: FormState) -> [Effect] {
    var form = form
    form.awaitsCheck = false
    form.dropDoubledScheme()
    var effects: [Effect] = []
    if form.name.text != before.name.text { form.refusals[.name] = nil }
    if form.url.text != before.url.text { form.refusals[.url] = nil }
    if form.secretPath.text != before.secretPath.text {
      form.isSecretPathOwn = !form.secretPath.text.isEmpty
      form.refusals[.secret] = nil
      form.secretCheck = nil
      effects = [secretFileEffect(form)]
    } else if form.editing == nil, !form.isSecretPathOwn,
      form.input.name != before.input.name || form.input.url != before.input.url
    {
      // The word on a file that was named for what stood there before is no word on the next one.
      form.secretCheck = nil
      effects = [secretFileEffect(form)]
    }
    form.problem = nil
    screen = .form(form)
    return effects
  }

  private func secretFileEffect(_ form: FormState) -> Effect {
    form.isSecretPathOwn
      ? .checkSecretFile(path: form.secretPath.text.trimmingBlanks)
      : .proposeSecretFile(name: form.input.name ?? "", url: form.input.url)
  }

  private mutating func press(_ form: inout FormState) -> [Effect] {
    switch form.focus {
    case .name, .url, .secret: form.moveFocus(by: 1)
    case .active: form.isActive.toggle()
    case .events: form.picker = PickerState(form.events)
    case .cancel: return leaveForm(form)
    case .create: return create(form)
    }
    screen = .form(form)
    return []
  }

  private mutating func create(_ form: FormState) -> [Effect] {
    var form = form
    form.visited = Set(form.fields)
    form.problem = nil
    if let bad = form.firstBadField {
      form.focus = bad
      screen = .form(form)
      return []
    }
    if let editing = form.editing { return save(form, editing) }
    form.awaitsCheck = form.secretCheck == nil
    guard form.secretCheck != nil else {
      screen = .form(form)
      return [secretFileEffect(form)]
    }
    if connection.isLimited(at: now) {
      screen = .form(form)
      return sayLimited()
    }
    let (number, effects) = startCreate(form.input, secretPath: form.secretPath.text.trimmingBlanks)
    form.createNumber = number
    screen = .form(form)
    return effects
  }
}

extension FormState {
  mutating func moveFocus(by offset: Int) {
    awaitsCheck = false
    visited.insert(focus)
    let fields = fields
    let at = fields.firstIndex(of: focus) ?? 0
    focus = fields[(at + offset + fields.count) % fields.count]
  }

  /// A new form's URL begins with `https://`: a whole URL typed or pasted behind it takes its place.
  mutating func dropDoubledScheme() {
    let given = "https://"
    guard url.text.hasPrefix(given) else { return }
    let rest = url.text.dropFirst(given.count)
    guard rest.hasPrefix("https://") || rest.hasPrefix("http://") else { return }
    url.set(String(rest))
  }

  /// Edits the text field that has the focus, if one has.
  mutating func edit(_ change: (inout TextField) -> Void) {
    switch focus {
    case .name: change(&name)
    case .url: change(&url)
    case .secret: change(&secretPath)
    case .active, .events, .create, .cancel: break
    }
  }
}

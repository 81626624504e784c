import FintoroWebhooks
import TerminalUI

/// One screen or dialog: a value that owns its state and its keys.
protocol Room: Equatable, Sendable {
  /// The section of the key table that applies now.
  func context(in world: World) -> Context
  /// The subscription that keys act on here, if any.
  func subject(in world: World) -> Subscription?
  /// Whether a command can do anything now; the footer offers no others.
  func offers(_ command: Command, in world: World) -> Bool
  /// The keys of the footer, the most used first, and what they act on if the keys do not say so.
  /// - Parameter bindings: those of the key table that can do anything now.
  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding])
  /// Whether the room waits for this result.
  func awaits(_ result: RoomResult) -> Bool
  /// Changes the room for an input, and returns what it asks of the dashboard.
  mutating func handle(_ input: RoomInput, in world: World) -> [Request]
  func draw(in canvas: inout Canvas, of world: World)
}

extension Room {
  func subject(in world: World) -> Subscription? { nil }
  func offers(_ command: Command, in world: World) -> Bool { true }
  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) { ("", bindings) }
  func awaits(_ result: RoomResult) -> Bool { false }
}

/// An input to a room.
enum RoomInput {
  /// A key, with its command in the room's context.
  case command(Command?, Key)
  /// A paste.
  case text(String)
  case click(ClickTarget)
  /// The list, the window or other data shown in the room has changed.
  case worldChanged
  /// This machine's clock was set: move every stored time by this many seconds.
  case clockMoved(by: Double)
  /// A result that the room may wait for.
  case result(RoomResult)
}

/// A result that a room may wait for.
enum RoomResult {
  /// - Parameter isProposal: whether hooktop chose the path.
  case secretFile(SecretFileCheck, isProposal: Bool)
  case secretCopied(SecretCopyResult)
  case sheetSaved(SheetSaveResult)
  /// The create that the form asked for has started.
  case createStarted(number: Int)
  /// A create has ended without a subscription.
  case createFailed(number: Int, FormFailure)
  /// An edit failed, or its outcome is unknown.
  /// - Parameter readAgain: the subscription as it is now, if it was read.
  case editFailed(id: Int, FormFailure, readAgain: Subscription? = nil)
  /// A dangerous change failed, or its outcome is unknown.
  case changeFailed(TrackedWrite.Subject, ChangeFailure)
  /// The event types of another subscription.
  case eventsChosen([EventType])
  /// The input chosen in the merge dialog, from one's own edit and the server's changes.
  case merged(SubscriptionInput, onto: Subscription)
}

/// What a room asks of the dashboard. App carries it out.
enum Request {
  case effect(Effect)
  /// Opens a dialog; it replaces one that is open.
  case open(Modal)
  /// Opens a screen over the current one.
  case go(Screen)
  /// Closes the dialog; without one, returns to the screen below.
  case close
  /// A message that goes away by itself.
  case showMessage(String, StatusMessage.Tone = .plain)
  /// A message that must not be missed: it stays until a key is pressed.
  case showAlert(String)
  case choose(Choices)
  /// Writes those of these settings to the config that differ from it.
  /// - Parameter orSay: the message if nothing differs.
  case save([Setting], ifUnchanged: String)
  /// Acts as if that key were pressed after the dialog has closed.
  case press(Key)
  /// A command that means the same on every screen that has it.
  case common(Command?)
  /// Acts on a subscription as its key does, wherever the cursor is.
  case act(Command, id: Int)
  /// Reads what happened further back.
  case showOlder
  /// Shows the board with this filter.
  case filterBoard(String)
  /// Says why nothing is sent now, and until when.
  case showRateLimit
  /// Opens the confirmation of a change that cannot be undone.
  case confirm(DangerousChange)
  case sendAgain(PendingItem)
  /// Start the planned change of the marked subscriptions; stop what is not sent yet; discard the results.
  case startMarked(MarkedWork), stopMarked, discardMarkedWork
  /// Creates a subscription and saves its secret in this file.
  case create(SubscriptionInput, secretPath: String)
  /// Asks before an edit is sent.
  case review(ReviewRoom)
  /// Sends a confirmed change. If it may not be sent now, the dialog closes and a message says why.
  case write(TrackedWrite.Kind, TrackedWrite.Subject, label: String, Effect)
  /// Passes a dialog's result to the room below it.
  case deliver(RoomResult)
  /// Opens a form with everything but the secret filled in.
  case newForm(FormSeed)
  /// Opens the form of `n` with these event types added.
  case proposeEvents([EventType])
}

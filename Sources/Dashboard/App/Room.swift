import FintoroWebhooks
import TerminalUI

/// One screen or dialog: a value that owns its state and its keys.
protocol Room: Equatable, Sendable {
  /// The rows of the key table that apply now.
  func context(in world: World) -> Context
  /// The subscription that keys are about here; nil where they are about none.
  func subject(in world: World) -> Subscription?
  /// Whether a key has something to act on: what acts on nothing is not offered.
  func offers(_ command: Command, in world: World) -> Bool
  /// Whether the room waits for what came of something.
  func awaits(_ result: RoomResult) -> Bool
  /// What an input changes in the room, and what it asks of the dashboard.
  mutating func handle(_ input: RoomInput, in world: World) -> [Request]
  func draw(in canvas: inout Canvas, of world: World)
}

extension Room {
  func subject(in world: World) -> Subscription? { nil }
  func offers(_ command: Command, in world: World) -> Bool { true }
  func awaits(_ result: RoomResult) -> Bool { false }
}

/// What reaches a room.
enum RoomInput {
  /// A key, with what the key table makes of it in the room's context.
  case command(Command?, Key)
  /// A paste.
  case text(String)
  case click(ClickTarget)
  /// The list, the window or what else the room shows is another.
  case worldChanged
  /// This machine's clock was set: every moment noted by it moves along, by so many seconds.
  case clockMoved(by: Double)
  /// What came of something that the room may wait for.
  case result(RoomResult)
}

/// What came of something that a room may wait for.
enum RoomResult {
  /// - Parameter isProposal: whether hooktop chose the path.
  case secretFile(SecretFileCheck, isProposal: Bool)
  case secretCopied(SecretCopyResult)
  case sheetSaved(SheetSaveResult)
  /// The create that the form asked for is under way.
  case createStarted(number: Int)
  /// A create has ended without a subscription.
  case createFailed(number: Int, FormFailure)
  /// An edit was not done, or nobody knows.
  /// - Parameter readAgain: the subscription as it is now, where it was read.
  case editFailed(id: Int, FormFailure, readAgain: Subscription? = nil)
  /// A dangerous change was not done, or nobody knows.
  case changeFailed(TrackedWrite.Subject, ChangeFailure)
  /// What was typed, after the choice between it and what changed on the server.
  case merged(SubscriptionInput, onto: Subscription)
}

/// What a room asks of the dashboard. App carries it out.
enum Request {
  case effect(Effect)
  /// A dialog over what is there, in place of one that is open.
  case open(Modal)
  /// A screen over the one that is there.
  case go(Screen)
  /// The dialog closes; a screen gives way to the one it was opened from.
  case close
  /// A line that goes away by itself.
  case say(String, StatusMessage.Tone = .plain)
  /// A line for what must not be missed: it stands until a key is pressed.
  case alert(String)
  case choose(Choices)
  /// Write to the config what of these settings differs from it.
  /// - Parameter orSay: what is said where nothing differs.
  case save([Setting], orSay: String)
  /// As if that key were pressed once the dialog is closed.
  case press(Key)
  /// What a key means on every screen that has it.
  case common(Command?)
  /// Why nothing is sent now, and until when.
  case sayLimited
  /// The dialog before something that cannot be undone; Esc goes back to where it was asked for.
  case confirm(DangerousChange, from: PendingRoom?)
  case sendAgain(PendingItem)
  /// Change the marked ones as planned; stop with what is not sent yet; forget what came of it.
  case begin(MarkedWork), stopMarked, dropMarkedWork
  /// Send a new subscription, and keep its secret in this file.
  case create(SubscriptionInput, secretPath: String)
  /// Ask before an edit is sent.
  case review(ReviewRoom)
  /// Send a change that was asked for and confirmed; where it may not be sent now the dialog closes, and why is said.
  case write(TrackedWrite.Kind, TrackedWrite.Subject, label: String, Effect)
  /// What a dialog came to, for the room below it.
  case tell(RoomResult)
  /// A form with everything but the secret filled in.
  case newForm(FormSeed)
  /// The form of the next `n` with these event types chosen as well.
  case proposeEvents([EventType])
}

public import FintoroWebhooks
import TerminalUI

/// What an edit will change, before anything is sent.
public struct ReviewRoom: Room {
  public enum Purpose: Equatable, Sendable {
    /// Saves the form.
    case save
    case disable, enable
  }

  public let purpose: Purpose
  /// The subscription as it was last read.
  public let subscription: Subscription
  public let wanted: SubscriptionInput
  /// Changes that somebody else made while the dialog was open; they are kept.
  let meanwhile: [InputChange]
  private var scroll = ScrollPosition()

  init(
    _ purpose: Purpose, _ subscription: Subscription, wanted: SubscriptionInput, meanwhile: [InputChange] = []
  ) {
    self.purpose = purpose
    self.subscription = subscription
    self.wanted = wanted
    self.meanwhile = meanwhile
  }

  /// The values as they were read. The server's version is compared with them before the edit is sent.
  var base: SubscriptionInput { SubscriptionInput(subscription) }
  var changes: [InputChange] { InputChange.between(base, wanted) }

  private var subject: TrackedWrite.Subject { .subscription(subscription.id) }

  func context(in world: World) -> Context { world.custody.write(on: subject) == nil ? question : .sending }

  private var question: Context {
    switch purpose {
    case .save: .saveQuestion
    case .disable: .disableQuestion
    case .enable: .enableQuestion
    }
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    guard case .command(let command, _) = input else { return [] }
    switch command {
    case .back where context(in: world) == question: return [.close]
    // The request goes on, and its form closes too.
    case .back: return purpose == .save ? [.close, .close] : [.close, .showMessage(Self.continuesMessage)]
    case .confirm:
      return [
        .write(
          purpose.write, subject, label: subscription.displayName,
          .edit(id: subscription.id, base: base, wanted: wanted))
      ]
    default:
      let layout = body(world).layout(world.size)
      _ = scroll.follow(command, count: layout.lines.count, rows: layout.rows)
      return []
    }
  }

  /// The message on leaving while the change is under way.
  static let continuesMessage = "The change continues; its result appears here."

  func draw(in canvas: inout Canvas, of world: World) {
    let controls = body(world).draw(scroll, in: &canvas)
    if let write = world.custody.write(on: subject) {
      canvas.text(write.progress(at: world.now), .warning, on: .dialog, column: controls.column, row: controls.row)
    } else {
      canvas.keys(of: question, controls)
    }
  }

  private func body(_ world: World) -> DialogBody { DialogBody(title, paragraphs(of: world.session.title)) }
}

extension ReviewRoom.Purpose {
  fileprivate var write: TrackedWrite.Kind {
    switch self {
    case .save: .save
    case .disable: .disable
    case .enable: .enable
    }
  }
}

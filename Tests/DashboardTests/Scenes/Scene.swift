import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

/// One state of one screen or dialog, drawn whole at some sizes. `SnapshotTests` goes through all of them.
struct Scene: Sendable {
  /// The snapshot's file is called `<name>-<columns>x<rows>.txt`.
  let name: String
  let sizes: [Size]
  let state: @Sendable (Size) -> State

  init(_ name: String, _ sizes: [Size] = Scene.two, _ state: @escaping @Sendable (Size) -> State) {
    self.name = name
    self.sizes = sizes
    self.state = state
  }

  /// For a state that draws other words or rows in the same layout.
  static let two = [Fixture.narrow, Fixture.wide]
  /// For a dialog whose texts wrap or scroll in the smallest window that is drawn.
  static let wrapping = [Size(columns: 60, rows: 16)] + two
  /// For the first scene of each screen, and of what has a layout of its own in a large window.
  static let layout = [
    Size(columns: 60, rows: 16), Fixture.narrow, Size(columns: 100, rows: 30), Fixture.wide,
    Size(columns: 200, rows: 60),
  ]

  static let all = board + screens + overview + dialogs + danger + custody + reasons
}

extension Scene {
  /// The first scene of a screen or dialog.
  static func first(of stage: Stage) -> Scene? { of(stage).first }

  /// All scenes of a screen or dialog.
  static func of(_ stage: Stage) -> [Scene] { byStage[stage] ?? [] }

  /// What a scene shows is known by driving a state to it, so this is done once for all.
  private static let byStage = Dictionary(grouping: all) { Stage($0.state(Fixture.narrow)) }
}

/// A scene at one size: what a test is given.
struct SizedScene: Sendable, CustomTestStringConvertible {
  let scene: Scene
  let size: Size

  var state: State { scene.state(size) }
  var testDescription: String { "\(scene.name)-\(size.columns)x\(size.rows)" }

  static let all = Scene.all.flatMap { scene in scene.sizes.map { SizedScene(scene: scene, size: $0) } }
}

/// Every screen and dialog there is. A new one has no name here, which the compiler tells, and no scene, which a test
/// tells.
enum Stage: String, CaseIterable, Sendable {
  case board, detail, form, picker, overview, log, coverage, backfill, pending
  case help, secret, themes, sort, columns, reading, review, merge, confirm, company, palette, copy, duplicate
  case sameEvents, settings, marked

  /// Whether it takes the whole window.
  var isScreen: Bool {
    switch self {
    case .board, .detail, .form, .picker, .overview, .log, .coverage, .backfill, .pending: true
    default: false
    }
  }

  init(_ state: State) {
    switch state.modal {
    case .help: self = .help
    case .secret: self = .secret
    case .themes: self = .themes
    case .sort: self = .sort
    case .columns: self = .columns
    case .reading: self = .reading
    case .review: self = .review
    case .merge: self = .merge
    case .confirm: self = .confirm
    case .company: self = .company
    case .palette: self = .palette
    case .copy: self = .copy
    case .duplicate: self = .duplicate
    case .sameEvents: self = .sameEvents
    case .settings: self = .settings
    case .marked: self = .marked
    case nil:
      switch state.screen {
      case .board: self = .board
      case .detail: self = .detail
      case .form(let form): self = form.picker == nil ? .form : .picker
      case .companies: self = .overview
      case .log: self = .log
      case .coverage: self = .coverage
      case .backfill: self = .backfill
      case .pending: self = .pending
      }
    }
  }
}

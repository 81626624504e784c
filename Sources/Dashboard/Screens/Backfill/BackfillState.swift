public import FintoroWebhooks
public import TerminalUI
import Foundation

/// The sheet of what to fetch again, as it was when it was opened: a window that moved on while one reads it would be
/// another one than what is saved.
public struct BackfillState: Equatable, Sendable {
  public let sheet: BackfillSheet
  public var scroll = ScrollPosition()
  /// Where the sheet goes, while it is typed.
  public var pathField: TextField?
  /// Why it could not be saved there.
  public var problem: String?

  init(_ sheet: BackfillSheet) {
    self.sheet = sheet
  }

  var context: Context { pathField == nil ? .backfill : .backfillFile }
}

extension State {
  mutating func openBackfill(_ id: Int?) -> [Effect] {
    guard let id, let judged = board.subscription(id), let answer = connection.answer else { return [] }
    let sheet = BackfillSheet(
      judged, at: serverTime, asOf: answer.askedAt, baseURL: session.baseURL,
      watchedSuccess: memory.successBeforeOutage(of: id))
    go(to: .backfill(BackfillState(sheet)))
    return []
  }

  mutating func backfillPressed(_ backfill: BackfillState, _ key: Key, _ command: Command?) -> [Effect] {
    var backfill = backfill
    if backfill.pathField != nil { return backfillFilePressed(backfill, key, command) }
    switch command {
    case .back:
      goBack()
      return []
    case .refresh: return refreshNow()
    case .hold: return toggleHold()
    case .help: return globalPressed(command)
    case .save: backfill.pathField = TextField(backfill.proposedPath, limit: 4_096)
    default:
      _ = backfill.scroll.follow(
        command, count: BackfillView.lines(backfill, self).count, rows: BackfillView.rows(size))
    }
    screen = .backfill(backfill)
    return []
  }

  mutating func backfillPasted(_ backfill: BackfillState, _ text: String) -> [Effect] {
    var backfill = backfill
    backfill.pathField?.insert(text)
    screen = .backfill(backfill)
    return []
  }

  mutating func backfillSaved(_ result: SheetSaveResult) -> [Effect] {
    switch result {
    case .saved(let path):
      if case .backfill(var backfill) = screen {
        (backfill.pathField, backfill.problem) = (nil, nil)
        screen = .backfill(backfill)
      }
      return say("Sheet saved to \(path)", .good)
    case .failed(let problem):
      guard case .backfill(var backfill) = screen, backfill.pathField != nil else { return insist(problem) }
      backfill.problem = problem
      screen = .backfill(backfill)
      return []
    }
  }

  private mutating func backfillFilePressed(
    _ backfill: BackfillState, _ key: Key, _ command: Command?
  ) -> [Effect] {
    var backfill = backfill
    var effects: [Effect] = []
    switch command {
    case .back: (backfill.pathField, backfill.problem) = (nil, nil)
    case .press:
      let path = backfill.pathField?.text.trimmingBlanks ?? ""
      if path.isEmpty {
        backfill.problem = "Type the path of a new file, for example ~/erp-backfill.txt or ~/erp-backfill.json."
      } else {
        effects = [.saveBackfill(backfill.sheet, path: path)]
      }
    default:
      if backfill.pathField?.handle(key) == true { backfill.problem = nil }
    }
    screen = .backfill(backfill)
    return effects
  }
}

extension BackfillState {
  /// In the folder that hooktop runs in; the second of the window's end makes the name new.
  fileprivate var proposedPath: String {
    let digits = ISO8601.text(sheet.window.to).filter { $0.isNumber || $0 == "T" }
    return "backfill-\(sheet.subscription.id)-\(digits).txt"
  }
}

/// What came of saving a sheet.
public enum SheetSaveResult: Equatable, Sendable {
  case saved(path: String)
  case failed(problem: String)
}

public import FintoroWebhooks
public import TerminalUI
import Foundation

/// The sheet of what to fetch again, as of the newest list. While a file's name is typed it stays as it is: what is read
/// then is what is saved.
public struct BackfillState: Equatable, Sendable {
  public internal(set) var sheet: BackfillSheet
  /// What came of the subscription since the sheet was opened.
  public internal(set) var fate = Fate.same
  public var scroll = ScrollPosition()
  /// Where the sheet goes, while it is typed.
  public var pathField: TextField?
  /// Why it could not be saved there.
  public var problem: String?

  public enum Fate: Equatable, Sendable {
    case same, changed
    /// No longer in the list: the sheet is the last that could be made.
    case gone
    /// In the list, but not to be understood: so is this one.
    case unreadable
  }

  init(_ sheet: BackfillSheet) {
    self.sheet = sheet
  }

  /// What is not as it was when the sheet was opened, as a sentence.
  var notice: String? {
    let name = sheet.subscription.displayName
    return switch fate {
    case .same: nil
    case .changed: "\(name) was changed in the meantime: the sheet is of how it is now."
    case .gone: "\(name) is gone: it was deleted in the meantime. The sheet is the last that could be made of it."
    case .unreadable: "\(name) cannot be read any more. The sheet is the last that could be made of it."
    }
  }

  var context: Context { pathField == nil ? .backfill : .backfillFile }
}

extension State {
  mutating func openBackfill(_ id: Int?) -> [Effect] {
    guard let id, let sheet = backfillSheet(of: id) else { return [] }
    go(to: .backfill(BackfillState(sheet)))
    return []
  }

  private func backfillSheet(of id: Int) -> BackfillSheet? {
    guard let assessed = list.subscription(id), let answer = connection.answer else { return nil }
    return BackfillSheet(
      assessed, at: serverTime, asOf: answer.askedAt, baseURL: session.baseURL,
      watchedSuccess: memory.successBeforeOutage(of: id))
  }

  /// A new list while the sheet is open: it is made anew, and one stays where one was reading.
  mutating func backfillChanged() {
    guard case .backfill(var backfill) = screen, backfill.pathField == nil else { return }
    let id = backfill.sheet.subscription.id
    if let sheet = backfillSheet(of: id) {
      let before = SubscriptionInput(backfill.sheet.subscription)
      if !InputChange.between(before, SubscriptionInput(sheet.subscription)).isEmpty { backfill.fate = .changed }
      if [.gone, .unreadable].contains(backfill.fate) { backfill.fate = .same }
      backfill.sheet = sheet
    } else {
      backfill.fate = list.isGone(id) ? .gone : .unreadable
    }
    screen = .backfill(backfill)
    fitScreen()
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
    case .help: return common(command)
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
        backfillChanged()
      }
      return showMessage("Sheet saved to \(path)", .good)
    case .failed(let problem):
      guard case .backfill(var backfill) = screen, backfill.pathField != nil else { return showAlert(problem) }
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
    case .back:
      (backfill.pathField, backfill.problem) = (nil, nil)
      screen = .backfill(backfill)
      backfillChanged()
      return []
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

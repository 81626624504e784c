/// This board's changes to an account's drafts. Another hooktop's drafts in the same file are kept.
public struct DraftsChange: Equatable, Sendable {
  /// What this board may have written before: the last known contents, and a write under way.
  public var before: [Drafts]
  public var wanted: Drafts

  public init(before: [Drafts], wanted: Drafts) {
    self.before = before
    self.wanted = wanted
  }

  /// Applies only this board's changes, for each form separately.
  /// - Returns: the new contents of the file, and other hooktops' drafts where this board has one too. Those were there
  ///   first and stay, so this board's are not saved.
  public func merged(into disk: Drafts) -> (drafts: Drafts, foreign: [Draft]) {
    var merged = disk
    var foreign: [Draft] = []
    for id in Set(([wanted] + before).flatMap(\.ids)).sorted(by: { ($0 ?? .min) < ($1 ?? .min) }) {
      let mine = wanted[id]
      guard before.contains(where: { $0[id] != mine }) else { continue }
      if let theirs = disk[id], theirs != mine, !before.contains(where: { $0[id] == theirs }) {
        if mine != nil { foreign.append(theirs) }
      } else {
        merged[id] = mine
      }
    }
    return (merged, foreign)
  }
}

extension Drafts {
  /// The draft for this subscription id; nil is the new one.
  subscript(id: Int?) -> Draft? {
    get { id == nil ? new : edits.first { $0.edited?.id == id } }
    set {
      guard let id else {
        new = newValue
        return
      }
      edits.removeAll { $0.edited?.id == id }
      if let newValue { edits.append(newValue) }
      edits.sort { ($0.edited?.id ?? 0) < ($1.edited?.id ?? 0) }
    }
  }

  var ids: [Int?] { (new == nil ? [] : [nil]) + edits.map { $0.edited?.id } }

  func without(_ ids: Set<Int?>) -> Drafts {
    var rest = self
    for id in ids { rest[id] = nil }
    return rest
  }
}

/// The result of writing drafts.
public enum DraftsSaveResult: Equatable, Sendable {
  /// - Parameter foreign: other hooktops' drafts that kept this board's from being saved.
  case saved(foreign: [Draft] = [])
  case failed(problem: String)
}

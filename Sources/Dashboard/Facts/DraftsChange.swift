/// What this board changed of an account's drafts. Another hooktop may keep drafts in the same file: its own stay.
public struct DraftsChange: Equatable, Sendable {
  /// What this board may have put on the disk before: what is there surely, and a write that is under way.
  public var before: [Drafts]
  public var wanted: Drafts

  public init(before: [Drafts], wanted: Drafts) {
    self.before = before
    self.wanted = wanted
  }

  /// Only what this board changed is put in or taken out, each form for itself.
  /// - Returns: what the disk is to have, and the other hooktop's drafts that stand where this board has one too: they
  ///   were there first and stay, so this board's are not kept.
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
  /// By the id of the subscription that is edited; nil is the new one.
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

/// What came of writing drafts.
public enum DraftsSaveResult: Equatable, Sendable {
  /// - Parameter foreign: another hooktop's drafts that stand where this board's were to be.
  case saved(foreign: [Draft] = [])
  case failed(problem: String)
}

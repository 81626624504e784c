import Files

extension Paths {
  /// Every folder through which somebody else could change what these folders hold; those of hooktop's own places are
  /// named with them, so that all are told at once. Nil where there is none. Blocks.
  func unsafeFolders(_ folders: [String]) -> FolderProblem? {
    let asked = Self.unsafe(folders)
    if asked.isEmpty { return nil }
    let others = Self.unsafe([config, tokens, secrets, state, creates]).filter { folder in
      !asked.contains { $0.path == folder.path }
    }
    return .unsafe(asked + others)
  }

  private static func unsafe(_ folders: [String]) -> [UnsafeFolder] {
    folders.flatMap { SafeFolder.problem($0)?.unsafeFolders ?? [] }.reduce(into: []) { unsafe, folder in
      if !unsafe.contains(where: { $0.path == folder.path }) { unsafe.append(folder) }
    }
  }
}

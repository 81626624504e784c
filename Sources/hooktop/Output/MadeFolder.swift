import Files

/// Tells of a folder that was missing and was made for a file that a person named: a misspelt path makes one as well.
struct MadeFolder: Sendable {
  /// The folder; nil where it was there before, or no file was named.
  let path: String?

  /// Look before anything is made.
  /// - Parameter file: absolute.
  init(forFile file: String?) async {
    path = await BlockingWork.run {
      let folder = file.map { FilePath.split($0).folder }
      return folder.flatMap { FilePath.exists($0) ? nil : $0 }
    }
  }

  /// One line where it was made and is still there.
  func report(_ paths: Paths) {
    if let path, FilePath.exists(path) { StandardError.print("Made the folder \(paths.display(path)).") }
  }
}

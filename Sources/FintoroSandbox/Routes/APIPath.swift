/// Paths as people write them here: below the base URL.
enum APIPath {
  static let base = "/api/public/v1"

  /// `/api/public/v1/whoami` becomes `/whoami`; a path that is not below the base stays as it is.
  static func belowBase(_ path: String) -> String {
    guard path.hasPrefix(base) else { return path }
    let rest = path.dropFirst(base.count)
    return rest.isEmpty ? "/" : rest.first == "/" ? String(rest) : path
  }
}

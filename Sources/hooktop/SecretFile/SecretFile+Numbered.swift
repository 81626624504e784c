import Files
import FintoroWebhooks

extension SecretFile {
  private static let maxNumber = 999

  /// Reserves the path, or the same with the first number that is free. A placeholder of the same key that was left
  /// behind is taken back.
  static func reserveNumbered(_ path: String, key: IdempotencyKey) throws(SecretFileProblem) -> SecretFile {
    var problem = SecretFileProblem.exists(path)
    for number in 1...maxNumber {
      let candidate = number == 1 ? path : numbered(path, number)
      do {
        return try reserve(candidate, key: key)
      } catch {
        guard error == .exists(candidate) || error == .isLink(candidate) else { throw error }
        problem = error
      }
      if let (file, contents) = try? reopen(candidate, key: key), contents == nil { return file }
    }
    throw problem
  }

  /// The path, or the same with the first number that is free.
  static func freePath(_ path: String) -> String {
    let (folder, name) = FilePath.split(path)
    return Paths.join(folder, SecretFileName.free(name) { FilePath.exists(Paths.join(folder, $0)) })
  }

  private static func numbered(_ path: String, _ number: Int) -> String {
    let (folder, name) = FilePath.split(path)
    return Paths.join(folder, SecretFileName.numbered(name, number))
  }
}

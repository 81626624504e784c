/// Why bytes are not the state of a sandbox.
public enum StateProblem: Error, Hashable, Sendable {
  /// Something in that line is not JSON.
  case notJSON(line: Int)
  /// JSON that ends in the middle, in that line.
  case cut(line: Int)
  /// JSON of somebody else.
  case notState
  case otherForm(Int)
  /// A value that is missing or of another kind, with where it is.
  case wrong(path: String, problem: String)

  /// The line in question, from 1.
  public var line: Int? {
    switch self {
    case .notJSON(let line), .cut(let line): line
    case .notState, .otherForm, .wrong: nil
    }
  }

  /// What is wrong and what was expected, as a clause.
  public var clause: String {
    switch self {
    case .notJSON: "this is not JSON; expected a state that hooktop sandbox wrote"
    case .cut: "it ends in the middle; expected a state that hooktop sandbox wrote, whole"
    case .notState: "it is no state of a sandbox; expected \"kind\": \"\(SandboxState.kind)\""
    case .otherForm(let form) where form > SandboxState.form:
      "it is of form \(form), from a newer hooktop; expected form \(SandboxState.form)"
    case .otherForm(let form): "it is of form \(form); expected form \(SandboxState.form)"
    case .wrong(let path, let problem): "\(path): \(problem)"
    }
  }

  static func notATime(_ path: [any CodingKey]) -> StateProblem {
    .wrong(path: text(path), problem: "expected a time of the years 1 to 9999, in seconds since 1970")
  }

  init(reading error: any Error, in bytes: [UInt8]) {
    if let problem = error as? StateProblem {
      self = problem
      return
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      self = .wrong(path: Self.text(context.codingPath), problem: "\"\(key.stringValue)\" is missing")
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      self = .wrong(path: Self.text(context.codingPath), problem: "expected \(Self.name(type))")
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      // The decoder says nothing of where a number is that no integer can hold.
      self =
        JSON(parsing: bytes)?.pathOfHugeNumber().map { path in
          .wrong(path: path.joined(separator: "."), problem: "expected a number up to \(Int.max)")
        } ?? .notState
    case .dataCorrupted(let context):
      self = .wrong(path: Self.text(context.codingPath), problem: "a value that can be read was expected")
    default:
      self = .notState
    }
  }

  /// Why the bytes have no head of a state.
  init(inHeadOf bytes: [UInt8]) {
    func line(of place: Int) -> Int { 1 + bytes.prefix(place).count { $0 == UInt8(ascii: "\n") } }
    self =
      switch JSONFault(in: bytes) {
      case .unexpected(let place): .notJSON(line: line(of: place))
      case .cut: .cut(line: line(of: bytes.count))
      case nil: .notState
      }
  }

  private static func text(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "at its top" : path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }

  private static func name(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Int.Type, is Double.Type: "a number"
    case is Bool.Type: "true or false"
    case is any Collection.Type: "a list"
    default: "an object"
    }
  }
}

extension JSON {
  /// Where its first number is that no integer can hold.
  fileprivate func pathOfHugeNumber() -> [String]? {
    switch self {
    case .number(let number): abs(number) >= 0x1p63 ? [] : nil
    case .array(let elements):
      elements.enumerated().lazy.compactMap { index, element in
        element.pathOfHugeNumber().map { ["\(index)"] + $0 }
      }.first
    case .object(let members):
      members.lazy.compactMap { key, value in value.pathOfHugeNumber().map { [key] + $0 } }.first
    case .null, .bool, .integer, .text: nil
    }
  }
}

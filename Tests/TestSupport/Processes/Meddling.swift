/// One call of a program with which the library CallMeddler meddles; its header says which calls count.
public struct Meddling: Sendable {
  /// What happens at the call.
  public enum Deed: Hashable, Sendable {
    /// The process gets a signal.
    case signal(Int32)
    /// The call is not made and fails; only calls on files count then.
    case error(Int32)
  }

  private var call: Int?
  private var deed: Deed?
  /// Where the counted calls are written down.
  private var record: String
  /// How many bytes a write to a file or to standard output takes at the most; nil for all.
  public var mostWritten: Int?

  /// Writes down all calls, and meddles with none.
  public static func none(record: String) -> Meddling { Meddling(record: record) }

  /// - Parameter call: its number, from 1.
  public static func at(_ call: Int, _ deed: Deed, record: String) -> Meddling {
    Meddling(call: call, deed: deed, record: record)
  }

  /// Added to the environment of a program that is to be meddled with.
  public var environment: [String: String] {
    var variables = ["LD_PRELOAD": BuiltProduct.path("libCallMeddler.so"), "MEDDLE_LOG": record]
    variables["MEDDLE_AT"] = call.map(String.init)
    variables["MEDDLE_MOST"] = mostWritten.map(String.init)
    switch deed {
    case .signal(let number): variables["MEDDLE_SIGNAL"] = String(number)
    case .error(let number): variables["MEDDLE_ERROR"] = String(number)
    case nil: break
    }
    return variables
  }
}

/// A call that a program made, as it was written down.
public struct MeddledCall: Hashable, Sendable, CustomStringConvertible {
  public var number: Int
  /// Such as `fsync`.
  public var name: String
  /// A path, `socket` or `output`.
  public var what: String
  /// Whether it is the one that was meddled with.
  public var isChosen: Bool

  public var description: String { "call \(number), \(name) of \(what)" }

  /// - Parameter record: the text of the file that a `Meddling` names.
  public static func all(in record: String) -> [MeddledCall] {
    record.split(separator: "\n").compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      guard words.count >= 3, let number = Int(words[0]) else { return nil }
      let isChosen = words.last == "here"
      if isChosen { words.removeLast() }
      return MeddledCall(
        number: number, name: words[1], what: words[2...].joined(separator: " "), isChosen: isChosen)
    }
  }
}

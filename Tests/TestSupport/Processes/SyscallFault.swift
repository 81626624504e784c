/// One call of a program at which the library SyscallFaults injects a fault; its header says which calls count.
public struct SyscallFault: Sendable {
  /// What happens at the call.
  public enum Injection: Hashable, Sendable {
    /// The process gets a signal.
    case signal(Int32)
    /// The call is not made and fails; only calls on files count then.
    case error(Int32)
  }

  private var call: Int?
  private var injection: Injection?
  /// Where the counted calls are written down.
  private var record: String
  /// Whether only calls on files count, as they always do for an error: a terminal is written to at any time.
  public var countsFilesOnly = false
  /// Whether writing to terminals counts as well, whose calls depend on the time.
  public var countsTerminals = false
  /// How many bytes a write to a file or to standard output takes at the most; nil for all.
  public var maxWriteSize: Int?
  /// The errors of a disk that cannot sync folders, or has no locks.
  public var folderSyncError: Int32?
  public var lockError: Int32?

  /// Records all calls, and injects no fault.
  public static func none(record: String) -> SyscallFault { SyscallFault(record: record) }

  /// - Parameter call: its number, from 1.
  public static func at(_ call: Int, _ injection: Injection, record: String) -> SyscallFault {
    SyscallFault(call: call, injection: injection, record: record)
  }

  /// Added to the environment of a program whose calls get the fault.
  public var environment: [String: String] {
    var variables = ["LD_PRELOAD": BuiltProduct.path("libSyscallFaults.so"), "FAULT_LOG": record]
    variables["FAULT_AT"] = call.map(String.init)
    if countsFilesOnly { variables["FAULT_FILES"] = "1" }
    if countsTerminals { variables["FAULT_TERMINALS"] = "1" }
    variables["FAULT_MOST"] = maxWriteSize.map(String.init)
    variables["FAULT_FOLDER_SYNC"] = folderSyncError.map(String.init)
    variables["FAULT_LOCKS"] = lockError.map(String.init)
    switch injection {
    case .signal(let number): variables["FAULT_SIGNAL"] = String(number)
    case .error(let number): variables["FAULT_ERROR"] = String(number)
    case nil: break
    }
    return variables
  }
}

/// A call that a program made, as it was written down.
public struct TracedCall: Hashable, Sendable, CustomStringConvertible {
  public var number: Int
  /// Such as `fsync`.
  public var name: String
  /// A path, `socket` or `output`.
  public var what: String
  /// Whether it is the one that got the fault.
  public var isChosen: Bool

  public var description: String { "call \(number), \(name) of \(what)" }

  /// - Parameter record: the text of the file that a `SyscallFault` names.
  public static func all(in record: String) -> [TracedCall] {
    record.split(separator: "\n").compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      guard words.count >= 3, let number = Int(words[0]) else { return nil }
      let isChosen = words.last == "here"
      if isChosen { words.removeLast() }
      return TracedCall(
        number: number, name: words[1], what: words[2...].joined(separator: " "), isChosen: isChosen)
    }
  }
}

import Foundation
import NIOCore

/// Why a sandbox could not be started.
public enum SandboxStartFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case portInUse(Int)
  case portNotPermitted(Int)
  case portOutOfRange(Int)
  /// Anything else the system said.
  case system(port: Int, reason: String)

  /// What, where, and what to do: one sentence for people.
  public var description: String {
    switch self {
    case .portInUse(let port):
      "The sandbox cannot listen on 127.0.0.1:\(port) because something else does; "
        + "choose another port, or 0 for any free one."
    case .portNotPermitted(let port):
      "The sandbox may not listen on 127.0.0.1:\(port): ports below 1024 need more rights; "
        + "choose one above, or 0 for any free one."
    case .portOutOfRange(let port):
      "The sandbox cannot listen on port \(port): expected 1 to 65535, or 0 for any free one."
    case .system(let port, let reason):
      "The sandbox cannot listen on 127.0.0.1:\(port): \(reason)."
    }
  }
}

extension SandboxStartFailure {
  static let noPort = SandboxStartFailure.system(port: 0, reason: "the system did not say which port it gave")

  /// What binding the port ended with.
  init(_ error: any Error, port: Int) {
    guard let error = error as? IOError else {
      self = .system(port: port, reason: "\(error)")
      return
    }
    switch error.errnoCode {
    case EADDRINUSE: self = .portInUse(port)
    case EACCES: self = .portNotPermitted(port)
    default: self = .system(port: port, reason: String(cString: strerror(error.errnoCode)))
    }
  }
}

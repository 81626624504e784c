import Foundation
import NIOCore

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

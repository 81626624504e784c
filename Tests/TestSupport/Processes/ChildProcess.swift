import Foundation
import Glibc
import Synchronization
import TerminalUI

/// A started program. Its end is noticed by a thread of its own, so that nobody needs to ask.
final class ChildProcess: Sendable {
  let id: pid_t
  private let exit = Mutex<ProcessExit?>(nil)
  /// Readable from the end of the process on.
  let ended = WakeUp()

  var exitIfEnded: ProcessExit? { exit.withLock { $0 } }

  /// - Parameters:
  ///   - terminal: the path of a terminal that becomes the program's controlling terminal and its three streams.
  ///   - streams: else the descriptors that become them.
  init(
    _ path: String, _ arguments: [String], environment: [String: String], terminal: String? = nil,
    streams: [Int32] = []
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let terminal {
      // The first terminal that the leader of a new session opens becomes its controlling one.
      posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    for (number, descriptor) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    Self.keepDescriptorsToThisProcess()
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    Self.startAfresh(&attributes, inNewSession: terminal != nil)

    var child: pid_t = 0
    let error = Self.withStrings([path] + arguments) { argv in
      Self.withStrings(environment.map { "\($0)=\($1)" }) { envp in
        descriptorLock.withLock { _ in posix_spawnp(&child, path, &actions, &attributes, argv, envp) }
      }
    }
    guard error == 0 else { throw TestFailure("\(path) cannot be started: \(String(cString: strerror(error)))") }
    id = child
    let watcher = Thread { [self] in awaitEnd() }
    watcher.name = "child \(child)"
    watcher.start()
  }

  /// Does nothing to a process that has ended: its number may be somebody else's by then.
  func send(signal number: Int32) {
    exit.withLock { if $0 == nil { kill(id, number) } }
  }

  private func awaitEnd() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    exit.withLock { exit in
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
      exit = ProcessExit(waitStatus: status)
    }
    ended.signal()
  }

  /// No signal ignored or blocked, as a program started by hand finds it.
  /// Sockets of servers in this process are not made close-on-exec: a child would keep their ports taken.
  private static func keepDescriptorsToThisProcess() {
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in open.compactMap({ Int32($0) }) where descriptor > 2 {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
  }

  private static func startAfresh(_ attributes: inout posix_spawnattr_t, inNewSession: Bool) {
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    let newSession = inNewSession ? 0x80 : 0  // POSIX_SPAWN_SETSID
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | Int16(newSession))
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}

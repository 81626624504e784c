import Files
import Glibc
import Synchronization

/// The programs that run to give a token, each with all that it starts in a process group of its own. None outlives
/// hooktop.
enum RunningCommands {
  private static let groups = Mutex<Set<pid_t>>([])
  /// Set when hooktop ends: what became of a command is nobody's business then.
  private static let isEnding = Atomic(false)

  /// - Parameter spawn: starts the program as the leader of a group, and returns 0 or the error.
  static func start(_ spawn: (inout pid_t) -> Int32) -> Result<pid_t, SystemError> {
    // Under the lock, so that `endAll` finds every one that was started before it.
    groups.withLock { groups in
      var child: pid_t = 0
      let error = spawn(&child)
      guard error == 0 else { return .failure(SystemError(code: error)) }
      groups.insert(child)
      return .success(child)
    }
  }

  /// Ends the group, and takes leave of the program.
  /// - Returns: its status as `waitpid` has it.
  static func end(_ child: pid_t) -> Int32 {
    groups.withLock { groups in
      kill(-child, SIGKILL)
      groups.remove(child)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    // Ended with hooktop, and no failure of its own: hooktop must end by its signal, not by an error's exit status.
    while isEnding.load(ordering: .acquiring) { pause() }
    return status
  }

  /// When hooktop itself ends.
  static func endAll() {
    isEnding.store(true, ordering: .releasing)
    groups.withLock { groups in groups.forEach { kill(-$0, SIGKILL) } }
  }
}

import Files
import Glibc

/// Starts programs without a shell, each as the leader of a process group of its own.
enum CommandStart {
  /// - Parameter streams: descriptors that become stdin, stdout, stderr and what follows them; nil reads nothing. No
  ///   other is open in it.
  static func start(
    _ words: [String], _ variables: [String: String], streams: [Int32?]
  ) -> Result<pid_t, SystemError> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      if let stream {
        posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
      } else {
        posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDONLY, 0)
      }
    }
    closeOthers(&actions, from: streams.count)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (standard, none) = (sigset_t(), sigset_t())
    sigfillset(&standard)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &standard)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return RunningCommands.start { child in
      withCStrings(words) { arguments in
        withCStrings(variables.map { "\($0.key)=\($0.value)" }) {
          posix_spawnp(&child, words[0], &actions, &attributes, arguments, $0)
        }
      }
    }
  }

  /// Its number stays its own: it is not taken leave of here.
  static func hasEnded(_ child: pid_t) -> Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo != 0
  }

  /// - Parameter status: as `waitpid` has it.
  static func describe(_ status: Int32) -> String {
    let signal = status & 0x7F
    return signal == 0 ? "exit status \((status >> 8) & 0xFF)" : "signal \(signal)"
  }

  /// Ours are closed in every program that is started; those of libraries may not be.
  private static func closeOthers(_ actions: inout posix_spawn_file_actions_t, from first: Int) {
    typealias Call = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, CInt) -> CInt
    guard let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
    // Right because: this is the call's own type; Swift does not import what is GNU's own.
    _ = unsafeBitCast(symbol, to: Call.self)(&actions, CInt(first))
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(&pointers)
  }
}

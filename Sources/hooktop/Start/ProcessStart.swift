import Glibc

/// What holds for the whole process from its first moment.
enum ProcessStart {
  static func prepare() {
    SignalDispatcher.begin()
    // A reader that went away is an error of that write, never the end of the program with a create in flight.
    signal(SIGPIPE, SIG_IGN)
    // A file that grew to its limit is an error of the write as well.
    signal(SIGXFSZ, SIG_IGN)
    umask(0o077)
    forbidCoreDumps()
  }

  /// Secrets and tokens in memory must not reach a core file, nor a debugger of the same user.
  private static func forbidCoreDumps() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // `prctl` takes variable arguments, which Swift does not import; it is looked up by name instead.
    typealias Control = @convention(c) (CInt, CUnsignedLong, CUnsignedLong, CUnsignedLong, CUnsignedLong) -> CInt
    guard let symbol = dlsym(nil, "prctl") else { return }
    // Right because: on Linux the C convention passes these integers the same way with and without `...`.
    _ = unsafeBitCast(symbol, to: Control.self)(setDumpable, 0, 0, 0, 0)
  }

  /// `PR_SET_DUMPABLE` of <linux/prctl.h>.
  private static let setDumpable: CInt = 4
}

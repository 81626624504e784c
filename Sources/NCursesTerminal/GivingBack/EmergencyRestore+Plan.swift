import Glibc

extension EmergencyRestore {
  /// Prepares giving back a terminal as it is found now.
  static func prepare(bytes: [UInt8], input: Int32, output: Int32, attributes: termios) -> UnsafeMutablePointer<Plan> {
    let kept = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { (kept + index).initialize(to: byte) }
    let found = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    found.initialize(to: attributes)
    let plan = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
    plan.initialize(
      to: Plan(
        bytes: kept, count: bytes.count, output: unblockingTwin(of: output) ?? output, input: input, attributes: found))
    return plan
  }

  /// A description of its own of the same terminal: `O_NONBLOCK` on the shared one would reach the shell.
  private static func unblockingTwin(of descriptor: Int32) -> Int32? {
    var name = [CChar](repeating: 0, count: 256)
    guard ttyname_r(descriptor, &name, name.count) == 0 else { return nil }
    let twin = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    return twin >= 0 ? twin : nil
  }
}

import Glibc
import Synchronization

/// Held while descriptors are made that programs must not inherit, and while a program is started: tests run at once,
/// and a descriptor that slips into another test's program stays open with it.
let descriptorLock = Mutex<Void>(())

/// Keeps descriptors from the programs that are started later. To be called under `descriptorLock`.
func keepFromPrograms(_ descriptors: [Int32]) {
  for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
}

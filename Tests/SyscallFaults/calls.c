#define _GNU_SOURCE
#include "SyscallFaults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

// The C library's own function of the same name.
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// Injects the fault, then calls; the call is given up where an error is to be seen.
#define INJECTED(call, kind, descriptor, path, name, ...) \
  do { \
    int error = inject_fault(call, kind, descriptor, path); \
    if (error) { \
      errno = error; \
      return -1; \
    } \
    return REAL(name)(__VA_ARGS__); \
  } while (0)

// Where the descriptor does not count, the call is made as it is.
#define ON_DESCRIPTOR(call, descriptor, name, ...) \
  do { \
    int kind = descriptor_kind(descriptor); \
    if (kind < 0) return REAL(name)(__VA_ARGS__); \
    INJECTED(call, (enum call_kind)kind, descriptor, 0, name, __VA_ARGS__); \
  } while (0)

// What came is seen by the program only after the fault.
#define RECEIVED(call, descriptor, name, ...) \
  do { \
    ssize_t came = REAL(name)(__VA_ARGS__); \
    int before = errno; \
    if (came > 0 && descriptor_kind(descriptor) == FAULT_STREAM) inject_fault(call, FAULT_STREAM, descriptor, 0); \
    errno = before; \
    return came; \
  } while (0)

// MARK: Files by name

// `make` where a name comes to be, `open` where it may but is there already, `temporary` for a file without a name; 0
// where none is made.
static const char *making(int folder, const char *path, int flags) {
  if ((flags & O_TMPFILE) == O_TMPFILE) return "temporary";
  if (!(flags & O_CREAT)) return 0;
  return faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0 ? "open" : "make";
}

#define OPENING(function) \
  int function(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    const char *call = making(AT_FDCWD, path, flags); \
    if (!call) return REAL(function)(path, flags, mode); \
    INJECTED(call, FAULT_FILE, -1, path, function, path, flags, mode); \
  }
#define OPENING_AT(function) \
  int function(int folder, const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    const char *call = making(folder, path, flags); \
    if (!call) return REAL(function)(folder, path, flags, mode); \
    INJECTED(call, FAULT_FILE, folder, path, function, folder, path, flags, mode); \
  }
OPENING(open)
OPENING(open64)
OPENING_AT(openat)
OPENING_AT(openat64)

int mkdir(const char *path, mode_t mode) { INJECTED("mkdir", FAULT_FILE, -1, path, mkdir, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) {
  INJECTED("mkdir", FAULT_FILE, folder, path, mkdirat, folder, path, mode);
}
int rename(const char *path, const char *other) { INJECTED("rename", FAULT_FILE, -1, other, rename, path, other); }
int renameat(int folder, const char *path, int other_folder, const char *other) {
  INJECTED("rename", FAULT_FILE, other_folder, other, renameat, folder, path, other_folder, other);
}
int unlink(const char *path) { INJECTED("unlink", FAULT_FILE, -1, path, unlink, path); }
int unlinkat(int folder, const char *path, int flags) {
  INJECTED("unlink", FAULT_FILE, folder, path, unlinkat, folder, path, flags);
}

int linkat(int folder, const char *path, int other_folder, const char *other, int flags) {
  int error = inject_fault("link", FAULT_FILE, other_folder, other);
  if (error) {
    errno = error;
    return -1;
  }
  int status = REAL(linkat)(folder, path, other_folder, other, flags);
  if (status == 0) note_name(other_folder, other);
  return status;
}

// MARK: Files by descriptor

int fsync(int file) {
  int error = disk_error("FAULT_FOLDER_SYNC");
  struct stat status;
  if (error && fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
    errno = error;
    return -1;
  }
  ON_DESCRIPTOR("fsync", file, fsync, file);
}
int flock(int file, int operation) {
  int error = disk_error("FAULT_LOCKS");
  if (!error) return REAL(flock)(file, operation);
  errno = error;
  return -1;
}
int fdatasync(int file) { ON_DESCRIPTOR("fsync", file, fdatasync, file); }
int fchmod(int file, mode_t mode) { ON_DESCRIPTOR("fchmod", file, fchmod, file, mode); }
int ftruncate(int file, off_t length) { ON_DESCRIPTOR("ftruncate", file, ftruncate, file, length); }
int ftruncate64(int file, off64_t length) { ON_DESCRIPTOR("ftruncate", file, ftruncate64, file, length); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  ON_DESCRIPTOR("write", file, pwrite, file, bytes, write_limit(file, count), offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  ON_DESCRIPTOR("write", file, pwrite64, file, bytes, write_limit(file, count), offset);
}

// A removed file has nothing left to lose, and a program may end before it closes it: counted, the steps would differ
// from run to run.
static int is_removed(int file) {
  struct stat status;
  return fstat(file, &status) == 0 && status.st_nlink == 0;
}

// A file is closed whatever `close` says.
int close(int file) {
  int flags = fcntl(file, F_GETFL);
  int is_written = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && !(flags & O_PATH);
  if (!is_written || descriptor_kind(file) != FAULT_FILE || is_removed(file)) return REAL(close)(file);
  int error = inject_fault("close", FAULT_FILE, file, 0);
  int status = REAL(close)(file);
  if (error) errno = error;
  return error ? -1 : status;
}

// MARK: Files and streams

ssize_t write(int file, const void *bytes, size_t count) {
  ON_DESCRIPTOR("write", file, write, file, bytes, write_limit(file, count));
}
ssize_t writev(int file, const struct iovec *parts, int count) {
  ON_DESCRIPTOR("write", file, writev, file, parts, count);
}
ssize_t send(int file, const void *bytes, size_t count, int flags) {
  ON_DESCRIPTOR("write", file, send, file, bytes, count, flags);
}
ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
  ON_DESCRIPTOR("write", file, sendmsg, file, message, flags);
}
ssize_t read(int file, void *bytes, size_t count) { RECEIVED("read", file, read, file, bytes, count); }
ssize_t readv(int file, const struct iovec *parts, int count) { RECEIVED("read", file, readv, file, parts, count); }
ssize_t recv(int file, void *bytes, size_t count, int flags) { RECEIVED("read", file, recv, file, bytes, count, flags); }
ssize_t recvmsg(int file, struct msghdr *message, int flags) { RECEIVED("read", file, recvmsg, file, message, flags); }

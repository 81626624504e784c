#define _GNU_SOURCE
#include "SyscallFaults.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int count;

static int number(const char *variable) {
  const char *text = getenv(variable);
  return text ? atoi(text) : 0;
}

// By the bare system calls: the library's own would be counted.
static void write_down(const char *line, size_t length) {
  static int log = -1;
  const char *path = getenv("FAULT_LOG");
  if (!path) return;
  if (log < 0) log = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log >= 0) syscall(SYS_write, log, line, length);
}

static void describe(char *what, size_t size, int descriptor, const char *name) {
  char link[64];
  char path[1024] = "";
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = descriptor >= 0 ? readlink(link, path, sizeof path - 1) : 0;
  if (length > 0) path[length] = 0;
  if (!strncmp(path, "socket:", 7)) snprintf(path, sizeof path, "socket");
  if (!strncmp(path, "pipe:", 5)) snprintf(path, sizeof path, "output");
  if (name && *name == '/') path[0] = 0;
  snprintf(what, size, "%s%s%s", path, name && *path ? "/" : "", name ? name : "");
}

// Files that were made without a name and got one later: the system goes on telling the name that they never had.
static struct { dev_t device; ino_t inode; char path[1024]; } named[16];
static int names;

void note_name(int folder, const char *name) {
  struct stat status;
  char what[1024];
  if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return;
  describe(what, sizeof what, folder, name);
  pthread_mutex_lock(&lock);
  int at = names++ % 16;
  named[at].device = status.st_dev;
  named[at].inode = status.st_ino;
  memcpy(named[at].path, what, sizeof what);
  pthread_mutex_unlock(&lock);
}

static void find_name(char *what, size_t size, int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) != 0 || status.st_nlink == 0) return;
  for (int at = 0; at < 16; at++) {
    if (named[at].path[0] && named[at].device == status.st_dev && named[at].inode == status.st_ino)
      snprintf(what, size, "%s", named[at].path);
  }
}

int inject_fault(const char *call, enum call_kind kind, int descriptor, const char *name) {
  int error = number("FAULT_ERROR");
  if ((error || number("FAULT_FILES")) && kind != FAULT_FILE) return 0;
  char what[2048], line[2200];
  describe(what, sizeof what, descriptor, name);
  pthread_mutex_lock(&lock);
  if (!name && strstr(what, " (deleted)")) find_name(what, sizeof what, descriptor);
  count += 1;
  int is_here = count == number("FAULT_AT");
  int length = snprintf(line, sizeof line, "%d %s %s%s\n", count, call, what, is_here ? " here" : "");
  write_down(line, (size_t)length);
  pthread_mutex_unlock(&lock);
  if (!is_here) return 0;
  int chosen = number("FAULT_SIGNAL");
  if (chosen) kill(getpid(), chosen);
  return error;
}

int descriptor_kind(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return -1;
  if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode)) return FAULT_FILE;
  if (S_ISCHR(status.st_mode) && number("FAULT_TERMINALS") && isatty(descriptor)) return FAULT_STREAM;
  if (descriptor == STDOUT_FILENO) return FAULT_STREAM;
  if (!S_ISSOCK(status.st_mode)) return -1;
  int family = 0;
  socklen_t size = sizeof family;
  if (getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size) != 0) return -1;
  return family == AF_INET || family == AF_INET6 ? FAULT_STREAM : -1;
}

int disk_error(const char *variable) { return number(variable); }

size_t write_limit(int descriptor, size_t count) {
  size_t most = (size_t)number("FAULT_MOST");
  if (!most || count <= most) return count;
  return descriptor == STDOUT_FILENO || descriptor_kind(descriptor) == FAULT_FILE ? most : count;
}

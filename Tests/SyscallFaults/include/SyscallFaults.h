// A library that is loaded in front of the C library (LD_PRELOAD) of a program under test, and injects a fault into one of its
// calls that touch the disk or the network: the program gets a signal at that very call, or the call fails.
//
// The calls are counted over the whole process, from 1, in the order in which they are made. Counted are the making,
// writing, syncing, cutting, naming, renaming and removing of files, the closing of files that may be written and are
// not removed yet, writing to TCP sockets and to the standard output, and bytes that came from a TCP socket. Opening is
// written down as `make` where a name comes to be, as `temporary` for a file without one, else as `open`. Set in the
// environment:
//
//   FAULT_AT=N        the call to inject_fault with; without it all calls are only written down
//   FAULT_SIGNAL=S    the process gets the signal S before the call, or before it sees the bytes that came
//   FAULT_ERROR=E     the call is not made and fails with the error E; only calls on files are counted then
//   FAULT_FILES=1     only calls on files are counted, as for an error
//   FAULT_TERMINALS=1 writing to terminals is counted as well
//   FAULT_MOST=N      no write to a file or to the standard output takes more than N bytes
//   FAULT_FOLDER_SYNC=E, FAULT_LOCKS=E   every sync of a folder, every lock fails with the error E, as on disks without them
//   FAULT_LOG=FILE    every counted call is appended as a line "N CALL WHAT"; a last word "here" marks the chosen one

#ifndef SYSCALL_FAULTS_H
#define SYSCALL_FAULTS_H

#include <stddef.h>

/// What a counted call is about.
enum call_kind { FAULT_FILE, FAULT_STREAM };

/// Counts a call and does what is to be done at it.
/// - Returns: the error that the call is to fail with, or 0.
int inject_fault(const char *call, enum call_kind kind, int descriptor, const char *name);

/// The error of a variable of the whole disk; 0 where it is not set.
int disk_error(const char *variable);

/// How many of the bytes a write to the descriptor takes.
size_t write_limit(int descriptor, size_t count);

/// A file that was made without a name has this one from now on.
void note_name(int folder, const char *name);

/// Whether calls on the descriptor count, and as what; -1 where they do not.
int descriptor_kind(int descriptor);

#endif

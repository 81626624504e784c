// What Swift cannot import from ncurses: variables that other threads could change, macros with casts, variadic calls.
// Nothing here decides anything.
#define NCURSES_WIDECHAR 1
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#include <ncurses.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <wchar.h>

static inline FILE *hooktop_stdin(void) { return stdin; }
static inline FILE *hooktop_stdout(void) { return stdout; }

/// The window of the screen that newterm() made last.
static inline WINDOW *hooktop_window(void) { return stdscr; }
/// The window that stands for what is on the glass.
static inline WINDOW *hooktop_glass(void) { return curscr; }

static inline int hooktop_colors(void) { return COLORS; }
static inline int hooktop_color_pairs(void) { return COLOR_PAIRS; }

static inline attr_t hooktop_bold(void) { return A_BOLD; }
static inline attr_t hooktop_underline(void) { return A_UNDERLINE; }
static inline attr_t hooktop_reverse(void) { return A_REVERSE; }
static inline attr_t hooktop_dim(void) { return A_DIM; }

/// Makes a cell of a text that ends in 0 and has at most CCHARW_MAX characters. Any number of a pair is good.
static inline int hooktop_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  return setcchar(cell, text, attributes, 0, &pair);
}

/// 0, or -1 when the descriptor has no window.
static inline int hooktop_window_size(int descriptor, int *height, int *width) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
  *height = size.ws_row;
  *width = size.ws_col;
  return 0;
}

// Declared here because the headers hide them.
extern int memfd_create(const char *name, unsigned int flags);
extern int dup3(int descriptor, int other, int flags);

/// A file without a name that lies in memory; -1 when the system has no descriptor left.
static inline int hooktop_memory_file(void) { return memfd_create("frame", 1U /* MFD_CLOEXEC */); }

/// Columns of a character by the C library, by which ncurses counts. Declared here because the header hides it.
extern int wcwidth(wchar_t character);

static inline int hooktop_is_ignored(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

typedef void (*hooktop_signal_handler)(int, siginfo_t *, void *);
static inline void hooktop_set_handler(struct sigaction *action, hooktop_signal_handler handler, int flags) {
  sigemptyset(&action->sa_mask);
  action->sa_flags = flags | SA_SIGINFO;
  action->sa_sigaction = handler;
}

// Last, because it makes macros of common words such as `columns`.
#include <term.h>

/// The text of a terminfo capability, NULL when the terminal has none.
static inline const char *hooktop_terminfo(const char *name) {
  const char *text = tigetstr((char *)name);
  return text == (char *)-1 ? NULL : text;
}

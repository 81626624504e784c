#include "TestsAtOnce.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((constructor)) static void bound(void) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  char number[24];
  snprintf(number, sizeof number, "%ld", 2 * (processors > 1 ? processors : 1));
  setenv(TESTS_AT_ONCE_VARIABLE, number, 0);
}

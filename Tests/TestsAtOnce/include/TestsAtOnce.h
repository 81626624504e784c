// Bounds how many tests run at once in every process that this is linked into, before its tests begin.
//
// Swift Testing starts all tests of a process together. With two thousand of them on two threads whatever a test waits for
// stands behind the whole queue of the others: an answer on loopback then takes a minute and more, and every time limit of
// a client, a server or a test runs out without a fault. Two tests a processor leave one to run while another waits.
//
// Swift Testing reads the bound from the environment. What stands there already wins.

#ifndef TESTS_AT_ONCE_H
#define TESTS_AT_ONCE_H

#define TESTS_AT_ONCE_VARIABLE "SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH"

#endif

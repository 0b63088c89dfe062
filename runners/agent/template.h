/* A template: a process that has given up every right, and makes a process in the room for each test. */
#ifndef ASSAY_TEMPLATE_H
#define ASSAY_TEMPLATE_H

#include "launcher.h"

#include <sys/types.h>

/* Makes this process one; its children are then in `room`, a descriptor of a pid namespace. The agent gets its watch on `socket`. 0, or -1 with errno. */
int become_template(const struct confinement *confinement, int room, int socket);

/* Tells the agent on `socket` that tests may come, or why not. 0 or -1. */
int tell_ready(int socket, int ok, const char *text);

/* Makes the process of a test: its pid, or -1 with errno; 0 in that process, if that is not at once another program. */
typedef pid_t start_test(const struct test_message *message, const int fds[4], const void *what);

/* Makes one process for each test that the agent sends, and reports how it ended. Returns only in a process for which `start` gives 0. */
void serve_tests(int socket, start_test *start, const void *what);

/* In the process of a test: the session, the descriptors and the limits that are its own. 0, or -1 with errno. */
int become_test(const struct test_message *message, const int fds[4]);

#endif

/* What the agent and a launcher say to each other: see launcher.c. */
#ifndef ASSAY_LAUNCHER_H
#define ASSAY_LAUNCHER_H

#include "confine.h"

#include <stdint.h>

enum { LAUNCHER_SOCKET = 3, LAUNCHER_ROOM = 4 };

/* agent -> launcher, with two descriptors: the program's socket and its text. */
struct launch_message {
	struct confinement confinement;
};

/* program -> agent, once: whether it compiled; the rest of the packet is the message. Before it comes a
 * packet of one byte with the descriptor of its watch, where it has one. */
struct ready_message {
	int32_t ok;
	char message[4000];
};

/* agent -> program, with 3 descriptors (stdin, stdout, stderr) or 4 (and the channel). */
struct test_message {
	struct confinement confinement;
};

/* program -> agent: the test's process has ended and was reaped. */
struct test_report {
	int32_t wait_status;
	int32_t failed; /* errno when no process could be made */
	uint64_t cpu_us;
	uint64_t largest_kb;
};

/* What an interpreter calls; see launcher.c and mappings.c. */
int assay_next_program(void);
void assay_ready(int ok, const char *text);
void assay_next_test(void);
void assay_let_go_mappings(void);
void assay_hold_mappings(void);

/* Sends one packet with descriptors; 0 or -1. */
int send_packet(int socket, const void *data, uint32_t size, const int *fds, int count);
/* Receives one packet; its length, 0 at the end of the stream, -1 on an error. `fds` gets -1 where none came. */
long receive_packet(int socket, void *data, uint32_t size, int *fds, int count);

#endif

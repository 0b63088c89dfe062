/* What a process gives up before a candidate's first byte runs in it. */
#ifndef ASSAY_CONFINE_H
#define ASSAY_CONFINE_H

#include <stdint.h>

struct confinement {
	int64_t uid;          /* user and group to become; -1 keeps the present one (one-user namespaces) */
	uint32_t cpu_seconds; /* per process: a backstop behind the agent's own count of the tree */
	uint32_t processes;
	uint64_t stack_bytes;
	uint64_t file_bytes;
	uint32_t oom_first; /* a control group has limited memory: see offer_to_oom_killer */
	uint32_t own_descriptors; /* from this one on, the program has opened what it writes to; 0: its writes are not watched */
};

/* Resource limits, other user, no capabilities, no_new_privs, system-call filter. `watch` becomes the
 * descriptor on which the filter tells of calls that are watched, or -1: see watch.h.
 * 0, or -1 with errno: then the process must end without running anything. */
int confine(const struct confinement *c, int *watch);
/* The name of a call that is told of and refused; NULL for one that goes on. */
const char *watched_name(int number);

/* Makes this process the one that the kernel kills first when the group's memory runs out. */
void offer_to_oom_killer(void);

/* Only the resource limits, for forks of an already confined process. */
int confine_limits(const struct confinement *c);

#endif

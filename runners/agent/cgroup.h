/* The sandbox's control group, where the wall could give it one.
 *
 * The wall binds its folders under /run/cgroup: `memory` and `cpuacct` for
 * version 1, `unified` for version 2. The agent opens what it needs at start and
 * unmounts them, so no path to them is left for a candidate. In a container they
 * lie where its runtime has put them, to be read only. The agent itself is in the
 * group too; its own use is subtracted.
 */
#ifndef ASSAY_CGROUP_H
#define ASSAY_CGROUP_H

#include <stdint.h>

struct cgroup {
	/* Descriptors, -1 where there is none. */
	int memory_limit, memory_now, memory_peak, memory_stat, memory_events, cpu;
	int cpu_in_ns;        /* version 1 counts nanoseconds */
	uint64_t limit_bytes; /* as last written */
};

void cgroup_open(struct cgroup *group);
int cgroup_limits_memory(const struct cgroup *group);
/* Whether the kernel ends somebody when the group runs out of memory, whoever limits it. */
int cgroup_kills(const struct cgroup *group);
int cgroup_counts_cpu(const struct cgroup *group);

/* Lets the group grow to `bytes`; starts a new peak. 0, or -1 when the kernel refuses. */
int cgroup_begin(struct cgroup *group, uint64_t bytes);
uint64_t cgroup_memory_now(const struct cgroup *group);
/* Of it, what is in files in memory, with and without names, and so in no process; 0 where the group limits memory. */
uint64_t cgroup_files_in_memory(const struct cgroup *group);
uint64_t cgroup_memory_peak(const struct cgroup *group);
uint64_t cgroup_oom_kills(const struct cgroup *group);
uint64_t cgroup_cpu_us(const struct cgroup *group);

#endif

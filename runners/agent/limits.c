#define _GNU_SOURCE
#include "limits.h"

#include <sys/wait.h>
#include <time.h>

enum {
	FIRST_MEMORY_CHECK_US = 4000, MEMORY_CHECK_US = 10000, /* only where no control group limits memory */
	CHECK_LEAST_US = 1000,
	STARVED_CHECK_US = 100000,
	OOM_CHECK_US = 200000, /* of processes that the kernel killed while others go on */
	WALL_MOST = 8, /* however starved, a run ends after so many times its limit */
};

uint64_t now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000u + (uint64_t)t.tv_nsec / 1000;
}

uint64_t own_cpu_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000u + (uint64_t)t.tv_nsec / 1000;
}

void decide(struct run *r, enum run_status status)
{
	if (!r->decided) { /* the first cause wins */
		r->decided = 1;
		r->status = status;
	}
}

uint64_t group_cpu_us(const struct run *r)
{
	uint64_t group = cgroup_cpu_us(&r->agent->cgroup) - r->cgroup_cpu_us, own = own_cpu_us() - r->own_cpu_us;
	return group > own ? group - own : 0;
}

uint64_t first_check_us(const struct run *r)
{
	uint64_t cpu = (uint64_t)r->request->limits.cpu_ms * 1000 / (unsigned)r->agent->processors;
	uint64_t memory = cgroup_limits_memory(&r->agent->cgroup) ? OOM_CHECK_US : FIRST_MEMORY_CHECK_US;
	return cpu < memory ? cpu : memory;
}

/* Bytes in files in memory: by the group all of them, without one those that have a place. */
static uint64_t in_files(const struct run *r)
{
	uint64_t placed = room_scratch_used(), all = cgroup_files_in_memory(&r->agent->cgroup);
	return all > r->files_before + placed ? all - r->files_before : placed;
}

uint64_t check_limits(struct run *r)
{
	const struct limits *limits = &r->request->limits;
	const struct cgroup *group = &r->agent->cgroup;
	uint64_t wall = now_us() - r->start_us - r->stood_us, wall_most = (uint64_t)limits->wall_ms * 1000, cpu_most = (uint64_t)limits->cpu_ms * 1000;
	int by_group = cgroup_counts_cpu(group), memory_by_group = cgroup_limits_memory(group);
	struct room_usage usage = {0};
	if (!by_group || !memory_by_group || wall >= wall_most)
		room_measure(&r->agent->room, &usage);
	uint64_t cpu = by_group ? group_cpu_us(r) : usage.cpu_us;
	if (usage.starved_us > r->starved_us)
		r->starved_us = usage.starved_us;
	if (cpu > r->cpu_us)
		r->cpu_us = cpu;
	uint64_t memory_kb = memory_by_group ? 0 : usage.resident_kb + in_files(r) / 1024;
	if (memory_kb > r->memory_kb)
		r->memory_kb = memory_kb;

	if ((memory_by_group && cgroup_oom_kills(group) > r->oom_kills) || (!memory_by_group && memory_kb > limits->memory_kb))
		decide(r, RUN_MEMORY_LIMIT);
	if (cpu > cpu_most)
		decide(r, RUN_CPU_LIMIT);
	if ((wall > wall_most && wall - wall_most > r->starved_us) || wall > wall_most * WALL_MOST)
		decide(r, RUN_WALL_LIMIT);

	uint64_t next = (cpu_most > cpu ? cpu_most - cpu : 0) / (unsigned)r->agent->processors;
	uint64_t wall_next = wall < wall_most ? wall_most - wall : STARVED_CHECK_US;
	if (wall_next < next)
		next = wall_next;
	uint64_t memory_next = memory_by_group ? OOM_CHECK_US : wall < 2 * FIRST_MEMORY_CHECK_US ? FIRST_MEMORY_CHECK_US : MEMORY_CHECK_US;
	if (memory_next < next)
		next = memory_next;
	return next > CHECK_LEAST_US ? next : CHECK_LEAST_US;
}

void judge_end(struct run *r)
{
	if (r->decided)
		return;
	if (cgroup_oom_kills(&r->agent->cgroup) > r->oom_kills ||
	    (!cgroup_limits_memory(&r->agent->cgroup) && r->memory_kb > r->request->limits.memory_kb))
		r->status = RUN_MEMORY_LIMIT;
	else if (r->cpu_us > (uint64_t)r->request->limits.cpu_ms * 1000)
		r->status = RUN_CPU_LIMIT;
	else
		r->status = WIFSIGNALED(r->wait_status) ? RUN_SIGNALED : RUN_EXITED;
}

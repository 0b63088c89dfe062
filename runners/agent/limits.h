/* What a run may use, and what it has used. See the theory in agent.c. */
#ifndef ASSAY_LIMITS_H
#define ASSAY_LIMITS_H

#include "run.h"
#include "streams.h"
#include "watch.h"

struct run {
	struct agent *agent;
	const struct run_request *request;
	struct streams streams;
	struct watch watch;
	uint32_t tag;
	struct template *template; /* what makes its process */
	int ending; /* descriptor that becomes readable when the main process has ended */
	int ended;  /* it has */
	int live;
	/* Where counting starts. */
	uint64_t start_us, cgroup_cpu_us, own_cpu_us, memory_before, files_before, oom_kills;
	/* What was found. */
	enum run_status status;
	int decided; /* a limit or a request ended it */
	const char *fault;
	int wait_status;
	uint64_t cpu_us, wall_us, starved_us, memory_kb;
	uint64_t stood_us; /* so much later than it wanted has the agent itself looked: the machine stood still, or was too busy */
};

uint64_t now_us(void);
/* CPU time of the agent itself, which is in its control group too. */
uint64_t own_cpu_us(void);
/* CPU time of the group since the start of the run, less the agent's. */
uint64_t group_cpu_us(const struct run *r);

/* The first cause wins. */
void decide(struct run *r, enum run_status status);
/* Microseconds from its start after which a run has to be looked at for the first time. */
uint64_t first_check_us(const struct run *r);
/* Holds the run to its limits; the microseconds until it has to be looked at again. */
uint64_t check_limits(struct run *r);
/* The status of a run that has ended by itself: it may have broken a limit before. */
void judge_end(struct run *r);

#endif

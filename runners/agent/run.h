/* One run: a program on one test. See the theory in agent.c. */
#ifndef ASSAY_RUN_H
#define ASSAY_RUN_H

#include "cgroup.h"
#include "control.h"
#include "room.h"

enum run_status { RUN_EXITED, RUN_SIGNALED, RUN_CPU_LIMIT, RUN_WALL_LIMIT, RUN_MEMORY_LIMIT, RUN_OUTPUT_LIMIT, RUN_KILLED };

enum { LAUNCHERS_MOST = 4 };

/* A warm interpreter, kept by the command that it was started with. */
struct warm_launcher {
	int socket; /* -1 when it was not started, or has gone */
	char *command;
};

struct agent {
	struct control control;
	struct room room;
	struct cgroup cgroup;
	struct warm_launcher launchers[LAUNCHERS_MOST];
	unsigned next_launcher; /* the place of the one to start next */
	int program;            /* socket to the launched program's template, -1 when there is none */
	int program_watch;      /* and its watch, likewise */
	int processors;
	volatile int *spawn_error; /* shared with children until they exec: why one could not */
};

/* Performs the runs of a request, one after the other, and sends each outcome under the tag as it ends; a fault is the last answer. */
void run(struct agent *agent, uint32_t tag, struct run_request *request);

/* Starts the launcher if it is not there, and prepares a program in it. */
void launch(struct agent *agent, uint32_t tag, struct run_request *request);
/* Ends the launched program's template. */
void forget_program(struct agent *agent);

struct confinement;
struct confinement confinement_of(const struct agent *agent, const struct run_request *request);
/* Runs `argv` in the room, confined; its pid, or -1. A child that cannot sets spawn_error. `watch` becomes its watch, or -1. */
pid_t spawn_confined(const struct agent *agent, const struct run_request *request, const int fds[4], int *watch);
/* Forks in the agent's own pid namespace instead of the room's. */
pid_t fork_outside_room(const struct agent *agent);

#endif

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
	struct writer command;
};

/* What makes the processes of a program: see template.h. */
struct template {
	int socket; /* -1 when there is none */
	int watch;  /* the descriptor of its watch, or -1 */
	pid_t pid;  /* of the agent's own child */
	struct writer description;
};

static const struct template no_template = {.socket = -1, .watch = -1};

struct agent {
	struct control control;
	struct room room;
	struct cgroup cgroup;
	struct warm_launcher launchers[LAUNCHERS_MOST];
	unsigned next_launcher; /* the place of the one to start next */
	struct template launched; /* of the program that a launcher has */
	struct template command;  /* of the command that was run last */
	int processors;
};

/* Performs the runs of a request, one after the other, and sends each outcome under the tag as it ends; a fault is the last answer. */
void run(struct agent *agent, uint32_t tag, struct run_request *request);

/* Starts the launcher if it is not there, and prepares a program in it. */
void launch(struct agent *agent, uint32_t tag, struct run_request *request);
/* The template of the request's command: the one of the last run, if that was of the same. NULL with errno. */
struct template *command_template(struct agent *agent, const struct run_request *request);
void end_template(struct template *template);
struct ready_message;
/* Waits for what a new template says: its size, or as receive_packet(). Meanwhile it is watched already. */
long wait_until_ready(const struct agent *agent, struct template *template, struct ready_message *ready, int *in_time);

struct confinement;
struct confinement confinement_of(const struct agent *agent, const struct run_request *request);
/* Forks in the agent's own pid namespace instead of the room's. */
pid_t fork_outside_room(const struct agent *agent);

#endif

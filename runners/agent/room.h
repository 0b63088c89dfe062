/* The room: where candidates live inside the sandbox. See the theory in agent.c. */
#ifndef ASSAY_ROOM_H
#define ASSAY_ROOM_H

#include <stdint.h>
#include <sys/types.h>

struct room {
	int pid_namespace; /* descriptor: setns target for what forks candidates */
	int own_namespace; /* descriptor: the agent's own, to go back to */
	int own_proc;      /* descriptor of the agent's own /proc */
	int warden;        /* socket to the room's init */
	int proc;          /* descriptor of the room's /proc */
	int64_t uid;       /* candidate's user, or -1 in a one-user namespace */
	uint64_t scratch_bytes, program_bytes;
	uint32_t scratch_files, program_files;
};

/* Mounts the folders, makes the pid namespace and starts its warden. 0 or -1 with errno. */
int room_open(struct room *room);

struct sweep {
	uint64_t cpu_us;  /* of orphans that the warden reaped since the last sweep */
	uint32_t orphans; /* how many of them there were */
	int32_t empty;    /* 1: nothing but the warden is left */
};

/* Kills every process in the room, atomically, until none is left. */
int room_sweep(const struct room *room, struct sweep *out);

/* Empty the box, /tmp and /dev/shm if anything was written there. 0 or -1. */
int room_empty_box(const struct room *room);
/* A fresh, writable program folder. */
int room_fresh_program(const struct room *room);
int room_seal_program(void);

/* Bytes used in the scratch file system. */
uint64_t room_scratch_used(void);

struct room_usage {
	uint64_t cpu_us, resident_kb, starved_us;
	uint32_t processes;
};
/* What the processes alive in the room have used, by /proc. */
void room_measure(const struct room *room, struct room_usage *out);

#endif

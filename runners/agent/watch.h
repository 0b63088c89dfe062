/* The calls of a program that its filter tells the agent of: see the theory of the filter in confine.c. */
#ifndef ASSAY_WATCH_H
#define ASSAY_WATCH_H

struct watch {
	int fd;   /* -1 when nothing is told */
	int proc; /* descriptor of the agent's own /proc */
	int over; /* nobody is left who could call */
	const char *refused; /* the name of the first call that was refused, or NULL */
	int stray_write; /* it wrote to a descriptor that was not open */
};

/* Answers what is there to be answered, after poll() has said so; `events` are what it said. */
void watch_answer(struct watch *w, short events);

#endif

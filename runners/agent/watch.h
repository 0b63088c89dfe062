/* The calls of a program that its filter tells the agent of: remembered, and refused as if it had not. */
#ifndef ASSAY_WATCH_H
#define ASSAY_WATCH_H

struct watch {
	int fd;   /* -1 when nothing is told */
	int over; /* nobody is left who could call */
	int refused; /* a call was */
	int first;   /* the number of the first one */
};

/* Answers what is there to be answered, after poll() has said so; `events` are what it said. */
void watch_answer(struct watch *w, short events);

#endif

/* A run's descriptors on the agent's side: never blocking, capped in bytes. */
#ifndef ASSAY_STREAMS_H
#define ASSAY_STREAMS_H

#include "control.h"

#include <poll.h>

struct sink { /* what the program writes */
	int fd;
	uint64_t cap, seen;
	unsigned char *bytes;
	size_t kept, room;
};

struct source { /* what the program reads */
	int fd;
	unsigned char *bytes;
	size_t start, end, room;
	int ends; /* close when all is written */
};

enum { STDIN_POLL, STDOUT_POLL, STDERR_POLL, CHANNEL_POLL, STREAM_POLLS };

struct streams {
	struct source input, channel_input;
	struct sink output, error, channel;
	int channel_fd; /* both directions of the channel */
	struct control *live; /* where output goes as it comes, or NULL */
	uint32_t tag;
	int theirs[4]; /* the program's ends, until streams_started */
};

/* `uid` is to own the program's ends; -1 leaves them as they are. */
int streams_open(struct streams *s, const struct run_request *request, struct run_case test, int64_t uid, struct control *live, uint32_t tag);
/* Closes the program's ends on our side. */
void streams_started(struct streams *s);
void streams_poll(const struct streams *s, struct pollfd polls[STREAM_POLLS]);
/* Moves bytes; 1 when the program has written more than it may. */
int streams_move(struct streams *s, const struct pollfd polls[STREAM_POLLS]);
/* After the last writer is dead: reads what is left. 1 when it is over the cap. */
int streams_drain(struct streams *s);
void streams_feed(struct streams *s, int descriptor, struct text bytes);
void streams_end(struct streams *s, int descriptor);
void streams_close(struct streams *s);

#endif

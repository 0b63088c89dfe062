/* The agent's end of the stream from the host: whole frames, one at a time. */
#ifndef ASSAY_CONTROL_H
#define ASSAY_CONTROL_H

#include "frame.h"

struct control {
	int in, out;
	unsigned char *bytes;
	size_t start, end, room;
	struct writer answer;
};

struct request {
	uint8_t type;
	uint32_t tag;
	struct cursor body; /* valid until the next control_fill */
};

/* Is a whole request at hand? Does not read. Ends the agent when the stream is not ours. */
int control_peek(const struct control *control, struct request *out);
/* Steps past the request at the head. */
void control_next(struct control *control);
/* Reads what there is; 0, or -1 when the host is gone. Blocks when there is nothing. */
int control_fill(struct control *control);

void answer_ok(struct control *control, uint32_t tag);
void answer_text(struct control *control, enum answer_type type, uint32_t tag, const char *text);
/* Ends the agent when the host is gone: there is nobody left to work for. */
void answer_send(struct control *control);

#endif

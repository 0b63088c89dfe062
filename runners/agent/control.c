#include "control.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 18, KEPT_SIZE = 1 << 21 };

static uint32_t head_body(const struct control *control, int *ready)
{
	uint32_t body = 0;
	*ready = frame_ready(control->bytes + control->start, control->end - control->start, &body);
	if (*ready < 0)
		_exit(98);
	return body;
}

int control_peek(const struct control *control, struct request *out)
{
	int ready;
	uint32_t body = head_body(control, &ready);
	if (!ready)
		return 0;
	const unsigned char *frame = control->bytes + control->start;
	struct cursor head = {frame + 4, frame + FRAME_HEADER, 0};
	out->type = take_u8(&head);
	out->tag = take_u32(&head);
	out->body = (struct cursor){frame + FRAME_HEADER, frame + FRAME_HEADER + body, 0};
	return 1;
}

void control_next(struct control *control)
{
	int ready;
	control->start += FRAME_HEADER + (size_t)head_body(control, &ready);
	if (control->start == control->end)
		control->start = control->end = 0; /* the bytes stay until the next fill */
}

int control_fill(struct control *control)
{
	if (control->end == 0 && control->room > KEPT_SIZE) {
		free(control->bytes);
		control->bytes = NULL;
		control->room = 0;
	}
	if (control->start > 0 && control->room - control->end < READ_SIZE) {
		memmove(control->bytes, control->bytes + control->start, control->end - control->start);
		control->end -= control->start;
		control->start = 0;
	}
	if (control->room - control->end < READ_SIZE) {
		control->room = control->end + (control->end > READ_SIZE ? control->end : READ_SIZE) + READ_SIZE;
		control->bytes = must_alloc(control->bytes, control->room);
	}
	ssize_t n;
	while ((n = read(control->in, control->bytes + control->end, control->room - control->end)) < 0 && errno == EINTR)
		;
	if (n <= 0)
		return -1;
	control->end += (size_t)n;
	return 0;
}

void answer_send(struct control *control)
{
	if (send_frame(&control->answer, control->out) < 0)
		_exit(0);
}

void answer_ok(struct control *control, uint32_t tag)
{
	begin_frame(&control->answer, ANS_OK, tag);
	answer_send(control);
}

void answer_text(struct control *control, enum answer_type type, uint32_t tag, const char *text)
{
	begin_frame(&control->answer, type, tag);
	put_text(&control->answer, text, strlen(text));
	answer_send(control);
}

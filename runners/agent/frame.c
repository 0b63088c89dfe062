#include "frame.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *must_alloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);
	if (!p)
		_exit(97); /* the host sees the end of the stream and discards the sandbox */
	return p;
}

static const unsigned char *take(struct cursor *c, size_t n)
{
	static const unsigned char zeros[8];
	if (c->bad || (size_t)(c->end - c->at) < n) {
		c->bad = 1;
		return n <= sizeof zeros ? zeros : NULL;
	}
	const unsigned char *p = c->at;
	c->at += n;
	return p;
}

uint8_t take_u8(struct cursor *c)
{
	return take(c, 1)[0];
}

uint32_t take_u32(struct cursor *c)
{
	const unsigned char *p = take(c, 4);
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

uint64_t take_u64(struct cursor *c)
{
	uint64_t low = take_u32(c);
	return low | (uint64_t)take_u32(c) << 32;
}

struct text take_text(struct cursor *c)
{
	uint32_t length = take_u32(c);
	const unsigned char *p = take(c, length);
	if (c->bad)
		return (struct text){"", 0};
	return (struct text){(const char *)p, length};
}

static uint32_t take_strings(struct cursor *c, char **out)
{
	uint32_t count = take_u32(c);
	if (count > ARGS_MAX) {
		c->bad = 1;
		count = 0;
	}
	uint32_t i = 0;
	for (; i < count && !c->bad; i++) {
		struct text t = take_text(c);
		if (c->bad || memchr(t.bytes, 0, t.length)) {
			c->bad = 1;
			break;
		}
		out[i] = must_alloc(NULL, (size_t)t.length + 1);
		memcpy(out[i], t.bytes, t.length);
		out[i][t.length] = 0;
	}
	out[i] = NULL;
	return i;
}

/* Steps over the cases; a later walk over the same bytes cannot fail any more. */
static void take_cases(struct cursor *c, struct run_request *out)
{
	out->cases = take_u32(c);
	out->rest = *c;
	for (uint32_t i = 0; i < out->cases && !c->bad; i++) {
		take_text(c);
		take_text(c);
	}
	if (c->at != c->end || out->cases == 0)
		c->bad = 1;
	if (c->bad || out->cases == 1)
		return;
	/* While a case runs, more frames are read over this one. */
	size_t size = (size_t)(out->rest.end - out->rest.at);
	out->owned = must_alloc(NULL, size);
	memcpy(out->owned, out->rest.at, size);
	out->rest = (struct cursor){out->owned, out->owned + size, 0};
}

struct run_case next_case(struct run_request *request)
{
	struct text input = take_text(&request->rest);
	return (struct run_case){input, take_text(&request->rest)};
}

int parse_run(struct cursor *c, struct run_request *out)
{
	memset(out, 0, sizeof *out);
	out->limits.cpu_ms = take_u32(c);
	out->limits.wall_ms = take_u32(c);
	out->limits.memory_kb = take_u64(c);
	out->limits.stdout_bytes = take_u64(c);
	out->limits.stderr_bytes = take_u64(c);
	out->limits.processes = take_u32(c);
	out->flags = take_u32(c);
	out->argc = take_strings(c, out->argv);
	out->envc = take_strings(c, out->envp);
	take_cases(c, out);
	if (out->limits.cpu_ms == 0 || out->limits.wall_ms == 0 || out->limits.memory_kb == 0 || out->limits.processes == 0)
		c->bad = 1;
	if (out->argc == 0 && !(out->flags & RUN_FORK))
		c->bad = 1;
	if (c->bad)
		release_run(out);
	return c->bad ? -1 : 0;
}

void release_run(struct run_request *request)
{
	for (uint32_t i = 0; request->argv[i]; i++)
		free(request->argv[i]);
	for (uint32_t i = 0; request->envp[i]; i++)
		free(request->envp[i]);
	free(request->owned);
	memset(request, 0, sizeof *request);
}

int frame_ready(const unsigned char *buffer, size_t length, uint32_t *body_length)
{
	if (length < 4)
		return 0;
	struct cursor c = {buffer, buffer + 4, 0};
	uint32_t size = take_u32(&c);
	if (size < FRAME_HEADER - 4 || size > FRAME_MAX)
		return -1;
	*body_length = size - (FRAME_HEADER - 4);
	return length - 4 >= size;
}

int name_is_plain(struct text name)
{
	if (name.length == 0 || name.length > 4096 || memchr(name.bytes, 0, name.length))
		return 0;
	for (uint32_t at = 0; at <= name.length;) {
		uint32_t start = at;
		while (at < name.length && name.bytes[at] != '/')
			at++;
		uint32_t part = at - start;
		const char *p = name.bytes + start;
		if (part == 0 || part > 255 || p[0] == '-' || (p[0] == '.' && (part == 1 || (part == 2 && p[1] == '.'))))
			return 0;
		at++;
	}
	return 1;
}

static void append(struct writer *w, const void *bytes, size_t n)
{
	if (w->length + n > w->room) {
		w->room = (w->length + n) * 2;
		w->bytes = must_alloc(w->bytes, w->room);
	}
	if (n)
		memcpy(w->bytes + w->length, bytes, n);
	w->length += n;
}

void put_u8(struct writer *w, uint8_t value)
{
	append(w, &value, 1);
}

void put_u32(struct writer *w, uint32_t value)
{
	unsigned char b[4] = {(unsigned char)value, (unsigned char)(value >> 8), (unsigned char)(value >> 16), (unsigned char)(value >> 24)};
	append(w, b, 4);
}

void put_u64(struct writer *w, uint64_t value)
{
	put_u32(w, (uint32_t)value);
	put_u32(w, (uint32_t)(value >> 32));
}

void put_text(struct writer *w, const void *bytes, size_t length)
{
	put_u32(w, (uint32_t)length);
	append(w, bytes, length);
}

void put_texts(struct writer *w, char *const *texts)
{
	for (char *const *text = texts; *text; text++)
		put_text(w, *text, strlen(*text));
	put_u32(w, UINT32_MAX); /* longer than any text */
}

int same_bytes(const struct writer *a, const struct writer *b)
{
	return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

void begin_frame(struct writer *w, enum answer_type type, uint32_t tag)
{
	w->length = 0;
	put_u32(w, 0);
	put_u8(w, (uint8_t)type);
	put_u32(w, tag);
}

int send_frame(struct writer *w, int fd)
{
	return send_frame_before(w, 0, fd);
}

int send_frame_before(struct writer *w, size_t rest, int fd)
{
	uint32_t size = (uint32_t)(w->length - 4 + rest);
	for (int i = 0; i < 4; i++)
		w->bytes[i] = (unsigned char)(size >> (8 * i));
	for (size_t done = 0; done < w->length;) {
		ssize_t n = write(fd, w->bytes + done, w->length - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		done += (size_t)n;
	}
	if (w->room > 1 << 20) { /* a large output is not kept around */
		free(w->bytes);
		*w = (struct writer){0};
	}
	return 0;
}

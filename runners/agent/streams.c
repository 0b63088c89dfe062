#define _GNU_SOURCE
#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void source_add(struct source *s, const void *bytes, size_t n)
{
	if (s->fd < 0 || n == 0)
		return;
	if (s->room - s->end < n) {
		s->room = s->end + n;
		s->bytes = must_alloc(s->bytes, s->room);
	}
	memcpy(s->bytes + s->end, bytes, n);
	s->end += n;
}

static void source_write(struct source *s, int is_socket)
{
	while (s->fd >= 0 && s->start < s->end) {
		ssize_t n = is_socket ? send(s->fd, s->bytes + s->start, s->end - s->start, MSG_NOSIGNAL | MSG_DONTWAIT)
				      : write(s->fd, s->bytes + s->start, s->end - s->start);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0) { /* the program does not read any more, which is its right */
			s->start = s->end;
			s->ends = 1;
			break;
		}
		s->start += (size_t)n;
	}
	s->start = s->end = 0;
	if (s->fd < 0 || !s->ends)
		return;
	if (is_socket)
		shutdown(s->fd, SHUT_WR);
	else
		close(s->fd);
	s->fd = -1;
}

static int pipe_of(int *ours, int *theirs, int we_write)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	*ours = ends[we_write];
	*theirs = ends[!we_write];
	return fcntl(*ours, F_SETFL, O_NONBLOCK);
}

int streams_open(struct streams *s, const struct run_request *request, struct run_case test, int64_t uid, struct control *live, uint32_t tag)
{
	memset(s, 0, sizeof *s);
	s->input.fd = s->channel_input.fd = s->output.fd = s->error.fd = s->channel.fd = s->channel_fd = -1;
	for (int i = 0; i < 4; i++)
		s->theirs[i] = -1;
	s->live = live;
	s->tag = tag;
	s->output.cap = s->channel.cap = request->limits.stdout_bytes;
	s->error.cap = request->limits.stderr_bytes;
	if (pipe_of(&s->input.fd, &s->theirs[0], 1) < 0 || pipe_of(&s->output.fd, &s->theirs[1], 0) < 0 ||
	    pipe_of(&s->error.fd, &s->theirs[2], 0) < 0)
		return -1;
	if (request->flags & RUN_CHANNEL) {
		int pair[2];
		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
			return -1;
		s->channel_fd = s->channel.fd = s->channel_input.fd = pair[0];
		s->theirs[3] = pair[1];
		if (fcntl(pair[0], F_SETFL, O_NONBLOCK) < 0)
			return -1;
	}
	/* A program may open its own streams again by /dev/stdin and the like. */
	for (int i = 0; i < 3 && uid >= 0; i++)
		if (fchown(s->theirs[i], (uid_t)uid, (gid_t)uid) < 0)
			return -1;
	source_add(&s->input, test.input.bytes, test.input.length);
	source_add(&s->channel_input, test.channel.bytes, test.channel.length);
	s->input.ends = s->channel_input.ends = !live;
	source_write(&s->input, 0);
	source_write(&s->channel_input, 1);
	return 0;
}

void streams_started(struct streams *s)
{
	for (int i = 0; i < 4; i++) {
		if (s->theirs[i] >= 0)
			close(s->theirs[i]);
		s->theirs[i] = -1;
	}
}

void streams_poll(const struct streams *s, struct pollfd polls[STREAM_POLLS])
{
	polls[STDIN_POLL] = (struct pollfd){s->input.start < s->input.end ? s->input.fd : -1, POLLOUT, 0};
	polls[STDOUT_POLL] = (struct pollfd){s->output.fd, POLLIN, 0};
	polls[STDERR_POLL] = (struct pollfd){s->error.fd, POLLIN, 0};
	short writing = s->channel_input.start < s->channel_input.end ? POLLOUT : 0;
	polls[CHANNEL_POLL] = (struct pollfd){s->channel.fd, (short)(POLLIN | writing), 0};
}

static void keep(struct sink *sink, const void *bytes, size_t n)
{
	if (sink->kept >= sink->cap)
		return;
	if (n > sink->cap - sink->kept)
		n = (size_t)(sink->cap - sink->kept);
	if (sink->room - sink->kept < n) {
		sink->room = (sink->kept + n) * 2;
		sink->bytes = must_alloc(sink->bytes, sink->room);
	}
	memcpy(sink->bytes + sink->kept, bytes, n);
	sink->kept += n;
}

/* Reads once; 0 when there is no more for now. */
static int sink_read(struct streams *s, struct sink *sink, int descriptor)
{
	static unsigned char buffer[1 << 16];
	if (sink->fd < 0)
		return 0;
	ssize_t n = read(sink->fd, buffer, sizeof buffer);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (n <= 0) {
		if (sink != &s->channel) /* also written to: streams_close closes it */
			close(sink->fd);
		sink->fd = -1;
		return 0;
	}
	sink->seen += (uint64_t)n;
	if (s->live && descriptor != 2) {
		if (sink->seen <= sink->cap) {
			begin_frame(&s->live->answer, ANS_OUTPUT, s->tag);
			put_u8(&s->live->answer, (uint8_t)descriptor);
			put_text(&s->live->answer, buffer, (size_t)n);
			answer_send(s->live);
		}
	} else {
		keep(sink, buffer, (size_t)n);
	}
	return 1;
}

static int over(const struct streams *s)
{
	return s->output.seen > s->output.cap || s->channel.seen > s->channel.cap;
}

int streams_move(struct streams *s, const struct pollfd polls[STREAM_POLLS])
{
	if (polls[STDIN_POLL].revents)
		source_write(&s->input, 0);
	if (polls[CHANNEL_POLL].revents & POLLOUT)
		source_write(&s->channel_input, 1);
	if (polls[STDOUT_POLL].revents)
		sink_read(s, &s->output, 1);
	if (polls[STDERR_POLL].revents)
		sink_read(s, &s->error, 2);
	if (polls[CHANNEL_POLL].revents & ~POLLOUT)
		sink_read(s, &s->channel, 3);
	return over(s);
}

int streams_drain(struct streams *s)
{
	while (!over(s) && sink_read(s, &s->output, 1))
		;
	while (s->error.seen <= s->error.cap && sink_read(s, &s->error, 2))
		;
	while (!over(s) && sink_read(s, &s->channel, 3))
		;
	return over(s);
}

void streams_feed(struct streams *s, int descriptor, struct text bytes)
{
	struct source *source = descriptor == 3 ? &s->channel_input : &s->input;
	if (source->ends)
		return;
	source_add(source, bytes.bytes, bytes.length);
	source_write(source, descriptor == 3);
}

void streams_end(struct streams *s, int descriptor)
{
	struct source *source = descriptor == 3 ? &s->channel_input : &s->input;
	source->ends = 1;
	source_write(source, descriptor == 3);
}

void streams_close(struct streams *s)
{
	streams_started(s);
	int fds[4] = {s->input.fd, s->output.fd, s->error.fd, s->channel_fd};
	for (int i = 0; i < 4; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	free(s->input.bytes);
	free(s->channel_input.bytes);
	free(s->output.bytes);
	free(s->error.bytes);
	free(s->channel.bytes);
	memset(s, 0, sizeof *s);
}

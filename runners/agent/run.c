#define _GNU_SOURCE
#include "run.h"
#include "confine.h"
#include "launcher.h"
#include "limits.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	CPU_SLACK_US = 20000,
	REPORT_WITHIN_US = 20000000, /* of a run that is being ended; a template that is silent for longer is our fault */
};

static int begin(struct run *r, struct run_case test)
{
	r->template = r->request->flags & RUN_FORK ? &r->agent->launched : command_template(r->agent, r->request);
	if (!r->template)
		return -1;
	struct cgroup *group = &r->agent->cgroup;
	const struct limits *limits = &r->request->limits;
	if (!(r->request->flags & RUN_KEEP_BOX) && room_empty_box(&r->agent->room) < 0)
		return -1;
	/* The agent's copy of the output is in the group too, and is not the program's. */
	r->memory_before = cgroup_memory_now(group);
	if (cgroup_begin(group, r->memory_before + limits->memory_kb * 1024 + 2 * limits->stdout_bytes + (1 << 20)) < 0)
		return -1;
	r->files_before = cgroup_files_in_memory(group);
	r->oom_kills = cgroup_oom_kills(group);
	r->cgroup_cpu_us = cgroup_cpu_us(group);
	r->own_cpu_us = own_cpu_us();
	return streams_open(&r->streams, r->request, test, r->agent->room.uid, r->live ? &r->agent->control : NULL, r->tag);
}

static int start(struct run *r)
{
	r->start_us = now_us();
	struct test_message message = {confinement_of(r->agent, r->request)};
	int descriptors = r->streams.theirs[3] >= 0 ? 4 : 3;
	if (send_packet(r->template->socket, &message, sizeof message, r->streams.theirs, descriptors) < 0)
		return -1;
	r->ending = r->template->socket;
	r->watch.fd = r->template->watch;
	streams_started(&r->streams);
	return 0;
}

/* Requests that concern a running program; others wait in line. 1: more may be read. */
static int obey(struct run *r)
{
	struct request request;
	while (control_peek(&r->agent->control, &request)) {
		int mine = request.tag == r->tag;
		if (request.type == REQ_KILL) {
			if (mine)
				decide(r, RUN_KILLED);
		} else if (request.type == REQ_INPUT) {
			int descriptor = take_u8(&request.body);
			struct text bytes = take_text(&request.body);
			if (mine && r->live && !request.body.bad)
				streams_feed(&r->streams, descriptor, bytes);
		} else if (request.type == REQ_END) {
			if (mine && r->live)
				streams_end(&r->streams, take_u8(&request.body));
		} else {
			return 0;
		}
		control_next(&r->agent->control);
	}
	return 1;
}

static void take_report(struct run *r)
{
	struct test_report report;
	long n = receive_packet(r->ending, &report, sizeof report, NULL, 0);
	if (n != (long)sizeof report) {
		if (cgroup_oom_kills(&r->agent->cgroup) > r->oom_kills)
			decide(r, RUN_MEMORY_LIMIT);
		else
			r->fault = "the program's template ended";
		end_template(r->template);
	} else if (report.failed) {
		r->fault = strerror(report.failed);
	} else {
		r->wait_status = report.wait_status;
		if (!r->decided || report.cpu_us > r->cpu_us) /* the limit that ended it was by the group's count, which has the template's own */
			r->cpu_us = report.cpu_us;
		if (report.largest_kb > r->memory_kb)
			r->memory_kb = report.largest_kb;
	}
}

/* Moves bytes and watches limits until the main process has ended or must end. */
static void watch(struct run *r)
{
	uint64_t next_check = r->start_us + first_check_us(r);
	int listening = obey(r);
	while (!r->decided) {
		enum { ENDING = STREAM_POLLS, CONTROL, WATCH, POLLS };
		struct pollfd polls[POLLS];
		streams_poll(&r->streams, polls);
		polls[ENDING] = (struct pollfd){r->ending, POLLIN, 0};
		polls[CONTROL] = (struct pollfd){listening ? r->agent->control.in : -1, POLLIN, 0};
		polls[WATCH] = (struct pollfd){r->watch.over ? -1 : r->watch.fd, POLLIN, 0};
		uint64_t now = now_us();
		if (now >= next_check) {
			r->stood_us += now - next_check;
			next_check = now + check_limits(r);
			continue;
		}
		if (poll(polls, POLLS, (int)((next_check - now + 999) / 1000)) < 0 && errno != EINTR)
			return;
		if (streams_move(&r->streams, polls))
			decide(r, RUN_OUTPUT_LIMIT);
		if (polls[WATCH].revents)
			watch_answer(&r->watch, polls[WATCH].revents);
		if (polls[ENDING].revents) {
			r->ended = 1;
			return;
		}
		if (polls[CONTROL].revents) {
			if (control_fill(&r->agent->control) < 0)
				_exit(0);
			listening = obey(r);
		}
	}
}

/* Kills all there is in the room, and adds the CPU time of orphans. A template that
 * was told to fork may only be about to, so that is done until its word is there. */
static void empty_room(struct run *r, uint64_t *orphans_cpu_us)
{
	uint64_t deadline = now_us() + REPORT_WITHIN_US;
	for (;;) {
		struct sweep sweep;
		if (room_sweep(&r->agent->room, &sweep) < 0 || !sweep.empty) {
			r->fault = "the room could not be emptied";
			return;
		}
		*orphans_cpu_us += sweep.cpu_us;
		struct pollfd word = {r->ending, POLLIN, 0};
		if (r->ended || poll(&word, 1, 1) > 0)
			return;
		if (now_us() > deadline) {
			r->fault = "the program's template does not end";
			return;
		}
	}
}

/* Ends whatever is left, and adds up. */
static void finish(struct run *r)
{
	uint64_t ended_us = now_us(), orphans_cpu_us = 0;
	empty_room(r, &orphans_cpu_us);
	if (!r->fault)
		take_report(r);
	if (streams_drain(&r->streams))
		decide(r, RUN_OUTPUT_LIMIT);
	r->wall_us = ended_us - r->start_us;
	r->cpu_us += orphans_cpu_us;
	if (cgroup_counts_cpu(&r->agent->cgroup)) {
		/* Children that nobody waits for are in no rusage; the group has seen them. */
		uint64_t group = group_cpu_us(r);
		if (group > r->cpu_us + CPU_SLACK_US)
			r->cpu_us = group;
	}
	uint64_t peak = cgroup_memory_peak(&r->agent->cgroup);
	if (peak > r->memory_before && (peak - r->memory_before) / 1024 > r->memory_kb)
		r->memory_kb = (peak - r->memory_before) / 1024;
}

static void write_outcome(struct run *r)
{
	struct writer *w = &r->agent->control.answer;
	begin_frame(w, ANS_OUTCOME, r->tag);
	put_u8(w, (uint8_t)r->status);
	put_u8(w, r->streams.error.seen > r->streams.error.kept);
	put_u32(w, r->status == RUN_EXITED ? (uint32_t)WEXITSTATUS(r->wait_status) : 0);
	put_u32(w, r->status == RUN_SIGNALED ? (uint32_t)WTERMSIG(r->wait_status) : 0);
	put_u64(w, r->cpu_us);
	put_u64(w, r->wall_us);
	put_u64(w, r->starved_us);
	put_u64(w, r->memory_kb);
	const char *refused = r->watch.refused ? r->watch.refused : "";
	put_text(w, refused, strlen(refused));
	put_u8(w, (uint8_t)r->watch.stray_write);
	put_text(w, r->streams.output.bytes, r->streams.output.kept);
	put_text(w, r->streams.error.bytes, r->streams.error.kept);
	put_text(w, r->streams.channel.bytes, r->streams.channel.kept);
	answer_send(&r->agent->control);
}

/* 0, or -1 when nothing more of the request can be run. */
static int run_case(struct run *r, struct run_case test)
{
	if (begin(r, test) < 0 || start(r) < 0) {
		r->fault = strerror(errno);
	} else {
		watch(r);
		finish(r);
		judge_end(r);
	}
	if (r->fault)
		answer_text(&r->agent->control, ANS_FAULT, r->tag, r->fault);
	else
		write_outcome(r);
	streams_close(&r->streams);
	return r->fault ? -1 : 0;
}

void run(struct agent *agent, uint32_t tag, struct run_request *request)
{
	int killed = 0;
	for (uint32_t i = 0; i < request->cases; i++) {
		struct run r = {.agent = agent, .request = request, .tag = tag, .ending = -1, .watch = {.fd = -1, .proc = agent->room.own_proc}, .live = (request->flags & RUN_LIVE) != 0};
		if (killed) {
			r.status = RUN_KILLED;
			write_outcome(&r);
		} else if (run_case(&r, next_case(request)) < 0) {
			return;
		}
		killed = r.status == RUN_KILLED;
	}
}

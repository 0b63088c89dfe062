/* Length-prefixed frames between the host and the agent.
 *
 * A frame is: u32 length of what follows, u8 type, u32 tag, body. All integers
 * are little-endian. A string is a u32 length and its bytes. The tag names the
 * request that an answer belongs to. protocol.ts is the other end.
 */
#ifndef ASSAY_FRAME_H
#define ASSAY_FRAME_H

#include <stddef.h>
#include <stdint.h>

enum { PROTOCOL_VERSION = 4 };
enum { FRAME_HEADER = 9 };
/* The host is trusted, so this only catches a desynchronised stream. */
#define FRAME_MAX (1u << 30)

enum request_type {
	REQ_HELLO = 1, /* u32 version */
	REQ_PUT,       /* u8 place, u8 executable, str name, str content */
	REQ_SEAL,      /* - */
	REQ_WIPE,      /* - */
	REQ_FETCH,     /* u64 most bytes */
	REQ_RUN,       /* struct run_request: one run for each of its cases, in order */
	REQ_INPUT,     /* u8 descriptor, str bytes: to the active live run */
	REQ_END,       /* u8 descriptor: the active live run sees end of file */
	REQ_KILL,      /* - : ends the active run, and what its request still has to run */
	REQ_LAUNCH,    /* struct run_request; the input of its one case is the program */
};

enum answer_type {
	ANS_HELLO = 65, /* u32 version, u32 protections */
	ANS_OK,         /* - */
	ANS_REFUSED,    /* str message: the program's fault (does not compile) */
	ANS_FAULT,      /* str message: our fault; the sandbox is to be thrown away */
	ANS_FILE,       /* u8 executable, str name, str content */
	ANS_OUTPUT,     /* u8 descriptor, str bytes */
	ANS_OUTCOME,    /* see write_outcome in run.c: one for each case, as it ends */
};

enum run_flag {
	RUN_LIVE = 1,           /* output is sent as it comes; input stays open until REQ_END */
	RUN_CHANNEL = 2,        /* descriptor 3 is a two-way channel */
	RUN_IN_PROGRAM_DIR = 4, /* for compilers */
	RUN_KEEP_BOX = 8,       /* do not empty the box before */
	RUN_FORK = 16,          /* fork from the launcher's prepared program */
};

struct text {
	const char *bytes; /* not terminated */
	uint32_t length;
};

struct limits {
	uint32_t cpu_ms, wall_ms;
	uint64_t memory_kb, stdout_bytes, stderr_bytes;
	uint32_t processes;
};

enum { ARGS_MAX = 256 };

/* A cursor over a frame's body. Every read is checked; after a bad one `bad`
 * stays set and all reads give zeros, so callers check once at the end. */
struct cursor {
	const unsigned char *at, *end;
	int bad;
};

uint8_t take_u8(struct cursor *c);
uint32_t take_u32(struct cursor *c);
uint64_t take_u64(struct cursor *c);
struct text take_text(struct cursor *c);

/* What differs between the runs of one request. */
struct run_case {
	struct text input, channel;
};

struct run_request {
	struct limits limits;
	uint32_t flags;
	uint32_t argc, envc;
	char *argv[ARGS_MAX + 1], *envp[ARGS_MAX + 1]; /* owned, terminated */
	uint32_t cases;                                /* at least one */
	struct cursor rest;                            /* the cases that next_case has not given yet */
	unsigned char *owned;                          /* the bytes of many cases; those of one stay in the frame */
};

/* 0 when the whole body was well formed; the request is then to be released. */
int parse_run(struct cursor *c, struct run_request *out);
/* To be called as often as there are cases. A lone case is valid as long as the frame is, others until the release. */
struct run_case next_case(struct run_request *request);
void release_run(struct run_request *request);

/* Is there a whole frame at the head of the buffer? 1 yes, 0 not yet, -1 not a frame. */
int frame_ready(const unsigned char *buffer, size_t length, uint32_t *body_length);

/* A file name that the host may put or that may be fetched: relative, no empty,
 * `.` or `..` part, no leading dash, at most 255 bytes a part. */
int name_is_plain(struct text name);

/* An answer being built. */
struct writer {
	unsigned char *bytes;
	size_t length, room;
};
void begin_frame(struct writer *w, enum answer_type type, uint32_t tag);
void put_u8(struct writer *w, uint8_t value);
void put_u32(struct writer *w, uint32_t value);
void put_u64(struct writer *w, uint64_t value);
void put_text(struct writer *w, const void *bytes, size_t length);
void put_texts(struct writer *w, char *const *texts);
int same_bytes(const struct writer *a, const struct writer *b);
/* Fills in the length and writes the frame out; 0, or -1 when the host is gone. */
int send_frame(struct writer *w, int fd);
/* The same of a frame of which so many bytes are still to be written. */
int send_frame_before(struct writer *w, size_t rest, int fd);

void *must_alloc(void *old, size_t size);

#endif

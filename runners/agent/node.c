/* The launchers' library as a module of Node: nextProgram, ready, nextTest, leave.
 *
 * Node forks only to execute something else, and so keeps the memory of its JavaScript
 * out of forks (MADV_DONTFORK). Preloaded, this library takes that advice away, and
 * memory is copied on write like any other. Threads do not come along into a fork. V8 is
 * told to need none (--single-threaded); the event loop's are made when one is first
 * needed, which a launcher leaves to its tests. What the event loop holds open is made
 * anew in each test.
 */
#define _GNU_SOURCE
#include "launcher.h"

#include <fcntl.h>
#include <node_api.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

struct uv_loop_s;
extern int uv_loop_fork(struct uv_loop_s *loop);

/* In the place of the C library's, for all of the process. */
int madvise(void *start, size_t length, int advice)
{
	return advice == MADV_DONTFORK ? 0 : (int)syscall(SYS_madvise, start, length, advice);
}

static napi_value number(napi_env env, int value)
{
	napi_value result;
	return napi_create_int32(env, value, &result) == napi_ok ? result : NULL;
}

/* In the launcher; returns, in a new template, the descriptor of the program's text. */
static napi_value next_program(napi_env env, napi_callback_info info)
{
	(void)info;
	assay_hold_mappings();
	return number(env, assay_next_program());
}

/* ready(ok, text) */
static napi_value ready(napi_env env, napi_callback_info info)
{
	napi_value arguments[2];
	size_t count = 2, length;
	bool ok;
	char text[4096];
	if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok || count < 2 ||
	    napi_get_value_bool(env, arguments[0], &ok) != napi_ok ||
	    napi_get_value_string_utf8(env, arguments[1], text, sizeof text, &length) != napi_ok)
		_exit(8);
	assay_ready(ok, text);
	return NULL;
}

/* In the template; returns, in each test's own process, its number. */
static napi_value next_test(napi_env env, napi_callback_info info)
{
	(void)info;
	struct uv_loop_s *loop;
	if (napi_get_uv_event_loop(env, &loop) != napi_ok)
		_exit(8);
	assay_next_test();
	if (uv_loop_fork(loop) != 0)
		_exit(126);
	return number(env, getpid());
}

/* leave(code): ends at once. What Node does at its end waits for threads that are not in this process. */
static napi_value leave(napi_env env, napi_callback_info info)
{
	napi_value argument;
	size_t count = 1;
	int32_t code = 8;
	if (napi_get_cb_info(env, info, &count, &argument, NULL, NULL) == napi_ok && count == 1)
		napi_get_value_int32(env, argument, &code);
	_exit(code & 0xff);
}

static napi_value let_go_mappings(napi_env env, napi_callback_info info)
{
	(void)env;
	(void)info;
	assay_let_go_mappings();
	return NULL;
}

/* Two descriptors: what is written to the second is read from the first. */
static napi_value new_pipe(napi_env env, napi_callback_info info)
{
	(void)info;
	int ends[2];
	napi_value pair;
	if (pipe2(ends, O_CLOEXEC) < 0 || napi_create_array_with_length(env, 2, &pair) != napi_ok)
		_exit(8);
	for (uint32_t i = 0; i < 2; i++)
		napi_set_element(env, pair, i, number(env, ends[i]));
	return pair;
}

NAPI_MODULE_INIT()
{
	static const struct {
		const char *name;
		napi_callback function;
	} all[] = {
		{"nextProgram", next_program}, {"ready", ready}, {"nextTest", next_test}, {"leave", leave}, {"letGoMappings", let_go_mappings},
		{"pipe", new_pipe},
	};
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		napi_value function;
		if (napi_create_function(env, all[i].name, NAPI_AUTO_LENGTH, all[i].function, NULL, &function) != napi_ok ||
		    napi_set_named_property(env, exports, all[i].name, function) != napi_ok)
			return NULL;
	}
	return exports;
}

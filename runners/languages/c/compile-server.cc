/* A C compiler that stays warm: a plugin of GCC's cc1, with `#pragma assay serve`.
 *
 * Most of the time of a small program goes to getting a compiler ready and to reading the
 * headers of the library. Here that is done before there is a program, and each is compiled
 * by a fork. The processes:
 *
 *   the server    reads a main file that is only the pragma, and there sets up the code
 *                 generator. Takes requests, has them compiled, assembles and links.
 *   a template    a fork of the server for one list of leading headers, `stdio.h` and
 *                 `stdlib.h`, say. It is given those to read, and the pragma once more.
 *   a worker      a fork of a template, which is given the rest of one program. It ends as
 *                 cc1 ends; its assembly text is what cc1 makes of the whole program.
 *
 * Frames come on standard input and go on standard output (frame.h of the agent): hello,
 * when it is ready; then for each request an answer. A request is
 *
 *   u32 count of: the length of the program's head, and the headers in it
 *   str name, str content
 *
 * and the answer the files that come of it and OK; REFUSED with the compiler's words; or
 * FAULT when it is for the command to say what is wrong: the assembler and the linker have
 * words of their own, and a crash may be no fault of the program's.
 */
#include "gcc-plugin.h"

#include "c-family/c-pragma.h"
#include "diagnostic-core.h"
#include "diagnostic.h"
#include "output.h"
#include "plugin-version.h"
#include "toplev.h"

#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <vector>

extern "C" {
#include "../../agent/frame.h"
}

int plugin_is_GPL_compatible;

namespace {

const char pragma_line[] = "#pragma assay serve\n";
const char assembly[] = "main.s", object[] = "main.o", program[] = "main", said[] = "said";
const size_t templates_most = 8, said_most = 1 << 16;
/* What GCC asks for itself. A program that needs more is for the command, which does not share its memory. */
const rlim_t stack_most = 64 << 20;

/* The head of libcpp's own struct cpp_buffer, of which GCC shows plugins the name only. The
 * server makes sure that it is what it should be before it uses it. */
struct text_of_buffer {
	const unsigned char *current, *line_base, *next_line, *begin, *end;
};

/* What a template is told: the rest of the program begins at this byte of its file, which is in this line. */
struct job {
	uint32_t offset, line;
};

/* How a worker has ended. */
enum ending : uint8_t { compiled, refused, broken };

struct compiler_template {
	std::string headers;
	pid_t pid;
	int jobs; /* a job goes in, an ending comes out */
	unsigned long last_used;
};

std::vector<compiler_template> templates;
unsigned long requests;
int own_jobs = -1; /* a template's end of its jobs */
bool working;      /* in a worker, whose program's pragmas are nobody's */

[[noreturn]] void give_up(const char *why)
{
	fprintf(stderr, "compile server: %s\n", why);
	_exit(70);
}

/* Only between two lines, as in a pragma whose line has been read: the next one is the first of the text. */
void read_instead(cpp_reader *reader, const std::string &text)
{
	const size_t beyond = 64; /* libcpp looks at whole vectors of bytes */
	unsigned char *bytes = (unsigned char *)must_alloc(NULL, text.size() + beyond);
	memset(bytes, 0, text.size() + beyond);
	memcpy(bytes, text.data(), text.size());
	bytes[text.size()] = text.empty() || text.back() != '\r' ? '\n' : '\r';
	text_of_buffer *buffer = (text_of_buffer *)cpp_get_buffer(reader);
	buffer->current = buffer->line_base = buffer->next_line = buffer->begin = bytes;
	buffer->end = bytes + text.size();
}

bool buffer_is_known(cpp_reader *reader)
{
	const text_of_buffer *buffer = (const text_of_buffer *)cpp_get_buffer(reader);
	const size_t length = sizeof pragma_line - 1;
	return buffer && buffer->end - buffer->begin == (ptrdiff_t)length && buffer->next_line == buffer->end &&
	       memcmp(buffer->begin, pragma_line, length) == 0;
}

bool read_all(int fd, void *into, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t n = read(fd, (char *)into + done, length - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

std::string content_of(const char *name, size_t most = SIZE_MAX)
{
	std::string content;
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	char part[1 << 16];
	for (ssize_t n; fd >= 0 && content.size() < most && (n = read(fd, part, sizeof part)) > 0;)
		content.append(part, (size_t)n);
	if (fd >= 0)
		close(fd);
	if (content.size() > most)
		content.resize(most);
	return content;
}

void write_to(const std::string &name, const char *bytes, size_t length)
{
	int fd = open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0)
		give_up("cannot make a file");
	for (size_t done = 0; done < length;) {
		ssize_t n = write(fd, bytes + done, length - done);
		if (n <= 0)
			give_up("cannot write");
		done += (size_t)n;
	}
	close(fd);
}

/* The working directory holds nothing of the program before. */
void empty_directory()
{
	DIR *here = opendir(".");
	if (!here)
		give_up("no working directory");
	while (const struct dirent *entry = readdir(here))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && unlink(entry->d_name) != 0)
			give_up("cannot empty the working directory");
	closedir(here);
}

/* What is written there goes into that file. */
void redirect(int descriptor, const char *name, int flags)
{
	int fd = open(name, O_CREAT | O_WRONLY | O_CLOEXEC | flags, 0600);
	if (fd < 0 || dup2(fd, descriptor) < 0)
		_exit(70);
	close(fd);
}

enum ending ending_of(pid_t pid)
{
	int status;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return broken;
	if (!WIFEXITED(status))
		return broken;
	return WEXITSTATUS(status) == SUCCESS_EXIT_CODE ? compiled : WEXITSTATUS(status) == FATAL_EXIT_CODE ? refused : broken;
}

void limit_stack()
{
	struct rlimit stack;
	if (getrlimit(RLIMIT_STACK, &stack) != 0 || stack.rlim_cur <= stack_most)
		return;
	stack.rlim_cur = stack_most;
	if (setrlimit(RLIMIT_STACK, &stack) != 0)
		_exit(70);
}

/* ---- A template ---- */

/* Returns in a worker, which has the rest of its program before it. */
void serve_jobs(cpp_reader *reader)
{
	if (seen_error())
		_exit(FATAL_EXIT_CODE);
	for (job next; read_all(own_jobs, &next, sizeof next);) {
		pid_t pid = fork();
		if (pid == 0) {
			working = true;
			limit_stack();
			close(own_jobs);
			redirect(STDERR_FILENO, said, O_EXCL);
			redirect(fileno(asm_out_file), assembly, O_EXCL);
			std::string text = content_of(main_input_filename);
			text.replace(0, next.offset, "# " + std::to_string(next.line) + " \"" + main_input_filename + "\"\n");
			read_instead(reader, text);
			return;
		}
		enum ending ending = pid < 0 ? broken : ending_of(pid);
		if (write(own_jobs, &ending, sizeof ending) != sizeof ending)
			break;
	}
	_exit(SUCCESS_EXIT_CODE);
}

/* ---- The server ---- */

void end_template(size_t index)
{
	close(templates[index].jobs);
	ending_of(templates[index].pid);
	templates.erase(templates.begin() + (ptrdiff_t)index);
}

/* The one for these headers; -1 in a new one, which has them before it. */
int find_template(cpp_reader *reader, const std::string &headers)
{
	size_t oldest = 0;
	for (size_t i = 0; i < templates.size(); i++) {
		if (templates[i].headers == headers)
			return (int)i;
		if (templates[i].last_used < templates[oldest].last_used)
			oldest = i;
	}
	if (templates.size() == templates_most)
		end_template(oldest);
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		give_up("no socket");
	pid_t pid = fork();
	if (pid < 0)
		give_up("cannot fork");
	if (pid == 0) {
		for (const compiler_template &other : templates)
			close(other.jobs);
		close(ends[0]);
		own_jobs = ends[1];
		redirect(STDIN_FILENO, "/dev/null", 0);
		redirect(STDOUT_FILENO, "/dev/null", 0);
		redirect(STDERR_FILENO, "/dev/null", 0);
		read_instead(reader, headers + pragma_line);
		return -1;
	}
	close(ends[1]);
	templates.push_back({headers, pid, ends[0], 0});
	return (int)templates.size() - 1;
}

bool run(std::vector<const char *> command)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
	command.push_back(NULL);
	pid_t pid;
	bool started = posix_spawnp(&pid, command[0], &actions, NULL, (char *const *)command.data(), environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	return started && ending_of(pid) == compiled;
}

void answer(enum answer_type type, const std::string *words = NULL)
{
	static struct writer w;
	begin_frame(&w, type, 0);
	if (words)
		put_text(&w, words->data(), words->size());
	if (send_frame(&w, STDOUT_FILENO) != 0)
		_exit(SUCCESS_EXIT_CODE);
}

void answer_file(const std::string &name, bool executable)
{
	static struct writer w;
	struct stat status;
	int fd = open(name.c_str(), O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &status) != 0)
		give_up("no file");
	begin_frame(&w, ANS_FILE, 0);
	put_u8(&w, executable);
	put_text(&w, name.data(), name.size());
	put_u32(&w, (uint32_t)status.st_size);
	if (send_frame_before(&w, (size_t)status.st_size, STDOUT_FILENO) != 0)
		_exit(SUCCESS_EXIT_CODE);
	for (off_t at = 0; at < status.st_size;)
		if (sendfile(STDOUT_FILENO, fd, &at, (size_t)(status.st_size - at)) <= 0)
			_exit(SUCCESS_EXIT_CODE);
	close(fd);
}

std::string take_string(struct cursor *c)
{
	struct text t = take_text(c);
	return std::string(t.bytes, t.length);
}

/* False in a new template. */
bool serve_request(cpp_reader *reader, struct cursor request)
{
	uint32_t count = take_u32(&request);
	job next = {0, 1};
	std::string headers;
	for (uint32_t i = 0; i < count && !request.bad; i++) {
		const std::string option = take_string(&request);
		if (i == 0)
			next.offset = (uint32_t)strtoul(option.c_str(), NULL, 10);
		else
			headers += "#include <" + option + ">\n";
	}
	const std::string name = take_string(&request);
	struct text content = take_text(&request);
	if (request.bad || request.at != request.end || name != main_input_filename || next.offset > content.length)
		give_up("not a request");
	empty_directory();
	write_to(name, content.bytes, content.length);
	for (uint32_t i = 0; i < next.offset; i++)
		next.line += content.bytes[i] == '\n';

	int index = find_template(reader, headers);
	if (index < 0)
		return false;
	compiler_template &chosen = templates[(size_t)index];
	chosen.last_used = ++requests;
	enum ending ending = broken;
	if (send(chosen.jobs, &next, sizeof next, MSG_NOSIGNAL) != sizeof next || !read_all(chosen.jobs, &ending, sizeof ending)) {
		/* One of the headers may not be there, which the command has words for. */
		end_template((size_t)index);
		ending = broken;
	}
	if (ending == refused) {
		const std::string words = content_of(said, said_most);
		answer(ANS_REFUSED, &words);
	} else if (ending == compiled && run({"as", "--64", "-o", object, assembly}) && 
		   (run({"ld", "@" LINK "-alone"}) || run({"ld", "@" LINK}))) {
		answer_file(name, false);
		answer_file(program, true);
		answer(ANS_OK);
	} else {
		answer(ANS_FAULT);
	}
	return true;
}

/* Returns in a new template. */
void serve_requests(cpp_reader *reader)
{
	if (!buffer_is_known(reader))
		give_up("this GCC reads its files in another way");
	initialize_rtl();
	answer(ANS_HELLO);
	std::vector<unsigned char> frame(FRAME_HEADER);
	while (read_all(STDIN_FILENO, frame.data(), FRAME_HEADER)) {
		uint32_t length;
		if (frame_ready(frame.data(), FRAME_HEADER, &length) < 0)
			give_up("not a frame");
		std::vector<unsigned char> body(length);
		if (!read_all(STDIN_FILENO, body.data(), length))
			break;
		if (!serve_request(reader, {body.data(), body.data() + length, 0}))
			return;
	}
	_exit(SUCCESS_EXIT_CODE);
}

void serve(cpp_reader *reader)
{
	tree value;
	while (pragma_lex(&value) != CPP_EOF) {
	}
	if (working)
		return;
	if (own_jobs < 0)
		serve_requests(reader);
	else
		serve_jobs(reader);
}

void register_pragma(void *, void *)
{
	c_register_pragma("assay", "serve", serve);
}

} // namespace

int plugin_init(struct plugin_name_args *plugin, struct plugin_gcc_version *version)
{
	if (!plugin_default_version_check(version, &gcc_version))
		return 1;
	register_callback(plugin->base_name, PLUGIN_PRAGMAS, register_pragma, NULL);
	return 0;
}

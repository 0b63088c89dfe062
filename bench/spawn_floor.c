/* The floor under a test of a compiled program: a plain loop that spawns it, with no isolation at all.
 *
 * Takes a program that adds two numbers and how often to run it; prints the milliseconds
 * that each run took. Every run gets its input and gives its output through pipes.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void must(int good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

static long run_once(char *path, long n)
{
	int in[2], out[2], status;
	must(pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0, "pipe");
	posix_spawn_file_actions_t streams;
	posix_spawn_file_actions_init(&streams);
	posix_spawn_file_actions_adddup2(&streams, in[0], 0);
	posix_spawn_file_actions_adddup2(&streams, out[1], 1);
	pid_t pid;
	must(posix_spawn(&pid, path, &streams, NULL, (char *[]){path, NULL}, environ) == 0, path);
	posix_spawn_file_actions_destroy(&streams);
	close(in[0]);
	close(out[1]);
	char text[64];
	int length = snprintf(text, sizeof text, "%ld 2\n", n);
	must(write(in[1], text, (size_t)length) == length, "write");
	close(in[1]);
	ssize_t all = 0, got;
	while ((got = read(out[0], text + all, sizeof text - 1 - (size_t)all)) > 0)
		all += got;
	close(out[0]);
	must(waitpid(pid, &status, 0) == pid && status == 0, "the program");
	text[all] = 0;
	return strtol(text, NULL, 10);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
	must(argc == 3, "usage: spawn_floor PROGRAM TIMES");
	long times = strtol(argv[2], NULL, 10);
	must(run_once(argv[1], 1) == 3, "the sum");
	double start = now_ms();
	for (long n = 0; n < times; n++)
		must(run_once(argv[1], n) == n + 2, "the sum");
	printf("%f\n", (now_ms() - start) / (double)times);
}

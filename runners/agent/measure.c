/* What the processes and the files of a room take, where no control group tells. */
#define _GNU_SOURCE
#include "room.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

uint64_t room_scratch_used(void)
{
	struct statfs fs;
	if (statfs("/scratch", &fs) < 0)
		return 0;
	return (uint64_t)(fs.f_blocks - fs.f_bfree) * (uint64_t)fs.f_bsize;
}

static ssize_t read_small(int folder, const char *path, char *buffer, size_t size)
{
	int fd = openat(folder, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	ssize_t n = read(fd, buffer, size - 1);
	close(fd);
	buffer[n > 0 ? n : 0] = 0;
	return n;
}

static void measure_process(const struct room *room, const char *pid, struct room_usage *out)
{
	char path[64], text[1024];
	snprintf(path, sizeof path, "%.20s/stat", pid);
	if (read_small(room->proc, path, text, sizeof text) <= 0)
		return;
	char *rest = strrchr(text, ')'); /* the name before it is the program's to choose */
	unsigned long long user, system, child_user, child_system;
	if (!rest || sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu", &user, &system, &child_user,
			    &child_system) != 4)
		return;
	out->processes++;
	out->cpu_us += (user + system + child_user + child_system) * (1000000u / (unsigned)sysconf(_SC_CLK_TCK));
	unsigned long long pages, shared, waited;
	snprintf(path, sizeof path, "%.20s/statm", pid);
	if (read_small(room->proc, path, text, sizeof text) > 0 && sscanf(text, "%*u %llu %llu", &pages, &shared) == 2 && pages > shared)
		out->resident_kb += (pages - shared) * ((unsigned)sysconf(_SC_PAGESIZE) / 1024);
	snprintf(path, sizeof path, "%.20s/schedstat", pid);
	if (read_small(room->proc, path, text, sizeof text) > 0 && sscanf(text, "%*u %llu", &waited) == 1 && waited / 1000 > out->starved_us)
		out->starved_us = waited / 1000;
}

void room_measure(const struct room *room, struct room_usage *out)
{
	*out = (struct room_usage){0};
	int fd = openat(room->proc, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	DIR *folder = fdopendir(fd);
	if (!folder) {
		close(fd);
		return;
	}
	for (struct dirent *entry; (entry = readdir(folder));)
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' && strcmp(entry->d_name, "1") != 0)
			measure_process(room, entry->d_name, out);
	closedir(folder);
}

#define _GNU_SOURCE
#include "cgroup.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static int open_in(const char *folder, const char *file, int flags)
{
	char path[128];
	snprintf(path, sizeof path, "/run/cgroup/%s/%s", folder, file);
	int fd = open(path, flags | O_CLOEXEC);
	if (fd >= 0)
		return fd;
	snprintf(path, sizeof path, "/sys/fs/cgroup/%s/%s", strcmp(folder, "unified") == 0 ? "" : folder, file);
	return open(path, flags | O_CLOEXEC);
}

void cgroup_open(struct cgroup *g)
{
	*g = (struct cgroup){.memory_limit = -1, .memory_now = -1, .memory_peak = -1, .memory_stat = -1, .memory_events = -1, .cpu = -1};
	if ((g->memory_now = open_in("memory", "memory.usage_in_bytes", O_RDONLY)) >= 0) {
		g->memory_limit = open_in("memory", "memory.limit_in_bytes", O_RDWR);
		g->memory_peak = open_in("memory", "memory.max_usage_in_bytes", O_RDWR);
		g->memory_events = open_in("memory", "memory.oom_control", O_RDONLY);
	} else if ((g->memory_now = open_in("unified", "memory.current", O_RDONLY)) >= 0) {
		g->memory_limit = open_in("unified", "memory.max", O_RDWR);
		g->memory_peak = open_in("unified", "memory.peak", O_RDWR);
		g->memory_events = open_in("unified", "memory.events", O_RDONLY);
	}
	/* It is dear to read, and needed only where the kernel does not hold each run to its memory. */
	if (!cgroup_limits_memory(g)) {
		g->memory_stat = open_in("memory", "memory.stat", O_RDONLY);
		if (g->memory_stat < 0)
			g->memory_stat = open_in("unified", "memory.stat", O_RDONLY);
	}
	g->cpu = open_in("cpuacct", "cpuacct.usage", O_RDONLY);
	g->cpu_in_ns = g->cpu >= 0;
	if (g->cpu < 0)
		g->cpu = open_in("unified", "cpu.stat", O_RDONLY);
	static const char *const folders[] = {"/run/cgroup/memory", "/run/cgroup/cpuacct", "/run/cgroup/unified"};
	for (int i = 0; i < 3; i++)
		umount2(folders[i], MNT_DETACH);
}

int cgroup_limits_memory(const struct cgroup *g)
{
	return g->memory_limit >= 0 && g->memory_events >= 0;
}

int cgroup_kills(const struct cgroup *g)
{
	return g->memory_events >= 0;
}

int cgroup_counts_cpu(const struct cgroup *g)
{
	return g->cpu >= 0;
}

static int write_number(int fd, uint64_t value)
{
	char text[24];
	int n = snprintf(text, sizeof text, "%llu", (unsigned long long)value);
	return pwrite(fd, text, (size_t)n, 0) == n ? 0 : -1;
}

/* The number after `key` and a blank; after nothing, when there is no key. */
static uint64_t read_number(int fd, const char *key)
{
	char text[2048];
	if (fd < 0)
		return 0;
	ssize_t n = pread(fd, text, sizeof text - 1, 0);
	if (n <= 0)
		return 0;
	text[n] = 0;
	const char *at = text;
	if (key) {
		size_t length = strlen(key);
		while (at && !(strncmp(at, key, length) == 0 && at[length] == ' '))
			at = (at = strchr(at, '\n')) ? at + 1 : NULL;
		if (!at)
			return 0;
		at += length;
	}
	return strtoull(at, NULL, 10);
}

int cgroup_begin(struct cgroup *g, uint64_t bytes)
{
	bytes &= ~(uint64_t)0xfffff; /* whole MiB, so that it seldom has to be written */
	if (cgroup_limits_memory(g) && bytes != g->limit_bytes) {
		if (write_number(g->memory_limit, bytes) < 0)
			return -1;
		g->limit_bytes = bytes;
	}
	if (g->memory_peak >= 0 && write_number(g->memory_peak, 0) < 0) {
		close(g->memory_peak); /* a kernel that cannot reset it; peak is then the largest process */
		g->memory_peak = -1;
	}
	return 0;
}

uint64_t cgroup_memory_now(const struct cgroup *g)
{
	return read_number(g->memory_now, NULL);
}

uint64_t cgroup_files_in_memory(const struct cgroup *g)
{
	return read_number(g->memory_stat, "shmem");
}

uint64_t cgroup_memory_peak(const struct cgroup *g)
{
	return read_number(g->memory_peak, NULL);
}

uint64_t cgroup_oom_kills(const struct cgroup *g)
{
	return g->memory_events < 0 ? 0 : read_number(g->memory_events, "oom_kill");
}

uint64_t cgroup_cpu_us(const struct cgroup *g)
{
	return g->cpu_in_ns ? read_number(g->cpu, NULL) / 1000 : read_number(g->cpu, "usage_usec");
}

#define _GNU_SOURCE
#include "root.h"

#include <stdio.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

static int bind_into(const char *folder, const char *path)
{
	char target[256];
	snprintf(target, sizeof target, "%s%s", folder, path);
	return mount(path, target, NULL, MS_BIND | MS_REC, NULL);
}

int enter_root(const char *folder)
{
	static const char *const shared[] = {"/proc", "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"};
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 || mount(folder, folder, NULL, MS_BIND, NULL) < 0)
		return -1;
	for (unsigned i = 0; i < sizeof shared / sizeof shared[0]; i++)
		if (bind_into(folder, shared[i]) < 0)
			return -1;
	/* Over the old root, which is then on top and taken away. */
	if (chdir(folder) < 0 || syscall(SYS_pivot_root, ".", ".") < 0 || umount2(".", MNT_DETACH) < 0)
		return -1;
	return chdir("/");
}

#define _GNU_SOURCE
#include "watch.h"
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

/* Whether a thread has nothing open under that number. A negative one is what a failed open() gave, which is a mistake and no sign. */
static int is_stray(const struct watch *w, const struct seccomp_notif *asked)
{
	int descriptor = (int)asked->data.args[0];
	char path[48];
	struct stat found;
	snprintf(path, sizeof path, "%u/fd/%d", asked->pid, descriptor);
	if (descriptor < 0 || fstatat(w->proc, path, &found, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT)
		return 0;
	/* Unless it is the thread that is no longer there. */
	return ioctl(w->fd, SECCOMP_IOCTL_NOTIF_ID_VALID, &asked->id) == 0;
}

void watch_answer(struct watch *w, short events)
{
	if (!(events & POLLIN)) {
		w->over = 1;
		return;
	}
	struct seccomp_notif asked = {0};
	if (ioctl(w->fd, SECCOMP_IOCTL_NOTIF_RECV, &asked) < 0)
		return; /* it has ended meanwhile */
	struct seccomp_notif_resp answer = {.id = asked.id};
	const char *refused = watched_name(asked.data.nr);
	if (refused) {
		if (!w->refused)
			w->refused = refused;
		answer.error = -EPERM;
	} else {
		w->stray_write |= is_stray(w, &asked);
		answer.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	}
	ioctl(w->fd, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

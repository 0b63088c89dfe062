#define _GNU_SOURCE
#include "watch.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>

void watch_answer(struct watch *w, short events)
{
	if (!(events & POLLIN)) {
		w->over = 1;
		return;
	}
	struct seccomp_notif asked = {0};
	if (ioctl(w->fd, SECCOMP_IOCTL_NOTIF_RECV, &asked) < 0)
		return; /* it has ended meanwhile */
	if (!w->refused)
		w->first = asked.data.nr;
	w->refused = 1;
	struct seccomp_notif_resp answer = {.id = asked.id, .error = -EPERM};
	ioctl(w->fd, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

/* Makes forks of this process cheaper: what it has mapped of files and uses comes along.
 *
 * A fork copies page tables only of mappings that hold pages of the process's own.
 * The code and the constants of an interpreter are mapped from files, hold none, and
 * so each test would begin by faulting them in again, some 70 times. One page written
 * to (with what is there) in each large one makes the kernel copy its tables too,
 * which is far less work than the faults. Tables cost as well, in every fork and at
 * every end, so what only the start of the interpreter has used is let go before.
 *
 * A fault maps the 15 pages around the one that is used, too. In a launcher those are
 * pages that each fork copies and hardly any test uses: in Node a third of all that it
 * has. The kernel leaves them alone where a userfaultfd looks for writes, so between the
 * two steps one does, and hears of none.
 */
#define _GNU_SOURCE
#include "launcher.h"

#include <fcntl.h>
#include <link.h>
#include <linux/userfaultfd.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef UFFD_FEATURE_WP_ASYNC
#define UFFD_FEATURE_WP_ASYNC (1 << 15) /* Linux 6.7 */
#endif

enum { LARGE_BYTES = 1 << 20 };
enum step { LET_GO, HOLD };

/* While pages are mapped one by one; -1 where the kernel has no such thing, and it is only slower. */
static int one_by_one = -1;

static void map_one_by_one(void)
{
	one_by_one = (int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK | UFFD_USER_MODE_ONLY);
	struct uffdio_api api = {.api = UFFD_API, .features = UFFD_FEATURE_WP_ASYNC};
	if (one_by_one >= 0 && ioctl(one_by_one, UFFDIO_API, &api) < 0) {
		close(one_by_one);
		one_by_one = -1;
	}
}

static void let_go(void *start, size_t length)
{
	struct uffdio_register range = {.range = {(uintptr_t)start, length}, .mode = UFFDIO_REGISTER_MODE_WP};
	if (one_by_one >= 0)
		ioctl(one_by_one, UFFDIO_REGISTER, &range);
	madvise(start, length, MADV_DONTNEED);
}

static void hold(void *start, size_t length, int protection)
{
	if (mprotect(start, length, protection | PROT_WRITE) < 0)
		return; /* it is only slower without */
	volatile char *first = start;
	*first = *first;
	if (mprotect(start, length, protection) < 0)
		_exit(7); /* code stays read-only */
}

static int each_mapping(struct dl_phdr_info *object, size_t size, void *data)
{
	(void)size;
	enum step step = *(enum step *)data;
	uintptr_t in_page = (uintptr_t)sysconf(_SC_PAGESIZE) - 1;
	for (int i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
		if (segment->p_type != PT_LOAD || segment->p_flags & PF_W)
			continue;
		uintptr_t begin = object->dlpi_addr + segment->p_vaddr, end = begin + segment->p_memsz;
		void *start = (void *)(begin & ~in_page);
		size_t length = ((end + in_page) & ~in_page) - (uintptr_t)start;
		if (length < LARGE_BYTES)
			continue; /* a mapping that has pages of its own costs each fork some too */
		if (step == LET_GO)
			let_go(start, length);
		else
			hold(start, length, PROT_READ | (segment->p_flags & PF_X ? PROT_EXEC : 0));
	}
	return 0;
}

/* In the launcher, when it has loaded what it needs: what it uses from here on is what its forks will use. */
void assay_let_go_mappings(void)
{
	enum step step = LET_GO;
	map_one_by_one();
	dl_iterate_phdr(each_mapping, &step);
}

/* Before it forks. */
void assay_hold_mappings(void)
{
	enum step step = HOLD;
	if (one_by_one >= 0)
		close(one_by_one);
	dl_iterate_phdr(each_mapping, &step);
}

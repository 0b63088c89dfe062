/* Makes forks of this process cheaper: what it has mapped of files and uses comes along.
 *
 * A fork copies page tables only of mappings that hold pages of the process's own.
 * The code and the constants of an interpreter are mapped from files, hold none, and
 * so each test would begin by faulting them in again, some 70 times. One page written
 * to (with what is there) in each large one makes the kernel copy its tables too,
 * which is far less work than the faults. Tables cost as well, in every fork and at
 * every end, so what only the start of the interpreter has used is let go before.
 */
#define _GNU_SOURCE
#include "launcher.h"

#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LARGE_BYTES = 1 << 20 };
enum step { LET_GO, HOLD };

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
		if (step == LET_GO) {
			madvise(start, length, MADV_DONTNEED);
			continue;
		}
		int protection = PROT_READ | (segment->p_flags & PF_X ? PROT_EXEC : 0);
		if (mprotect(start, length, protection | PROT_WRITE) < 0)
			continue; /* it is only slower without */
		volatile char *first = start;
		*first = *first;
		if (mprotect(start, length, protection) < 0)
			_exit(7); /* code stays read-only */
	}
	return 0;
}

/* In the launcher, when it has loaded what it needs: what it uses from here on is what its forks will use. */
void assay_let_go_mappings(void)
{
	enum step step = LET_GO;
	dl_iterate_phdr(each_mapping, &step);
}

/* Before it forks. */
void assay_hold_mappings(void)
{
	enum step step = HOLD;
	dl_iterate_phdr(each_mapping, &step);
}

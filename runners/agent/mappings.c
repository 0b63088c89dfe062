/* Makes forks of this process cheaper: what it has mapped of files comes along.
 *
 * A fork copies page tables only of mappings that hold pages of the process's own.
 * The code and the constants of an interpreter are mapped from files, hold none, and
 * so each test would begin by faulting them in again, some 70 times. One page written
 * to (with what is there) in each such mapping makes the kernel copy its tables too,
 * which is far less work than the faults.
 */
#define _GNU_SOURCE
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#endif

static int hold(struct dl_phdr_info *object, size_t size, void *unused)
{
	(void)size;
	(void)unused;
	uintptr_t in_page = (uintptr_t)sysconf(_SC_PAGESIZE) - 1;
	for (int i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
		if (segment->p_type != PT_LOAD || segment->p_flags & PF_W)
			continue;
		uintptr_t begin = object->dlpi_addr + segment->p_vaddr, end = begin + segment->p_memsz;
		void *start = (void *)(begin & ~in_page);
		size_t length = ((end + in_page) & ~in_page) - (uintptr_t)start;
		int protection = PROT_READ | (segment->p_flags & PF_X ? PROT_EXEC : 0);
		if (mprotect(start, length, protection | PROT_WRITE) < 0)
			continue; /* it is only slower without */
		volatile char *first = start;
		*first = *first;
		if (mprotect(start, length, protection) < 0)
			_exit(7); /* code stays read-only */
		madvise(start, length, MADV_POPULATE_READ);
	}
	return 0;
}

/* In the launcher, when it has loaded what it needs and before it forks. */
void assay_hold_mappings(void)
{
	dl_iterate_phdr(hold, NULL);
}

#define _GNU_SOURCE
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { DEPTH_MOST = 16, FILES_MOST = 4096 };

static int open_beneath(int folder, const char *name, uint64_t flags, uint64_t mode)
{
	struct open_how how = {.flags = flags | O_CLOEXEC, .mode = mode, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
	return (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
}

static int make_parents(int root, char *name, int64_t uid)
{
	for (char *slash = name; (slash = strchr(slash, '/')); slash++) {
		*slash = 0;
		if (mkdirat(root, name, 0755) == 0) {
			if (uid >= 0 && fchownat(root, name, (uid_t)uid, (gid_t)uid, AT_SYMLINK_NOFOLLOW) < 0)
				return -1;
		} else if (errno != EEXIST) {
			return -1;
		}
		*slash = '/';
	}
	return 0;
}

static int write_all(int fd, struct text content)
{
	for (uint32_t done = 0; done < content.length;) {
		ssize_t n = write(fd, content.bytes + done, content.length - done);
		if (n <= 0)
			return -1;
		done += (uint32_t)n;
	}
	return 0;
}

const char *put_file(enum place place, struct text name, struct text content, int executable, int64_t uid)
{
	if (!name_is_plain(name))
		return "not a plain relative file name";
	int root = open(place == PLACE_PROGRAM ? "/prog" : "/box", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char *path = strndup(name.bytes, name.length);
	const char *wrong = NULL;
	int fd = -1;
	if (root < 0 || !path || make_parents(root, path, uid) < 0)
		wrong = "the folder could not be made";
	else if ((fd = open_beneath(root, path, O_WRONLY | O_CREAT | O_EXCL, executable ? 0755 : 0644)) < 0)
		wrong = "the file could not be made";
	else if (write_all(fd, content) < 0)
		wrong = "the file could not be written: is the program larger than its folder may be?";
	else if (uid >= 0 && fchown(fd, (uid_t)uid, (gid_t)uid) < 0)
		wrong = "the file could not be given to the candidate";
	if (fd >= 0)
		close(fd);
	if (root >= 0)
		close(root);
	free(path);
	return wrong;
}

struct fetch {
	struct control *control;
	uint32_t tag;
	uint64_t bytes_left;
	uint32_t files_left;
};

static const char *send_file(struct fetch *fetch, int fd, const char *path, const struct stat *info)
{
	if ((uint64_t)info->st_size > fetch->bytes_left || fetch->files_left == 0)
		return "the compiled program is larger than it may be";
	unsigned char *bytes = must_alloc(NULL, (size_t)info->st_size);
	size_t got = 0;
	for (ssize_t n; got < (size_t)info->st_size && (n = read(fd, bytes + got, (size_t)info->st_size - got)) > 0;)
		got += (size_t)n;
	fetch->bytes_left -= got;
	fetch->files_left--;
	struct writer *w = &fetch->control->answer;
	begin_frame(w, ANS_FILE, fetch->tag);
	put_u8(w, (info->st_mode & 0111) != 0);
	put_text(w, path, strlen(path));
	put_text(w, bytes, got);
	answer_send(fetch->control);
	free(bytes);
	return NULL;
}

static const char *walk(struct fetch *fetch, int folder, const char *prefix, int depth)
{
	DIR *entries = fdopendir(folder);
	if (!entries) {
		close(folder);
		return "the program folder could not be read";
	}
	const char *wrong = NULL;
	for (struct dirent *entry; !wrong && (entry = readdir(entries));) {
		char path[PATH_MAX];
		struct stat info;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (snprintf(path, sizeof path, "%s%s%s", prefix, *prefix ? "/" : "", entry->d_name) >= (int)sizeof path)
			continue;
		/* O_NONBLOCK, so that a FIFO cannot hold us. */
		int fd = open_beneath(dirfd(entries), entry->d_name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW, 0);
		if (fd < 0)
			continue;
		if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode) && depth < DEPTH_MOST) {
			wrong = walk(fetch, fd, path, depth + 1);
			continue;
		}
		if (S_ISREG(info.st_mode))
			wrong = send_file(fetch, fd, path, &info);
		close(fd);
	}
	closedir(entries);
	return wrong;
}

const char *fetch_files(struct control *control, uint32_t tag, uint64_t most_bytes)
{
	struct fetch fetch = {control, tag, most_bytes, FILES_MOST};
	int folder = open("/prog", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return folder < 0 ? "the program folder is not there" : walk(&fetch, folder, "", 0);
}

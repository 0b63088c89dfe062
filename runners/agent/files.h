/* The program folder and the box, from the agent's side: names come from the
 * host and are checked all the same; what lies there may be a candidate's. */
#ifndef ASSAY_FILES_H
#define ASSAY_FILES_H

#include "control.h"

#include <stdint.h>

/* PLACE_FRESH_BOX empties the box first. */
enum place { PLACE_PROGRAM, PLACE_BOX, PLACE_FRESH_BOX };

/* Writes one new file for the candidate's user (-1: ours). NULL, or what went wrong. */
const char *put_file(enum place place, struct text name, struct text content, int executable, int64_t uid);

/* Sends every regular file of the program folder; links and special files are passed over. */
const char *fetch_files(struct control *control, uint32_t tag, uint64_t most_bytes);

#endif

/* libFuzzer target: the bytes are a stream from a host that has lost its mind. */
#include "frame.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	while (size > 0) {
		uint32_t body;
		if (frame_ready(data, size, &body) != 1)
			return 0;
		struct cursor all = {data + FRAME_HEADER, data + FRAME_HEADER + body, 0}, c = all;
		struct run_request request;
		if (parse_run(&c, &request) == 0) {
			if (request.argc == 0 && !(request.flags & RUN_FORK))
				abort();
			for (uint32_t i = 0; i < request.argc; i++)
				if (!request.argv[i])
					abort();
			for (uint32_t i = 0; i < request.cases; i++)
				next_case(&request);
			if (request.rest.bad || request.rest.at != request.rest.end)
				abort();
			release_run(&request);
		}
		c = all;
		take_u8(&c);
		take_u8(&c);
		struct text name = take_text(&c);
		if (!c.bad && name_is_plain(name) && (name.length == 0 || name.bytes[0] == '/' || name.bytes[name.length - 1] == '/'))
			abort();
		data += FRAME_HEADER + body;
		size -= FRAME_HEADER + body;
	}
	return 0;
}

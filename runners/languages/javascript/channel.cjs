'use strict';
/* Descriptor 3 by lines, read and written as one waits for it. */
const { readSync, writeSync } = require('node:fs');

const descriptor = 3;
const newline = 10;
const chunk = Buffer.alloc(1 << 16);
let pending = Buffer.alloc(0);

/** The next line without its end, or undefined at the end of the channel. */
function readLine() {
	for (let searched = 0; ; ) {
		const end = pending.indexOf(newline, searched);
		if (end >= 0) {
			const line = pending.subarray(0, end);
			pending = pending.subarray(end + 1);
			return line;
		}
		searched = pending.length;
		const count = readSync(descriptor, chunk);
		if (count === 0) return undefined;
		pending = Buffer.concat([pending, chunk.subarray(0, count)]);
	}
}

function write(bytes) {
	for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

module.exports = { readLine, write };

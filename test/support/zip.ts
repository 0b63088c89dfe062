import { inflateRawSync } from 'node:zlib';

const endSignature = 0x06054b50;
const endBytes = 22;
const deflated = 8;

/** The files of a zip archive without a comment, as compilers make jars. */
export function zipEntries(archive: Buffer): [name: string, content: Buffer][] {
	const end = archive.length - endBytes;
	if (archive.readUInt32LE(end) !== endSignature) throw new Error('not a zip archive, or one with a comment');
	const entries: [string, Buffer][] = [];
	let at = archive.readUInt32LE(end + 16);
	for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
		const nameLength = archive.readUInt16LE(at + 28);
		const local = archive.readUInt32LE(at + 42);
		const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
		const bytes = archive.subarray(start, start + archive.readUInt32LE(at + 20));
		const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
		entries.push([name, archive.readUInt16LE(at + 10) === deflated ? inflateRawSync(bytes) : bytes]);
		at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
	}
	return entries;
}

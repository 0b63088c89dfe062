import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';

/**
 * What travels through Redis. The version counts changes that an older worker would
 * misunderstand; it is a part of the names of the lanes, so that a worker never sees
 * a job of a version that it does not read. Fields that are only new are ignored by
 * those that do not know them.
 */
export const messageVersion = 1;

/** The versions that a worker of this release reads. */
export const versionsRead: readonly number[] = [messageVersion];

/** Where jobs wait that need these languages and no others, as a name. */
export const laneOf = (languages: readonly string[], version = messageVersion): string =>
	`${version}-${[...new Set(languages)].sort().join('+')}`;

/** What a worker needs for the jobs of a lane. */
export function parseLane(lane: string): { readonly version: number; readonly languages: readonly string[] } {
	const [version = '', languages = ''] = lane.split('-', 2);
	return { version: Number(version), languages: languages.split('+') };
}

/** A job on its way to a worker. */
export const JobMessage = z.object({
	/** The digest of what it shares with other jobs, which lies at a key of its own. */
	shared: z.string().optional(),
	own: z.unknown(),
	/** The stream that its caller reads. */
	replies: z.string(),
	/** Whether the caller wants to hear of progress. */
	progress: z.boolean(),
	/** Where it belongs in a trace. */
	trace: z.record(z.string(), z.string()).optional(),
});
export type JobMessage = z.infer<typeof JobMessage>;

/** What a worker says of a job. All but `progress` are the last word. */
export const Reply = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('progress'), progress: z.unknown() }),
	z.object({ kind: z.literal('result'), result: z.unknown(), tookMs: z.number() }),
	/** The job itself was wrong: an error of the catalogue. */
	z.object({ kind: z.literal('refused'), code: z.string(), message: z.string(), hint: z.string().optional() }),
	/** Our own fault, as often as it was tried. */
	z.object({ kind: z.literal('parked'), reason: z.string() }),
	/** The worker could not find what the job shares with others: it is to be sent again, with that. */
	z.object({ kind: z.literal('incomplete') }),
]);
export type Reply = z.infer<typeof Reply>;

/** Below this, compressing costs more than it saves. */
const compressedFromBytes = 1024;
const expandedMaxBytes = 2 ** 30;
const level = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** JSON, compressed when it is long. */
export function pack(value: unknown): Buffer {
	const json = Buffer.from(JSON.stringify(value));
	return json.length < compressedFromBytes ? json : zstdCompressSync(json, level);
}

export function unpack(bytes: Buffer): unknown {
	// No JSON begins like the magic number of zstd.
	const json = bytes.readUInt8(0) === 0x28 ? zstdDecompressSync(bytes, { maxOutputLength: expandedMaxBytes }) : bytes;
	return JSON.parse(json.toString());
}

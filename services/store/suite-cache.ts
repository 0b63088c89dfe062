import { LRUCache } from 'lru-cache';
import type { Problem } from '../../testcases/schema.ts';
import type { DiskCache } from '../disk-cache.ts';
import { AssayError } from '../errors.ts';
import { decodeSuite } from './suite-codec.ts';

export interface SuiteCacheOptions {
	/** Parsed problems kept in memory, in bytes of JSON. */
	readonly cacheBytes: number;
	/** Compressed suites on this machine, for a database that is on another. */
	readonly disk?: DiskCache | undefined;
	/** Called when the disk fails; the database still has the suite. */
	readonly onFault?: (fault: unknown) => void;
}

/** Suites by digest: from memory, else from the disk, else from the database; one that many ask for at once is read once. */
export class SuiteCache {
	readonly #options: SuiteCacheOptions;
	readonly #load: (digest: string) => Promise<Uint8Array | undefined>;
	readonly #memory: LRUCache<string, Problem>;
	readonly #reading = new Map<string, Promise<Problem>>();

	/** `load` reads the content from the database. */
	constructor(options: SuiteCacheOptions, load: (digest: string) => Promise<Uint8Array | undefined>) {
		this.#options = options;
		this.#load = load;
		this.#memory = new LRUCache({ maxSize: options.cacheBytes });
	}

	/** Throws when the suite is not there, or is not what its digest says. */
	async get(digest: string): Promise<Problem> {
		const known = this.#memory.get(digest) ?? this.#reading.get(digest);
		if (known !== undefined) return await known;
		const reading = this.#read(digest).finally(() => this.#reading.delete(digest));
		this.#reading.set(digest, reading);
		return await reading;
	}

	async #read(digest: string): Promise<Problem> {
		const { disk, onFault } = this.#options;
		const key = digest.slice(digest.indexOf(':') + 1);
		const onDisk = await disk?.get(key);
		const content = onDisk ?? (await this.#load(digest));
		if (content === undefined) throw new AssayError('internal_error', `the stored suite ${digest} is missing`);
		const { problem, bytes } = await decodeSuite(digest, content);
		this.#memory.set(digest, problem, { size: Math.max(bytes, 1) });
		if (onDisk === undefined) await disk?.put(key, Buffer.from(content)).catch(onFault);
		return problem;
	}
}

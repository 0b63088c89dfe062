import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { Shared } from './codec.ts';
import { pack, unpack } from './message.ts';

/** How long what jobs share stays in Redis after it was last needed. */
const lifeMs = 60_000;
const digestsRemembered = 10_000;

const keyOf = (prefix: string, digest: string) => `${prefix}:shared:${digest}`;

/** Puts what jobs share into Redis, each content once in a while and not with every job. */
export class SharedSender {
	readonly #redis: Redis;
	readonly #prefix: string;
	readonly #sent = new LRUCache<string, true>({ max: digestsRemembered, ttl: lifeMs / 2 });

	constructor(redis: Redis, prefix: string) {
		this.#redis = redis;
		this.#prefix = prefix;
	}

	/** Resolves when it is there; commands that are sent after the call find it. */
	async send(shared: Shared): Promise<void> {
		if (!this.#sent.has(shared.digest)) await this.#put(shared);
	}

	/** Keeps what jobs that wait will need for another while. */
	async renew(needed: Iterable<Shared>): Promise<void> {
		const distinct = [...new Map([...needed].map((shared) => [shared.digest, shared])).values()];
		await Promise.all(
			distinct.map(async (shared) => {
				const isThere = await this.#redis.pexpire(keyOf(this.#prefix, shared.digest), lifeMs);
				if (isThere === 0) await this.#put(shared);
				else this.#sent.set(shared.digest, true);
			}),
		);
	}

	/** It has got lost, and is to be sent again. */
	forget(digest: string): void {
		this.#sent.delete(digest);
	}

	async #put({ digest, content }: Shared): Promise<void> {
		this.#sent.set(digest, true);
		try {
			await this.#redis.set(keyOf(this.#prefix, digest), pack(content), 'PX', lifeMs);
		} catch (error) {
			this.#sent.delete(digest);
			throw error;
		}
	}
}

/** Bytes by digest beyond the life of a process. */
export interface SharedDisk {
	get(digest: string): Promise<Buffer | undefined>;
	put(digest: string, bytes: Buffer): Promise<void>;
}

export interface SharedReaderOptions {
	readonly memoryBytes: number;
	readonly disk?: SharedDisk | undefined;
	readonly onFault: (fault: unknown) => void;
}

/** What jobs share, from memory, disk or Redis; for one digest it is always the same object, while it is in memory. */
export class SharedReader {
	readonly #redis: Redis;
	readonly #prefix: string;
	readonly #options: SharedReaderOptions;
	readonly #known: LRUCache<string, { readonly content: unknown; readonly bytes: number }>;
	readonly #reading = new Map<string, Promise<unknown>>();

	constructor(redis: Redis, prefix: string, options: SharedReaderOptions) {
		this.#redis = redis;
		this.#prefix = prefix;
		this.#options = options;
		this.#known = new LRUCache({ maxSize: options.memoryBytes, sizeCalculation: ({ bytes }) => bytes });
	}

	/** Undefined when it is nowhere. */
	async read(digest: string): Promise<unknown> {
		const known = this.#known.get(digest);
		if (known !== undefined) return known.content;
		const reading = this.#reading.get(digest) ?? this.#find(digest);
		this.#reading.set(digest, reading);
		try {
			return await reading;
		} finally {
			this.#reading.delete(digest);
		}
	}

	async #find(digest: string): Promise<unknown> {
		const { disk, onFault } = this.#options;
		const kept = await disk?.get(digest);
		const bytes = kept ?? (await this.#redis.getBuffer(keyOf(this.#prefix, digest)));
		if (bytes === null) return undefined;
		if (kept === undefined) disk?.put(digest, bytes).catch(onFault); // nobody has to wait for it
		const content = unpack(bytes);
		this.#known.set(digest, { content, bytes: expanded * bytes.length });
		return content;
	}
}

/** What was compressed takes more in memory, about so many times. */
const expanded = 8;

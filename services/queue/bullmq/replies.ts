import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { cut, type OnRedisFault } from './connection.ts';
import { Reply, unpack } from './message.ts';

const blockMs = 5_000;
const repliesAtOnce = 200;
const retryMs = 200;

export interface ReplyReaderOptions {
	/** A connection of its own, since reading blocks. */
	readonly blocking: Redis;
	readonly redis: Redis;
	readonly stream: string;
	readonly onReply: (id: string, reply: Reply) => void;
	readonly onFault: OnRedisFault;
}

/** Reads what workers say to this process, each word once and in order, until it is closed. */
export class ReplyReader {
	readonly #options: ReplyReaderOptions;
	readonly #ended: Promise<void>;
	#closed = false;
	#last = '0';

	constructor(options: ReplyReaderOptions) {
		this.#options = options;
		this.#ended = this.#read();
	}

	async close(): Promise<void> {
		this.#closed = true;
		await cut(this.#options.blocking);
		await this.#ended;
	}

	async #read(): Promise<void> {
		while (!this.#closed) {
			try {
				await this.#readSome();
			} catch (error) {
				if (this.#closed) return;
				this.#options.onFault(error);
				await delay(retryMs);
			}
		}
	}

	async #readSome(): Promise<void> {
		const { blocking, redis, stream, onReply, onFault } = this.#options;
		const read = await blocking.xreadBuffer('COUNT', repliesAtOnce, 'BLOCK', blockMs, 'STREAMS', stream, this.#last);
		const entries = read?.[0]?.[1] ?? [];
		for (const [entryId, fields] of entries) {
			this.#last = entryId.toString();
			const [, id, , body] = fields;
			const reply = body === undefined ? undefined : Reply.safeParse(unpack(body));
			if (id !== undefined && reply?.success === true) onReply(id.toString(), reply.data);
			else onFault(new Error(`a reply that is not understood, of program ${id?.toString()}`));
		}
		if (entries.length > 0) redis.xtrim(stream, 'MINID', this.#last).catch(onFault);
	}
}

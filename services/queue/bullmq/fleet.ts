import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Fleet } from '../../execution/fleet.ts';
import { messageVersion } from './message.ts';

/** What a worker says of itself, every few seconds. */
export const Announcement = z.object({
	id: z.string(),
	/** Its languages, each with what its toolchain says of its version, if anything. */
	languages: z.record(z.string(), z.string().nullable()),
	/** The versions of messages that it reads. */
	messages: z.array(z.number()),
	slots: z.number(),
	busySlots: z.number(),
	/** Of this software. */
	release: z.string(),
});
export type Announcement = z.infer<typeof Announcement>;

/** After so many milliseconds without a word a worker counts as gone. */
const announcementLifeMs = 10_000;
export const announceEveryMs = 2_000;

const indexOf = (prefix: string) => `${prefix}:workers`;
const keyOf = (prefix: string, id: string) => `${prefix}:worker:${id}`;

export async function announce(redis: Redis, prefix: string, announcement: Announcement): Promise<void> {
	await redis.set(keyOf(prefix, announcement.id), JSON.stringify(announcement), 'PX', announcementLifeMs);
	await redis.sadd(indexOf(prefix), announcement.id);
}

export async function withdraw(redis: Redis, prefix: string, id: string): Promise<void> {
	await Promise.all([redis.del(keyOf(prefix, id)), redis.srem(indexOf(prefix), id)]);
}

/** The workers that are there; what one of another release says that is not understood is left out. */
export async function readFleet(redis: Redis, prefix: string): Promise<readonly Announcement[]> {
	const ids = await redis.smembers(indexOf(prefix));
	if (ids.length === 0) return [];
	const texts = await redis.mget(ids.map((id) => keyOf(prefix, id)));
	const gone = ids.filter((_id, index) => texts[index] === null);
	if (gone.length > 0) await redis.srem(indexOf(prefix), ...gone);
	return texts.flatMap((text) => {
		const announcement = text === null ? undefined : Announcement.safeParse(JSON.parse(text));
		return announcement?.success === true ? [announcement.data] : [];
	});
}

/** The workers as last seen, and what they could do of late. */
export class FleetView implements Fleet {
	readonly #graceMs: number;
	readonly #now: () => number;
	/** By id, with when it was last seen. */
	readonly #recent = new Map<string, { readonly atMs: number; readonly worker: Announcement }>();
	#workers: readonly Announcement[] = [];
	/** Languages that there have been. */
	readonly #known = new Set<string>();

	/** What a worker has counts as there for `graceMs` after the worker was seen last. */
	constructor(graceMs: number, now: () => number) {
		this.#graceMs = graceMs;
		this.#now = now;
	}

	update(workers: readonly Announcement[]): void {
		this.#workers = workers.filter(({ messages }) => messages.includes(messageVersion));
		for (const worker of this.#workers) {
			this.#recent.set(worker.id, { atMs: this.#now(), worker });
			for (const language of Object.keys(worker.languages)) this.#known.add(language);
		}
	}

	get workers(): number {
		return this.#workers.length;
	}

	/** Places of all workers. */
	get slots(): number {
		return this.#workers.reduce((sum, { slots }) => sum + slots, 0);
	}

	get busySlots(): number {
		return this.#workers.reduce((sum, { busySlots }) => sum + busySlots, 0);
	}

	/** How many workers have each of the languages that there have been. */
	workersByLanguage(): ReadonlyMap<string, number> {
		const count = (language: string) => this.#workers.filter(({ languages }) => Object.hasOwn(languages, language)).length;
		return new Map([...this.#known].map((language) => [language, count(language)]));
	}

	/** The languages that there are, with the versions of their toolchains. */
	languages(): ReadonlyMap<string, string | null> {
		return new Map(this.#lately().flatMap(({ languages }) => Object.entries(languages)));
	}

	/** Whether there is a worker that has all of them. */
	has(languages: readonly string[]): boolean {
		return this.#lately().some((worker) => languages.every((language) => Object.hasOwn(worker.languages, language)));
	}

	#lately(): Announcement[] {
		for (const [id, { atMs }] of this.#recent) if (this.#now() - atMs > this.#graceMs) this.#recent.delete(id);
		return [...this.#recent.values()].map(({ worker }) => worker);
	}
}

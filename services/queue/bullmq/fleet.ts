import type { Redis } from 'ioredis';
import { z } from 'zod';
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
	await redis.del(keyOf(prefix, id));
	await redis.srem(indexOf(prefix), id);
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
export class FleetView {
	readonly #graceMs: number;
	readonly #now: () => number;
	readonly #lastSeen = new Map<string, { readonly atMs: number; readonly version: string | null }>();
	#workers: readonly Announcement[] = [];

	/** A language counts as there for `graceMs` after its last worker was seen. */
	constructor(graceMs: number, now: () => number) {
		this.#graceMs = graceMs;
		this.#now = now;
	}

	update(workers: readonly Announcement[]): void {
		this.#workers = workers.filter(({ messages }) => messages.includes(messageVersion));
		for (const { languages } of this.#workers)
			for (const [language, version] of Object.entries(languages)) this.#lastSeen.set(language, { atMs: this.#now(), version });
	}

	get workers(): readonly Announcement[] {
		return this.#workers;
	}

	/** Places of all workers. */
	get slots(): number {
		return this.#workers.reduce((sum, { slots }) => sum + slots, 0);
	}

	/** The languages that there are, with the versions of their toolchains. */
	languages(): ReadonlyMap<string, string | null> {
		const recent = [...this.#lastSeen].filter(([, { atMs }]) => this.#now() - atMs <= this.#graceMs);
		return new Map(recent.map(([language, { version }]) => [language, version]));
	}
}

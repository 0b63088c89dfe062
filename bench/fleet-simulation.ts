import { randomAt } from '../services/random.ts';
import type { Costs } from './fleet-costs.ts';

export interface Fleet {
	/** Processes that answer; each has one processor. */
	readonly apis: number;
	/** Of which a fleet has one; with more there are so many fleets, and every problem has its own. */
	readonly redises: number;
	readonly postgresCores: number;
	/** Of all workers; each has a processor. */
	readonly slots: number;
}

export interface Step {
	readonly costs: Costs;
	readonly fleet: Fleet;
	readonly problems: number;
	readonly samples: number;
	/** The time over which samples come, from the first to the longest; 0: all at once. */
	readonly spreadSeconds: number;
	readonly seed: number;
}

export interface Outcome {
	readonly lastArrivalSeconds: number;
	/** When the last program is paid. */
	readonly lastSeconds: number;
	/** From a program's arrival to its reward. */
	readonly medianWaitSeconds: number;
}

/** How much programs differ: the standard deviation of the logarithm of what they take. */
const sigma = 0.5;

/**
 * One step as a network of queues, each first come, first served: who answers, Redis, a slot, Redis, PostgreSQL, and who
 * answers again. What a worker does beside its sandboxes is done on the processor of the slot.
 */
export function simulateStep({ costs, fleet, problems, samples, spreadSeconds, seed }: Step): Outcome {
	let place = 0;
	const random = () => randomAt(seed, place++);
	const stations = {
		api: new Station(fleet.apis),
		redis: new Station(fleet.redises),
		slot: new Station(fleet.slots),
		postgres: new Station(fleet.postgresCores),
	};
	const events = new EventQueue();
	const waits: number[] = [];
	let [lastMs, lastArrivalMs] = [0, 0];
	const enter = (arrivedMs: number) => {
		const route: readonly (readonly [keyof typeof stations, number])[] = [
			['api', costs.apiMs / 2],
			['redis', costs.redisMs / 2],
			['slot', (costs.slotMs + costs.workerMs) * Math.exp(sigma * normal(random) - sigma ** 2 / 2)],
			['redis', costs.redisMs / 2],
			['postgres', costs.postgresMs],
			['api', costs.apiMs / 2],
		];
		const go = (nowMs: number, visit: number) => {
			const [name, ms] = route[visit] ?? [];
			if (name !== undefined && ms !== undefined) {
				events.add(stations[name].endOf(nowMs, ms), (endMs) => go(endMs, visit + 1));
				return;
			}
			waits.push(nowMs - arrivedMs);
			lastMs = nowMs;
		};
		events.add(arrivedMs, (nowMs) => go(nowMs, 0));
		lastArrivalMs = Math.max(lastArrivalMs, arrivedMs);
	};
	for (let problem = 0; problem < problems; problem++) {
		const hardness = random();
		// Many answers are short and few are as long as they may be; those to one problem are alike.
		for (let sample = 0; sample < samples; sample++) enter(500 * spreadSeconds * (hardness ** 2 + random() ** 2));
	}
	events.run();
	const middle = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0;
	return { lastArrivalSeconds: lastArrivalMs / 1000, lastSeconds: lastMs / 1000, medianWaitSeconds: middle / 1000 };
}

/** So many servers of one line. Who arrives earlier asks earlier. */
class Station {
	/** When each server is free, a heap. */
	readonly #free: Heap<number>;

	constructor(servers: number) {
		this.#free = new Heap((at) => at);
		for (let n = 0; n < servers; n++) this.#free.push(0);
	}

	endOf(arrivedMs: number, ms: number): number {
		const endMs = Math.max(arrivedMs, this.#free.pop() ?? 0) + ms;
		this.#free.push(endMs);
		return endMs;
	}
}

type Event = readonly [atMs: number, happen: (atMs: number) => void];

class EventQueue {
	readonly #events = new Heap<Event>(([atMs]) => atMs);

	add(...event: Event): void {
		this.#events.push(event);
	}

	run(): void {
		for (let next = this.#events.pop(); next !== undefined; next = this.#events.pop()) next[1](next[0]);
	}
}

/** Gives back the item with the least key first. */
class Heap<T> {
	readonly #keyOf: (item: T) => number;
	readonly #items: T[] = [];

	constructor(keyOf: (item: T) => number) {
		this.#keyOf = keyOf;
	}

	push(item: T): void {
		let at = this.#items.push(item) - 1;
		for (let parent = (at - 1) >> 1; at > 0 && this.#isLess(at, parent); parent = (at - 1) >> 1) at = this.#swap(at, parent);
	}

	pop(): T | undefined {
		const [first] = this.#items;
		const last = this.#items.pop();
		if (last === undefined || this.#items.length === 0) return first;
		this.#items[0] = last;
		for (let at = 0; ; ) {
			const [left, right] = [2 * at + 1, 2 * at + 2];
			const least = this.#isLess(right, left) ? right : left;
			if (!this.#isLess(least, at)) return first;
			at = this.#swap(at, least);
		}
	}

	#isLess(a: number, b: number): boolean {
		const [one, other] = [this.#items[a], this.#items[b]];
		return one !== undefined && other !== undefined && this.#keyOf(one) < this.#keyOf(other);
	}

	/** Returns where the first one is now. */
	#swap(a: number, b: number): number {
		[this.#items[a], this.#items[b]] = [this.#items[b] as T, this.#items[a] as T];
		return b;
	}
}

/** By Box and Muller. */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { RewardsRequest } from '../contract/rewards.ts';
import { AssayError } from '../errors.ts';
import type { PaymentStore } from '../store/contract.ts';
import type { Call } from './pay.ts';

/** So many items are read before others get a turn. */
const itemsAtOnce = 32;

/** So many calls are remembered as charged for. */
const callsRemembered = 10_000;
const callLifeMs = 86_400_000;

export interface CallWork<T> {
	/** Counts programs against the limits of a key: those of a call once. */
	readonly charge: (programs: number) => void;
	readonly pay: (call: Call) => Promise<T>;
}

/** Calls with an idempotency key: one at a time for each key of a tenant. */
export class Calls {
	readonly #store: PaymentStore;
	readonly #underWay = new Set<string>();
	/** As what a key may is, this is known to one process: another one charges for what is not paid. */
	readonly #charged = new LRUCache<string, true>({ max: callsRemembered, ttl: callLifeMs });

	constructor(store: PaymentStore) {
		this.#store = store;
	}

	/**
	 * Does the work of a call, or the rest of it when it was sent before. Throws `call_in_progress`
	 * while an earlier sending is still worked on, and `key_reused` when the request was another one.
	 */
	async once<T>(tenant: string, key: string, request: RewardsRequest, { charge, pay }: CallWork<T>): Promise<T> {
		const name = JSON.stringify([tenant, key]);
		if (this.#underWay.has(name))
			throw new AssayError('call_in_progress', `a call with the key ${JSON.stringify(key)} is under way`, {
				hint: 'Send it again when that one is answered, or has been given up.',
			});
		this.#underWay.add(name);
		try {
			const call = { tenant, key, requestDigest: await digestOf(request) };
			const paid = await this.#store.openCall(call);
			if (paid === undefined)
				throw new AssayError('key_reused', `the key ${JSON.stringify(key)} was used for another request`, {
					hint: 'Use a key for one call.',
				});
			if (!this.#charged.has(name)) charge(request.items.length - paid.size);
			this.#charged.set(name, true);
			return await pay({ paid, keep: async (lines, observed) => await this.#store.putPaid(call, lines, observed) });
		} finally {
			this.#underWay.delete(name);
		}
	}
}

async function digestOf({ items, ...rest }: RewardsRequest): Promise<string> {
	const hash = createHash('sha256').update(JSON.stringify(rest));
	for (const [index, item] of items.entries()) {
		if (index % itemsAtOnce === itemsAtOnce - 1) await breathe();
		hash.update(`\n${JSON.stringify(item)}`);
	}
	return hash.digest('hex');
}

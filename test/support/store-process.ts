import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RewardLine } from '../../services/contract/rewards.ts';
import { LevelOptions } from '../../services/difficulty/levels.ts';
import type { NewJob, ObservedSample, Store } from '../../services/store/contract.ts';
import { openPostgresStore } from '../../services/store/postgres/store.ts';
import { openSqliteStore } from '../../services/store/sqlite/store.ts';

/** Where a store is kept. */
export type StoreAddress = { readonly file: string } | { readonly url: string };

export interface OpenOptions {
	readonly now?: () => Date;
	readonly patienceMs?: number;
	/** Connections to a server, at most. */
	readonly connections?: number;
}

export async function openStoreAt(address: StoreAddress, options: OpenOptions = {}): Promise<Store> {
	const cacheBytes = 1 << 20;
	if ('file' in address) return await openSqliteStore({ file: address.file, cacheBytes, ...options });
	return await openPostgresStore({ url: address.url, cacheBytes, connections: 4, ...options });
}

/** The n-th of the samples that every process adds: of three policies, its tests in a different order each time. */
export function sampleOf(n: number): ObservedSample {
	const ids = Array.from({ length: 20 }, (_, index) => `t${(index * 7 + n) % 20}`);
	const tests = (n % 2 === 0 ? ids : ids.toReversed()).map((id) => ({ id, passed: (id.length + n) % 3 === 0, costMs: n % 5 }));
	return { policy: `p${n % 3}`, times: 1 + (n % 4), solved: n % 7 === 0, tests };
}

export const lineOf = (position: number): RewardLine => ({
	...{ id: String(position), domain: 'code', reward: 0.5, status: 'ok', passed: 1, judged: 2, total: 2 },
	...{ skipped: [], levels: 1, cold: false },
});

export const theCall = { tenant: 't', key: 'k', requestDigest: 'r' };

export const jobOf = (id: string, samples: number): NewJob => ({
	id,
	levels: LevelOptions.parse({}),
	samples: Array.from({ length: samples }, (_, n) => ({ problem_id: 'p', digest: 'd', language: 'python', code: `# ${n}`, policy: 'p' })),
});

/** What a process can be told to do with the store, `times` times. */
const tasks = {
	/** Opens and closes it. */
	open: async () => undefined,
	/** Counts samples, four at a time. */
	count: async (store: Store, times: number) => {
		const one = async (first: number) => {
			for (let n = first; n < times; n += 4) await store.addOutcomes('t', 'd', [sampleOf(n), sampleOf(n + 1)]);
		};
		await Promise.all([0, 1, 2, 3].map(one));
	},
	/** Pays the positions of one call. */
	pay: async (store: Store, times: number) => {
		await store.openCall(theCall);
		for (let n = 0; n < times; n++) await store.putPaid(theCall, new Map([[n, lineOf(n)]]), { digest: 'd', sample: sampleOf(n) });
	},
	/** Puts the results of the job `j`. */
	results: async (store: Store, times: number) => {
		const job = await store.getJob('t', 'j');
		if (job === undefined) throw new Error('no job');
		for (let n = 0; n < times; n++) await store.putResult(job, n, 'd', [{ id: 'x', verdict: 'accepted' }], sampleOf(n));
	},
	/** Moves a curriculum on, over the changes of others. */
	curriculum: async (store: Store, times: number) => {
		for (let n = 0; n < times; ) {
			const read = await store.getCurriculum('t', 'c');
			if (read === undefined) throw new Error('no curriculum');
			const { version, state } = read;
			if (await store.putCurriculum('t', 'c', version, { ...state, taken: state.taken + 1 })) n++;
		}
	},
} as const satisfies Record<string, (store: Store, times: number) => Promise<void>>;
export type StoreTask = keyof typeof tasks;

interface Order {
	readonly address: StoreAddress;
	readonly task: StoreTask;
	readonly times: number;
}

/** Processes that do the same task at the same time, in stores of their own. */
export interface StoreProcesses extends AsyncDisposable {
	/** Resolves when all have done it; rejects with what one says that fails. */
	run(order: Order): Promise<void>;
}

export function startProcesses(count: number): StoreProcesses {
	const started = Array.from({ length: count }, () => {
		const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], { stdio: ['pipe', 'pipe', 'inherit'] });
		const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
		return { child, answers, ended: once(child, 'close') };
	});
	return {
		run: async (order) => {
			for (const { child } of started) child.stdin.write(`${JSON.stringify(order)}\n`);
			for (const answer of await Promise.all(started.map(async ({ answers }) => await answers.next())))
				if (answer.value !== 'done') throw new Error(`a process says: ${answer.value}`);
		},
		[Symbol.asyncDispose]: async () => {
			for (const { child } of started) child.stdin.end();
			await Promise.all(started.map(({ ended }) => ended));
		},
	};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for await (const line of createInterface(process.stdin)) {
		const { address, task, times } = JSON.parse(line) as Order;
		try {
			await using store = await openStoreAt(address);
			await tasks[task](store, times);
			console.log('done');
		} catch (error) {
			console.log(String(error));
		}
	}
}

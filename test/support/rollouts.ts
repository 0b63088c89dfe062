import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { RewardLine } from '../../services/contract/rewards.ts';

const suite = {
	id: 'rise',
	tests: [1, 5, 9].map((value) => ({ id: `up to ${value}`, kind: 'stdio', input: `${value}\n`, output: `${value}\n` })),
};
/** Programs and how many of the three tests they pass. */
const kinds = [
	{ code: 'print(int(input()))', passed: 3 },
	{ code: 'n = int(input())\nprint(n if n < 9 else 0)', passed: 2 },
	{ code: 'n = int(input())\nprint(n if n < 5 else 0)', passed: 1 },
	{ code: 'print(', passed: 0 },
] as const;

const kindOf = (n: number) => kinds[n % kinds.length] ?? kinds[0];

/** What a trainer gets for programs of known worth. */
export interface Paid {
	/** Lines by program; more than one is one too many. */
	readonly lines: ReadonlyMap<string, readonly RewardLine[]>;
	/** What the service has learnt of the tests. */
	readonly statistics: unknown;
}

/**
 * Sends so many programs in batches at once, and calls back with each line that comes. A client that is `stubborn`
 * gives its calls names and sends one again whose answer is not whole; what it was told before has to stay so.
 */
export async function payRollouts(
	url: string,
	programs: number,
	batches: number,
	onLine: () => void = () => undefined,
	stubborn = false,
): Promise<Paid> {
	await post(`${url}/v1/problems`, suite);
	const lines = new Map<string, RewardLine[]>();
	const batch = async (index: number) => {
		const mine = Array.from({ length: programs }, (_, n) => n).filter((n) => n % batches === index);
		const items = mine.map((n) => ({ id: String(n), problem_id: suite.id, language: 'python', code: `${kindOf(n).code}\n# ${n}` }));
		const told = new Map<string, RewardLine[]>();
		const send = async () => {
			const answer = await post(`${url}/v1/rewards`, { scheme: 'fraction', observe: true, items }, stubborn ? `batch ${index}` : undefined);
			const paid = new Map<string, RewardLine[]>();
			for await (const line of linesOf(answer)) {
				const one = RewardLine.parse(line);
				paid.set(one.id, [...(paid.get(one.id) ?? []), one]);
				if (!told.has(one.id)) onLine();
				told.set(one.id, [one, ...(told.get(one.id) ?? []).filter(({ reward }) => reward !== one.reward)]);
			}
			if (paid.size < items.length) throw new Error('the answer ended too early');
			return paid;
		};
		for (const [id, paid] of await (stubborn ? again(send) : send())) lines.set(id, [...paid, ...(told.get(id) ?? []).slice(1)]);
	};
	await Promise.all(Array.from({ length: batches }, (_, index) => batch(index)));
	const difficulty = await (await fetch(`${url}/v1/problems/${suite.id}/difficulty`)).json();
	return { lines, statistics: Statistics.parse(difficulty) };
}

const Statistics = z.object({
	samples: z.number(),
	tests: z.array(z.object({ id: z.string(), passed: z.number(), judged: z.number() })),
});

/** What is wrong with the lines, in words: one for each program that was not paid once and rightly. */
export function complaints(lines: Paid['lines'], programs: number): string[] {
	return Array.from({ length: programs }, (_, n) => n).flatMap((n) => {
		const [line, ...others] = lines.get(String(n)) ?? [];
		if (line === undefined) return `${n} was not paid`;
		if (others.length > 0) return `${n} was paid ${1 + others.length} times`;
		return line.reward === kindOf(n).passed / suite.tests.length ? [] : `${n}: ${JSON.stringify(line)}`;
	});
}

/** What a service has learnt of the tests when it has counted every program once. */
export function expectedStatistics(programs: number): unknown {
	const passing = (index: number) => Array.from({ length: programs }, (_, n) => n).filter((n) => kindOf(n).passed > index).length;
	return { samples: programs, tests: suite.tests.map(({ id }, index) => ({ id, passed: passing(index), judged: programs })) };
}

const resendMs = 200;

/** Does what may fail for a while. */
async function again<T>(work: () => Promise<T>): Promise<T> {
	for (;;) {
		try {
			return await work();
		} catch {
			await delay(resendMs); // as long as a client waits
		}
	}
}

async function post(url: string, body: unknown, call?: string): Promise<Response> {
	const named = call === undefined ? {} : { 'idempotency-key': call };
	const headers = { 'content-type': 'application/json', accept: 'application/x-ndjson', ...named };
	const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
	if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
	return response;
}

async function* linesOf({ body }: Response): AsyncGenerator<unknown> {
	let rest = '';
	for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) yield JSON.parse(line);
	}
}

/** Counts lines that come, and tells when so many more have. */
export function lineCounter() {
	let lines = 0;
	const waiters = new Set<{ readonly at: number; readonly resolve: () => void }>();
	const onLine = () => {
		lines++;
		for (const waiter of waiters) if (lines >= waiter.at && waiters.delete(waiter)) waiter.resolve();
	};
	const more = async (count: number) => await new Promise<void>((resolve) => waiters.add({ at: lines + count, resolve }));
	return { onLine, more };
}

/** Things that happen when so many lines have come; `onLine` counts them, `all` resolves when all have happened. */
export function disturbances(plan: readonly { readonly after: number; readonly what: () => Promise<unknown> }[]) {
	let lines = 0;
	const happened = plan.map(() => Promise.withResolvers<unknown>());
	const onLine = () => {
		lines++;
		for (const [index, { after, what }] of plan.entries())
			if (lines === after) what().then(happened[index]?.resolve, happened[index]?.reject);
	};
	return { onLine, all: Promise.all(happened.map(({ promise }) => promise)) };
}

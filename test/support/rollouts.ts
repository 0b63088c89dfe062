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

/** Sends so many programs in batches at once, and calls back with each line that comes. */
export async function payRollouts(url: string, programs: number, batches: number, onLine: () => void = () => undefined): Promise<Paid> {
	await post(`${url}/v1/problems`, suite);
	const lines = new Map<string, RewardLine[]>();
	const batch = async (index: number) => {
		const mine = Array.from({ length: programs }, (_, n) => n).filter((n) => n % batches === index);
		const items = mine.map((n) => ({ id: String(n), problem_id: suite.id, language: 'python', code: `${kindOf(n).code}\n# ${n}` }));
		const answer = await post(`${url}/v1/rewards`, { scheme: 'fraction', observe: true, items });
		for await (const line of linesOf(answer)) {
			const paid = RewardLine.parse(line);
			lines.set(paid.id, [...(lines.get(paid.id) ?? []), paid]);
			onLine();
		}
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

async function post(url: string, body: unknown): Promise<Response> {
	const headers = { 'content-type': 'application/json', accept: 'application/x-ndjson' };
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

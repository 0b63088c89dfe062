import { expect, test } from 'vitest';
import type { RunOutcome, RunSpec } from '../../runners/sandboxes/contract.ts';
import { runBatches } from '../../services/execution/batches.ts';
import { Doubts } from '../../services/execution/doubts.ts';
import type { Session } from '../../services/execution/session.ts';
import { Turnstile } from '../../services/execution/turnstile.ts';
import { outcomeOf } from '../support/outcome.ts';

const ended = (cpuMs: number) => outcomeOf('exited', cpuMs);
const stopped = outcomeOf('cpu_limit', 1100);

/** Runs of a program whose limit is a second: how each test ends at first, and when it is repeated; what is concluded. */
async function conclusions(first: readonly RunOutcome[], again: Readonly<Record<number, RunOutcome>>, wantedUntil = first.length) {
	const tests = first.map((_, index) => ({ id: String(index), kind: 'stdio' as const, input: '', output: '' }));
	const concluded = new Map<string, string>();
	const repeated: number[] = [];
	let sent = 0;
	const limits = { cpuMs: 1000, wallMs: 4000, memoryMb: 64, outputBytes: 1000 };
	const session = {
		sandbox: {
			runAll: async (_: RunSpec, cases: readonly unknown[], onOutcome: (one: RunOutcome, index: number) => void) => {
				for (const one of first.slice(sent, sent + cases.length).entries()) onOutcome(one[1], one[0]);
				sent += cases.length;
			},
			run: async ({ stdin }: RunSpec) => {
				const index = Number(stdin);
				repeated.push(index);
				return again[index] ?? stopped;
			},
		},
		language: { runtimeMemoryMb: 0, maxProcesses: 1 },
		engine: { turnstile: new Turnstile(2) },
		plan: { limits },
		lazy: false,
		doubts: new Doubts(limits.cpuMs),
		wanted: (some: readonly { readonly id: string }[]) =>
			concluded.size >= wantedUntil ? [] : some.filter(({ id }) => !concluded.has(id)),
	} as unknown as Session;
	await runBatches(session, { env: {} }, tests, {
		caseOf: ({ id }) => ({ stdin: Buffer.from(id) }),
		conclude: async ({ id }, { status, cpuMs }) => {
			concluded.set(id, `${status} ${cpuMs}`);
		},
	});
	return { concluded: [...concluded.values()], repeated };
}

test('A program that was stopped while the machine was slow passes when it runs once more', async () => {
	const { concluded, repeated } = await conclusions([ended(50), ended(400), stopped, ended(550)], { 2: ended(600) });
	expect(concluded).toEqual(['exited 50', 'exited 400', 'exited 600', 'exited 550']);
	expect(repeated).toEqual([2]);
});

test('A program that is too slow is run once more, on one test, and one in a loop is not', async () => {
	const slow = await conclusions([ended(400), stopped, stopped, stopped], {});
	expect(slow).toEqual({ concluded: ['exited 400', 'cpu_limit 1100', 'cpu_limit 1100', 'cpu_limit 1100'], repeated: [1] });
	const loop = await conclusions([ended(5), stopped, stopped], {});
	expect(loop).toEqual({ concluded: ['exited 5', 'cpu_limit 1100', 'cpu_limit 1100'], repeated: [] });
});

test('What is over the limit when it runs alone has broken it, and what is not wanted any more is not repeated', async () => {
	const over = await conclusions([ended(950)], { 0: ended(1010) });
	expect(over).toEqual({ concluded: ['cpu_limit 1010'], repeated: [0] });
	const unwanted = await conclusions([ended(10), ended(950)], {}, 1);
	expect(unwanted).toEqual({ concluded: ['exited 10'], repeated: [] });
});

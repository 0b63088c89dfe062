import { describe, expect, test } from 'vitest';
import type { Task } from '../../bench/peers/contract.ts';
import { allPeers } from '../../bench/peers/index.ts';
import { whyMissing } from '../../bench/peers/installed.ts';
import { keepToOneCore } from '../../bench/peers/one-core.ts';
import { descendants } from '../../bench/peers/process-tree.ts';

const stdio = {
	id: 'sum',
	tests: [1, 2, 3].map((n) => ({ kind: 'stdio' as const, input: `${n} 2\n`, output: `${n + 2}\n` })),
};
const asserts = {
	id: 'add',
	tests: [1, 2].map((n) => ({ kind: 'code' as const, code: `assert add(${n}, 2) == ${n + 2}`, entry_point: 'add' })),
};

const task = (problem: Task['problem'], code: string, right: boolean): Task => ({ id: code, problem, code, right });
const tasks = {
	stdio: [
		task(stdio, 'print(sum(map(int, input().split())))', true),
		task(stdio, 'a, b = map(int, input().split())\nprint(a - b)', false),
		task(stdio, 'import sys\nprint(sum(int(word) for word in sys.stdin.read().split()))', true),
		task(stdio, 'raise ValueError', false),
	],
	code: [
		task(asserts, 'def add(a, b):\n\treturn a + b', true),
		task(asserts, 'def add(a, b):\n\treturn a - b', false),
		task(asserts, 'def subtract(a, b):\n\treturn a - b', false),
	],
};
const endless = task(stdio, 'while True:\n\tpass', false);

/** One that is not to be had here is listed by `make bench-peers` with its reason. */
const here = allPeers.filter((peer) => peer.missing?.() === undefined);

describe.each(here)('$title', (peer) => {
	test.for(peer.kinds.flatMap((kind) => (kind === 'stdio' || kind === 'code' ? [kind] : [])))(
		'says which programs pass all of their %s tests',
		async (kind) => {
			await using opened = await peer.open();
			const { seconds, accepted } = await opened.judge(tasks[kind]);
			expect(accepted).toEqual(tasks[kind].map(({ right }) => right));
			expect(seconds).toBeGreaterThan(0);
		},
	);

	test('keeps to one core, and leaves nothing behind when it is ended in the middle of its work', async () => {
		const before = new Set(descendants(process.pid));
		const started = () => descendants(process.pid).filter((pid) => !before.has(pid));
		using core = keepToOneCore();
		const opened = await peer.open();
		const idle = started().length;
		const judged = opened.judge([endless, endless]).catch((error: unknown) => error);
		await expect.poll(() => started().length, { timeout: 10_000 }).toBeGreaterThan(idle);
		expect(core.strays().filter((pid) => !before.has(pid))).toEqual([]);
		await opened[Symbol.asyncDispose]();
		await judged;
		await expect.poll(started, { timeout: 10_000 }).toEqual([]);
	});
});

test('A peer that is not installed says how it comes', () => {
	expect(whyMissing('one that nobody has heard of')).toBe('needs deploy/setup.sh --peers');
});

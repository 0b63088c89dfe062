import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Verdict } from '../../services/contract/verdict.ts';
import { Problem } from '../../testcases/schema.ts';
import { openGrader } from '../support/grader.ts';

const gradings = 10_000;
const warmUp = 1_000;

const problem = Problem.parse({
	id: 'double',
	limits: { cpu_ms: 1000, wall_ms: 1500, memory_mb: 64, output_kb: 64 },
	tests: [
		{ kind: 'stdio', input: '2\n', output: '4\n' },
		{ kind: 'stdio', input: '21\n', output: '42\n' },
	],
});
const code = Problem.parse({
	id: 'code',
	tests: [{ kind: 'code', code: 'def check(c):\n    assert c(2) == 4\n    assert c(3) == 6', entry_point: 'f' }],
});

interface Program {
	readonly language: string;
	readonly text: (n: number) => string;
	readonly verdict: Verdict;
	readonly problem: Problem;
	/** Of a thousand gradings. */
	readonly share: number;
}

const programs: readonly Program[] = [
	{ language: 'python', text: (n) => `print(2 * int(input()))  # ${n}`, verdict: 'accepted', problem, share: 500 },
	{ language: 'python', text: (n) => `print(int(input()))  # ${n}`, verdict: 'wrong_answer', problem, share: 160 },
	{ language: 'python', text: (n) => `raise ValueError(${n})`, verdict: 'runtime_error', problem, share: 100 },
	{ language: 'python', text: (n) => `print(${n}`, verdict: 'compile_error', problem, share: 50 },
	{ language: 'python', text: (n) => `def f(x): return x * 2  # ${n}`, verdict: 'accepted', problem: code, share: 100 },
	{ language: 'python', text: () => 'while True: print("x" * 999)', verdict: 'output_limit', problem, share: 10 },
	{ language: 'python', text: () => 'x = bytearray(1 << 30)', verdict: 'memory_limit', problem, share: 10 },
	{ language: 'python', text: () => 'while True: pass', verdict: 'time_limit', problem, share: 2 },
	{
		language: 'python',
		text: () => 'import os\nfor _ in range(5): os.fork()\nprint(2 * int(input()))',
		verdict: 'runtime_error',
		problem,
		share: 8,
	},
	{
		language: 'c',
		text: () => 'int main(void) { return n; }',
		verdict: 'compile_error',
		problem,
		share: 10,
	},
	{
		language: 'c',
		text: () => '#include <stdio.h>\nint main(void) { int n; scanf("%d", &n); printf("%d\\n", 2 * n); }',
		verdict: 'accepted',
		problem,
		share: 40,
	},
	{
		language: 'javascript',
		text: () => 'console.log(2 * Number(require("fs").readFileSync(0, "utf8")))',
		verdict: 'accepted',
		problem,
		share: 10,
	},
];

/** Fork storms end as their input runs out, one way or another; what matters is what they leave behind. */
const anyVerdict = new Set(['import os']);

const drawn = programs.flatMap((program) => Array.from({ length: program.share }, () => program));
/** The same mixture in every thousand, in an order that mixes them. */
const programAt = (n: number) => drawn[(n * 617) % drawn.length];

interface Usage {
	readonly descriptors: number;
	readonly processes: number;
	readonly mounts: number;
	readonly controlGroups: number;
	readonly residentMb: number;
}

function usage(): Usage {
	globalThis.gc?.();
	const lines = (text: string) => text.trim().split('\n').length;
	const groups = execFileSync('find', ['/sys/fs/cgroup', '-type', 'd', '-name', `assay-${process.pid}-*`], { encoding: 'utf8' });
	return {
		descriptors: readdirSync('/proc/self/fd').length,
		processes: lines(execFileSync('ps', ['-eo', 'pid='], { encoding: 'utf8' })),
		mounts: lines(readFileSync('/proc/self/mountinfo', 'utf8')),
		controlGroups: groups.split('\n').filter(Boolean).length,
		residentMb: Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024),
	};
}

test(`Nothing grows over ${gradings} gradings in one process`, { timeout: 3_600_000 }, async () => {
	await using engine = await openGrader();
	const { grader, faults } = engine;
	const idle = async () => {
		while (grader.stats().busySlots > 0) await new Promise(setImmediate);
	};
	let next = 0;
	const wrong: string[] = [];
	const upTo = async (end: number) => {
		await Promise.all(
			Array.from({ length: grader.concurrency }, async () => {
				for (let n = next++; n < end; n = next++) {
					const program = programAt(n);
					if (program === undefined) continue;
					const text = program.text(n);
					const result = await grader.grade({ problem: program.problem, language: program.language, code: text });
					const free = [...anyVerdict].some((start) => text.startsWith(start)) && result.verdict !== 'no_verdict';
					if (result.verdict !== program.verdict && !free) wrong.push(`${n}: ${text}: ${result.verdict} (${result.reason})`);
				}
			}),
		);
		next = end;
		await idle();
	};
	await upTo(warmUp);
	const before = usage();
	console.log(`after ${warmUp}: ${JSON.stringify(before)}`);
	for (let end = 2 * warmUp; end <= gradings; end += warmUp) {
		await upTo(end);
		console.log(`after ${end}: ${JSON.stringify(usage())}`);
	}
	const after = usage();
	expect(wrong).toEqual([]);
	expect(faults).toEqual([]);
	expect(after).toMatchObject({ mounts: before.mounts, controlGroups: before.controlGroups });
	expect(after.descriptors).toBeLessThanOrEqual(before.descriptors + 2);
	expect(after.processes).toBeLessThanOrEqual(before.processes + 4);
	expect(after.residentMb).toBeLessThanOrEqual(before.residentMb + 30);
});

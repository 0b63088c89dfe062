import type { Verdict } from '../../services/contract/verdict.ts';
import { Problem } from '../../testcases/schema.ts';

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

/** A kind of program that a trainer sends, good or bad. */
export interface Program {
	readonly language: string;
	readonly text: (n: number) => string;
	readonly verdict: Verdict;
	readonly problem: Problem;
	/** Of a thousand gradings. */
	readonly share: number;
}

export const programs: readonly Program[] = [
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
const anyVerdict = ['import os'];

/** Whether a verdict is right for a program of that kind. */
export const isRight = (program: Program, text: string, verdict: Verdict): boolean =>
	verdict === program.verdict || (verdict !== 'no_verdict' && anyVerdict.some((start) => text.startsWith(start)));

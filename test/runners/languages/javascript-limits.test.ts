import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem } from '../../../testcases/schema.ts';
import { type OpenGrader, openGrader } from '../../support/grader.ts';

let open: OpenGrader;
beforeAll(async () => {
	open = await openGrader(1);
});
afterAll(async () => {
	await open[Symbol.asyncDispose]();
});

const problem = Problem.parse({
	id: 'sum',
	tests: [{ id: 't', kind: 'stdio', input: '1 2\n', output: '3\n' }],
	limits: { cpu_ms: 1000, wall_ms: 2000, memory_mb: 128 },
});
const clean = "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);\nconsole.log(a + b);";
const grade = (code: string) => open.grader.grade({ problem, language: 'javascript', code });

/** What a limit of the interpreter's own would miss; the process is held to its limits from outside. */
it.each([
	['a loop', 'for (;;);', 'time_limit'],
	['a loop in a module', 'import "fs";\nfor (;;);', 'time_limit'],
	['digits of a huge number, in one native call', 'console.log((7n ** 20000000n).toString().length)', 'time_limit'],
	['a huge array that is filled again and again', 'for (;;) new Array(3e6).fill(1)', 'time_limit'],
	['a regular expression that backtracks', 'console.log(/^(a+)+$/.test("a".repeat(40) + "b"))', 'time_limit'],
	['promises that beget promises', 'const again = () => { Promise.resolve().then(again) };\nagain()', 'time_limit'],
	['a wait for what nobody notifies', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)', 'time_limit'],
	['a timer that goes on', 'setInterval(() => {}, 10)', 'time_limit'],
	['a promise that is never kept', 'new Promise(() => {}).then(() => console.log(3))', 'wrong_answer'],
	['memory of the heap', 'const all = [];\nfor (;;) all.push(new Array(1000).fill({ a: 1 }))', 'memory_limit'],
	['memory outside of the heap', 'const all = [];\nfor (;;) all.push(new Uint8Array(1 << 20).fill(1))', 'memory_limit'],
	['memory of a virtual machine', 'const m = new WebAssembly.Memory({ initial: 8000 });\nnew Uint8Array(m.buffer).fill(1)', 'memory_limit'],
	['a text that doubles', 'let s = "x";\nfor (;;) { s += s; Buffer.from(s); }', 'memory_limit'],
	['recursion without an end', 'const f = () => 1 + f();\nf()', 'runtime_error'],
	['output without an end', 'for (;;) console.log("x".repeat(10000))', 'output_limit'],
	['a crash of the interpreter', 'process.kill(process.pid, "SIGSEGV");\nsetTimeout(() => {}, 9000)', 'runtime_error'],
])('A JavaScript program is held to its limits: %s', async (_what, code, verdict) => {
	expect((await grade(code)).verdict).toBe(verdict);
	expect((await grade(clean)).verdict).toBe('accepted');
	expect(open.faults).toEqual([]);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GradeResult } from '../../services/contract/verdict.ts';
import { Problem } from '../../testcases/schema.ts';
import { type OpenGrader, openGrader } from '../support/grader.ts';

let open: OpenGrader;
beforeAll(async () => {
	open = await openGrader(1);
});
afterAll(async () => {
	await open[Symbol.asyncDispose]();
});

const sample = 'case one: three apples';
const sums = Problem.parse({
	id: 'sums',
	tests: [
		{ id: 'shown', sample: true, kind: 'stdio', input: '1 2\n', output: `${sample}\n` },
		{ id: 'hidden', kind: 'stdio', input: '3 4\n', output: 'case two: seven apples\n' },
	],
});
const call = Problem.parse({ id: 'add', tests: [{ id: 'call', kind: 'call', entry_point: 'add', args: [1, 2], expected: 3 }] });
const code = Problem.parse({ id: 'check', tests: [{ id: 'code', kind: 'code', entry_point: 'add', code: 'assert candidate(1, 2) == 3' }] });

const grade = (problem: Problem, language: string, text: string): Promise<GradeResult> =>
	open.grader.grade({ problem, language, code: text });
const refusedCall = 'import ctypes\nctypes.CDLL(None).unshare(0x10000000)\n';

it.each([
	['a program that leaves before it has said anything', sums, 'python', 'import os\nos._exit(0)', ['early_exit']],
	['one in JavaScript', sums, 'javascript', 'process.exit(0)', ['early_exit']],
	['one in C, in a process of its own', sums, 'c', 'int main(void) { return 0; }', ['early_exit']],
	['a function that leaves in the middle of a call', call, 'python', 'import os\ndef add(a, b): os._exit(0)', ['early_exit']],
	['a function that leaves in the middle of a test', code, 'python', 'import os\ndef add(a, b): os._exit(0)', ['early_exit']],
	['an answer that is not one', call, 'python', 'import os\ndef add(a, b): os.write(3, b"{}"); return 3', ['forged_answer']],
	[
		'an answer in a conversation that is not one',
		code,
		'python',
		'import os\nos.write(3, b\'{"id":7,"value":3,"args":[]}\\n\')\ndef add(a, b): return 3',
		['forged_answer'],
	],
	[
		'a write to a descriptor that it was not given',
		sums,
		'python',
		'import os\ntry: os.write(3, b"ok")\nexcept OSError: print(1)',
		['stray_write'],
	],
	[
		'a write to every descriptor there may be, in the middle of a call',
		call,
		'python',
		'import os\ndef add(a, b):\n    for fd in range(4, 99):\n        try: os.write(fd, b"{}")\n        except OSError: pass',
		['stray_write'],
	],
	[
		'a write to a descriptor that it was not given, by a thread',
		sums,
		'c',
		'#include <pthread.h>\n#include <stdio.h>\n#include <unistd.h>\nvoid *w(void *x) { return write(7, "x", 1) < 0 ? x : 0; }\nint main(void) { pthread_t t; pthread_create(&t, 0, w, 0); pthread_join(t, 0); puts("x"); }',
		['stray_write'],
	],
	['one in JavaScript', sums, 'javascript', 'try { require("fs").writeSync(20, "x") } catch { console.log(1) }', ['stray_write']],
	['the output of a sample test in all tests', sums, 'python', `print(${JSON.stringify(sample)})`, ['sample_output']],
	['a call that is refused, in a fork', sums, 'python', `${refusedCall}print(1)`, ['refused_call']],
	[
		'a call that is refused, in a process of its own',
		sums,
		'c',
		'#define _GNU_SOURCE\n#include <sched.h>\n#include <stdio.h>\nint main(void) { unshare(CLONE_NEWUSER); puts("x"); }',
		['refused_call'],
	],
	[
		'a call that is refused to a child that nobody waits for',
		sums,
		'python',
		`import os\nif os.fork() == 0:\n    ${refusedCall.replace('\n', '\n    ')}    os._exit(0)\nimport time; time.sleep(0.2)\nprint(1)`,
		['refused_call'],
	],
])('The result of a program says what is suspicious in it: %s', async (_what, problem, language, text, signs) => {
	const result = await grade(problem, language, text);
	expect(result.suspicion).toEqual(signs);
	expect(result.verdict).not.toBe('accepted');
	expect(result.tests.flatMap(({ suspicion = [] }) => suspicion)).toContain(signs[0]);
});

it.each([
	['is right', sums, 'python', `print(${JSON.stringify(sample)} if input() == '1 2' else 'case two: seven apples')`, 'accepted'],
	['is wrong', sums, 'python', 'print(sum(map(int, input().split())))', 'wrong_answer'],
	['crashes before it has said anything', sums, 'python', '1 / 0', 'runtime_error'],
	[
		'starts threads, children and modules',
		sums,
		'python',
		'import threading, subprocess, random\nt = threading.Thread(target=print, args=("x",)); t.start(); t.join()\nsubprocess.run(["true"])',
		'wrong_answer',
	],
	[
		'writes to what it has opened',
		sums,
		'python',
		'import os\na, b = os.pipe(); os.write(b, b"x"); open("f", "w").write("y")\nwith open(1, "w", closefd=False) as f: print(1, file=f)',
		'wrong_answer',
	],
	[
		'writes to a file that it could not open',
		sums,
		'c',
		'#include <stdio.h>\n#include <unistd.h>\nint main(void) { if (write(-1, "x", 1)) puts("x"); }',
		'wrong_answer',
	],
	['returns what is right', call, 'python', 'def add(a, b): return a + b', 'accepted'],
	['returns what is wrong', code, 'python', 'def add(a, b): return a - b', 'wrong_answer'],
	[
		'runs on a virtual machine of its own',
		sums,
		'java',
		'public class Main { public static void main(String[] a) { System.out.println(1); } }',
		'wrong_answer',
	],
	['runs on the event loop', sums, 'javascript', 'require("fs").readFile(0, (e, d) => console.log(d.length))', 'wrong_answer'],
])('A program that %s is not suspicious', async (_what, problem, language, text, verdict) => {
	const { suspicion, verdict: given } = await grade(problem, language, text);
	expect({ suspicion, given }).toEqual({ suspicion: undefined, given: verdict });
});

it('What is suspicious changes no verdict: a right program that tries the door is accepted', async () => {
	const text = `${refusedCall}print(${JSON.stringify(sample)} if input() == '1 2' else 'case two: seven apples')`;
	expect(await grade(sums, 'python', text)).toMatchObject({
		verdict: 'accepted',
		suspicion: ['refused_call'],
		tests: [{ refused_call: 'unshare' }, { refused_call: 'unshare' }],
	});
	expect(open.faults).toEqual([]);
});

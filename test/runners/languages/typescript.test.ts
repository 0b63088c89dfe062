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

const stdio = Problem.parse({ id: 'sum', tests: [{ kind: 'stdio', input: '1 2\n', output: '3\n' }] });
const call = Problem.parse({ id: 'add', tests: [{ kind: 'call', entry_point: 'add', args: [1, 2], expected: 3 }] });
const code = Problem.parse({
	id: 'assert',
	tests: [
		{
			kind: 'code',
			entry_point: 'add',
			code: 'const cases: [number, number, number][] = [[1, 2, 3], [5, 5, 10]];\nfor (const [a, b, sum] of cases) console.assert(candidate(a, b) === sum);',
		},
	],
});
const read = "(require('fs') as any).readFileSync(0, 'utf8') as string";
const sum = (rest: string) => `const [a, b]: number[] = (${read}).split(' ').map(Number);\n${rest}`;

it.each([
	['types and interfaces', stdio, sum('interface Pair { a: number; b?: number }\nconst p: Pair = { a, b };\nconsole.log(p.a + p.b!);')],
	['an enum', stdio, sum('enum Op { Add = "+" }\nconst op: Op = Op.Add;\nconsole.log(op === "+" ? a + b : 0);')],
	['a namespace', stdio, sum('namespace Sums { export const of = (x: number, y: number): number => x + y; }\nconsole.log(Sums.of(a, b));')],
	[
		'properties that are parameters',
		stdio,
		sum(
			'class Pair { constructor(readonly x: number, private y: number) {}\n total() { return this.x + this.y } }\nconsole.log(new Pair(a, b).total());',
		),
	],
	[
		'generics, satisfies and overloads',
		stdio,
		sum(
			'function f(x: number): number;\nfunction f<T>(x: T): T { return x }\nconst t = { a } satisfies { a: number };\nconsole.log(f(t.a) + f<number>(b));',
		),
	],
	['a type error, which is not looked for', stdio, sum('const text: string = a + b;\nconsole.log(text);')],
	[
		'imports of types and values',
		stdio,
		"import * as fs from 'fs';\nimport type { Stats } from 'fs';\nconst s: Stats | string = fs.readFileSync(0, 'utf8');\nconsole.log(eval(s.trim().replace(' ', '+')));",
	],
	['a process of its own', stdio, sum('enum A { X = 1 }\nconsole.log(performance.now() >= 0 ? a + b * A.X : 0);')],
	['a function that is called', call, 'function add(a: number, b: number): number { return a + b }'],
	['an exported function that is called', call, 'export const add = (a: number, b: number): number => a + b;'],
	[
		'a function that is called in a process of its own',
		call,
		'function add(a: number, b: number): number { performance.now(); return a + b }',
	],
	['a function for test code with types', code, 'const add = (a: number, b: number): number => a + b;'],
])('A TypeScript program with %s is accepted', async (_what, problem, text) => {
	const result = await open.grader.grade({ problem, language: 'ts', code: text });
	expect(result).toMatchObject({ verdict: 'accepted', tests: [{ verdict: 'accepted' }] });
	expect(open.faults).toEqual([]);
});

it.each([
	['in a fork', 'const a: number = 1;\nconst b: = 2;'],
	['in a process of its own', 'performance.now();\nconst b: = 2;'],
])('A TypeScript program that cannot be read is a compile error with the place, %s', async (_where, text) => {
	const { verdict, compile_output } = await open.grader.grade({ problem: stdio, language: 'typescript', code: text });
	expect(verdict).toBe('compile_error');
	expect(compile_output).toMatch(/SyntaxError/);
});

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Verdict } from '../../services/contract/verdict.ts';
import { type Problem, Problem as ProblemSchema } from '../../testcases/schema.ts';

const folder = join(import.meta.dirname, 'programs');
const languages: Readonly<Record<string, string>> = { '.py': 'python', '.c': 'c', '.cpp': 'cpp', '.java': 'java', '.js': 'javascript' };
const usualLimits = { cpu_ms: 1000, wall_ms: 4000, memory_mb: 256, output_kb: 1024 };

/**
 * A program of `programs/`, by what the comment at its top says:
 *
 *   verdict: any of these is right
 *   limits:  instead of the usual ones
 *   expects: a secret   instead of `ok`, which the program cannot know
 *   kind:    code       a function is called and its value compared with a secret
 *   tests:   how many times it is run
 */
export interface HostileCase {
	/** Of the list of cases, from 1. */
	readonly number: number;
	readonly name: string;
	readonly language: string;
	readonly code: string;
	readonly problem: Problem;
	readonly expected: readonly Verdict[];
}

/** All programs, in the order of their numbers. `secret` is a text of hexadecimal digits. */
export function hostileCases(secret: string): readonly HostileCase[] {
	return readdirSync(folder)
		.sort()
		.map((file) => readCase(file, secret));
}

function readCase(file: string, secret: string): HostileCase {
	const code = readFileSync(join(folder, file), 'utf8');
	const says = (what: string) => new RegExp(`^(?:#|//) ${what}: (.*)$`, 'm').exec(code)?.[1];
	const limits = Object.fromEntries((says('limits') ?? '').split(' ').flatMap((limit) => (limit === '' ? [] : [toPair(limit)])));
	const test =
		says('kind') === 'code'
			? { kind: 'code', entry_point: 'f', code: `def check(candidate):\n    assert candidate(1) == 0x${secret}` }
			: { kind: 'stdio', input: '', output: says('expects') === undefined ? 'ok\n' : `secret-${secret}\n` };
	return {
		number: Number.parseInt(file, 10),
		name: file.slice(3, -extname(file).length).replaceAll('-', ' '),
		language: languages[extname(file)] ?? 'unknown',
		code,
		problem: ProblemSchema.parse({
			id: file,
			limits: { ...usualLimits, ...limits },
			tests: Array.from({ length: Number(says('tests') ?? 1) }, () => test),
		}),
		expected: (says('verdict') ?? '').split(' ').map((verdict) => Verdict.parse(verdict)),
	};
}

function toPair(limit: string): [string, number] {
	const [name = '', value] = limit.split('=');
	return [name, Number(value)];
}

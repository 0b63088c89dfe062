import { CompareOptionError } from '../../testcases/compare/contract.ts';
import { checkCompare } from '../../testcases/compare/index.ts';
import { type Checker, type Compare, type Limits, type Problem, type TestCase, testIdsOf } from '../../testcases/schema.ts';
import { AssayError } from '../errors.ts';
import { splitAsserts } from './split.ts';

/** What planning has to know of a language; the runner's manifest has all of it. */
export interface LanguageTraits {
	readonly name: string;
	readonly timeMultiplier: number;
	readonly memoryMultiplier: number;
	/** Its functions can be called from outside: `call` tests, and `code` tests by proxy. */
	readonly callable: boolean;
	/** Its test code can be taken apart into single asserts. */
	readonly splittable: boolean;
	/** Its texts are final answers, which only `math` tests are for. */
	readonly answers: boolean;
	/** A program and test code can be joined into one program. */
	readonly joinable: boolean;
}

export interface PlannedLimits {
	readonly cpuMs: number;
	readonly wallMs: number;
	readonly memoryMb: number;
	readonly outputBytes: number;
}

/** A test with an id and, for `code`, one assert wherever its text can be split. */
export type PlannedTest = TestCase & { readonly id: string };

/** Everything that execution needs to know about a suite; immutable. */
export interface Plan {
	readonly tests: readonly PlannedTest[];
	readonly limits: PlannedLimits;
	readonly compare: Compare | undefined;
	readonly checker: Checker | undefined;
	readonly interactor: Checker | undefined;
}

/** Where a suite is silent. Multiplied by the language's own factors; what a suite names is taken as it is. */
export const defaultLimits = { cpuMs: 4000, memoryMb: 512, outputKb: 16 * 1024 } as const;

/** Sleepers get this; a program that only waits for a processor is not charged for it. */
const wallOf = (cpuMs: number) => 2 * cpuMs + 2000;

/**
 * Turns a suite into an ordered list of tests for one language.
 * Throws `AssayError` with `unsupported_test` when the language cannot run a kind
 * of test, and `invalid_request` when the comparison's options make no sense.
 */
export function plan(problem: Problem, language: LanguageTraits): Plan {
	const ids = testIdsOf(problem);
	for (const test of problem.tests) requireSupport(test, language);
	if (problem.compare !== undefined) requireCompare(problem.compare);
	return {
		tests: problem.tests.flatMap((test, index) => expand(test, ids[index] ?? '', language)),
		limits: planLimits(problem.limits ?? {}, language),
		compare: problem.compare,
		checker: problem.checker,
		interactor: problem.interactor,
	};
}

function planLimits(limits: Limits, language: LanguageTraits): PlannedLimits {
	const cpuMs = limits.cpu_ms ?? Math.round(defaultLimits.cpuMs * language.timeMultiplier);
	return {
		cpuMs,
		wallMs: limits.wall_ms ?? wallOf(cpuMs),
		memoryMb: limits.memory_mb ?? Math.round(defaultLimits.memoryMb * language.memoryMultiplier),
		outputBytes: (limits.output_kb ?? defaultLimits.outputKb) * 1024,
	};
}

function expand(test: TestCase, id: string, language: LanguageTraits): PlannedTest[] {
	if (test.kind !== 'code' || !language.splittable) return [{ ...test, id }];
	const units = splitAsserts(test.code);
	if (units.length === 1) return [{ ...test, id }];
	return units.map((code, index) => ({ ...test, code, id: `${id}#${index}` }));
}

function requireSupport(test: TestCase, language: LanguageTraits): void {
	if ((test.kind === 'math') !== language.answers) {
		throw new AssayError('unsupported_test', `${language.name} cannot run tests of kind ${test.kind}`, {
			...(test.kind === 'math' ? { hint: 'Final answers are of the language `math`.' } : {}),
		});
	}
	const supported = test.kind === 'call' ? language.callable : test.kind === 'code' ? language.callable || language.joinable : true;
	if (!supported) throw new AssayError('unsupported_test', `${language.name} cannot run tests of kind ${test.kind}`);
}

function requireCompare(compare: Compare): void {
	try {
		checkCompare(compare);
	} catch (error) {
		if (error instanceof CompareOptionError) throw new AssayError('invalid_request', `compare: ${error.message}`, { cause: error });
		throw error;
	}
}

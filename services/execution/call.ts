import { differs } from '../../testcases/compare/contract.ts';
import { compareValues } from '../../testcases/compare/values.ts';
import { parseExact } from '../../testcases/json.ts';
import type { CallTest } from '../../testcases/schema.ts';
import { guardStructure, maxJsonDepth } from '../contract/json.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { runBatches } from './batches.ts';
import { fromComparison, type Judgement } from './output.ts';
import type { Loaded, Session } from './session.ts';
import { endedWell, failureOf, measured } from './verdict.ts';

type Test = PlannedTest & CallTest;

/** `call` tests: arguments in, the returned data out, compared here. */
export async function runCall(session: Session, program: Loaded, tests: readonly Test[]): Promise<void> {
	await runBatches(session, program, tests, {
		caseOf: (test) => ({ channel: requestOf(test) }),
		conclude: async (test, outcome) => {
			const answer = parseAnswer(outcome.channel, test);
			const result = failureOf(outcome, session.language) ?? judge(session, test, answer);
			const silent = outcome.channel.length === 0;
			const signs = { early_exit: endedWell(outcome) && silent, forged_answer: answer === undefined && !silent };
			session.settle({ id: test.id, ...result, ...measured(outcome, signs) });
		},
	});
}

function requestOf(test: Test): Buffer {
	return Buffer.from(`${JSON.stringify({ entry_point: test.entry_point, args: test.args })}\n`);
}

function judge(session: Session, test: Test, answer: Answer | undefined): Judgement | { verdict: 'runtime_error'; reason: string } {
	const { compare } = session.plan;
	if (answer === undefined) return { verdict: 'runtime_error', reason: 'no_answer: the program ended without returning from the call' };
	if ('missing' in answer)
		return { verdict: 'runtime_error', reason: `entry_point_missing: the program does not define ${test.entry_point}` };
	const method = compare?.method ?? 'values';
	if ('tooLarge' in answer) return fromComparison(differs('expected less: the answer is many times as long as what is expected'), method);
	return fromComparison(compareValues(test.expected, answer.value, compare), method);
}

type Answer = { readonly value?: unknown } | { readonly missing: unknown } | { readonly tooLarge: true };

/** A harness sends values of 200 levels; a dictionary in them is three levels of the text. */
const mostLevels = 3 * maxJsonDepth + 10;
/** So many bytes of an answer are read, and so many more for each character of what is expected, which no equal value needs. */
const [readBytes, readPerExpected] = [1 << 16, 32];

/** The one line that a program's harness writes; whatever else there is on the channel is no answer. */
function parseAnswer(channel: Buffer, { expected }: Test): Answer | undefined {
	if (channel.length > readBytes && channel.length > readBytes + readPerExpected * JSON.stringify(expected).length)
		return { tooLarge: true };
	try {
		guardStructure(channel, mostLevels);
		const answer = parseExact(channel.toString());
		if (typeof answer !== 'object' || answer === null) return undefined;
		if ('value' in answer) return { value: fromWire(answer.value) };
		return 'missing' in answer ? { missing: answer.missing } : undefined;
	} catch {
		return undefined;
	}
}

const notFinite: ReadonlyMap<unknown, number> = new Map([
	['nan', Number.NaN],
	['inf', Number.POSITIVE_INFINITY],
	['-inf', Number.NEGATIVE_INFINITY],
]);

/** Undoes the harness's marks: `$float` for NaN and infinities, `$dict` for dictionaries. One with keys that are no strings equals no JSON. */
function fromWire(data: unknown): unknown {
	if (Array.isArray(data)) return data.map(fromWire);
	if (typeof data !== 'object' || data === null) return data;
	if ('$float' in data) return notFinite.get(data.$float) ?? data;
	if ('$dict' in data && Array.isArray(data.$dict)) {
		const pairs: unknown[] = data.$dict;
		if (pairs.every((pair): pair is [string, unknown] => Array.isArray(pair) && typeof pair[0] === 'string')) {
			return Object.assign(Object.create(null), Object.fromEntries(pairs.map(([key, value]) => [key, fromWire(value)])));
		}
	}
	return data;
}

import type { LiveRun, RunOutcome } from '../../runners/sandboxes/contract.ts';
import type { CodeTest } from '../../testcases/schema.ts';
import type { TestResult } from '../contract/verdict.ts';
import { assertNever } from '../errors.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { runBatches } from './batches.ts';
import { Court } from './court.ts';
import type { Repeat } from './doubts.ts';
import { type Done, type Judge, LineSplitter } from './judge.ts';
import { eachWanted, type Loaded, runSpec, type Session } from './session.ts';
import { endedWell, failureOf, measured, unmeasured } from './verdict.ts';

type Test = PlannedTest & CodeTest;

/**
 * `code` tests: the test code runs in a judge's sandbox, and what it calls runs in
 * the candidate's, one process for each test. What the two say to each other passes
 * through here unread.
 *
 * Tests whose one call is known are run like `call` tests, many at a time, and judged
 * afterwards; the others are conversations between two live runs.
 *
 * Resolves with the tests that are for `runJoined`: those whose arguments could not be carried, and those that run texts.
 */
export async function runCode(session: Session, program: Loaded, tests: readonly Test[]): Promise<readonly Test[]> {
	const { runsTexts } = session.language;
	const { left = [], judged = [] } = Object.groupBy(tests, ({ code }) => (runsTexts?.test(code) === true ? 'left' : 'judged'));
	for (const group of Map.groupBy(judged, (test) => test.entry_point).values()) {
		if (session.wanted(group).length === 0) continue;
		const key = session.engine.foreseen.keyOf(session.language.name, group);
		const court = new Court(session, group, key);
		try {
			left.push(...(await runGroup({ session, program, court, group, key })));
			await court.close();
		} catch (error) {
			court.discard();
			throw error;
		}
	}
	return left;
}

/** Tests with one entry point, and who judges them. */
interface Group {
	readonly session: Session;
	readonly program: Loaded;
	readonly court: Court;
	readonly group: readonly Test[];
	readonly key: string;
}

/** Tests that are judged with one question; those of a lazy session decide what is run next, and go one by one. */
const judgedAtOnce = 8;

async function runGroup({ session, program, court, group, key }: Group): Promise<Test[]> {
	const { engine, doubts } = session;
	const left: Test[] = [];
	const settle = (test: Test, talk: Talk) => {
		if (talk.done.result === 'uncarriable') left.push(test);
		else session.settle(conclude(session, test, talk));
	};
	// As they are now: another program's tests may show meanwhile that one is not as it seemed.
	const calls = [...(await engine.foreseen.of(key, () => firstCalls(court, group.length)))];
	const units = new Map(group.map((test, unit) => [test, unit]));
	const unitOf = (test: Test) => units.get(test) ?? -1;
	const callOf = (test: Test) => calls[unitOf(test)];
	const foreseen = group.filter((test) => callOf(test) !== undefined);
	const heard: { readonly test: Test; readonly outcome: RunOutcome }[] = [];
	const judgeHeard = async () => {
		const some = heard.splice(0);
		const asked = some.map(({ test, outcome }) => ({ unit: unitOf(test), call: callOf(test) ?? '', answer: answerOf(outcome) }));
		const words = await engine.foreseen.judged(key, asked, (unheard) => court.replay(unheard));
		for (const [index, { test, outcome }] of some.entries()) {
			const done = words[index];
			if (done === undefined || done.result === 'more') engine.foreseen.forget(key, unitOf(test));
			else settle(test, { done, outcome });
		}
	};
	await runBatches(session, program, foreseen, {
		caseOf: (test) => ({ channel: Buffer.from(`${callOf(test)}\n`) }),
		conclude: async (test, outcome) => {
			heard.push({ test, outcome });
			if (session.lazy || heard.length >= judgedAtOnce) await judgeHeard();
		},
	});
	await judgeHeard();
	const uncarriable = new Set(left);
	const conversations = group.filter((test) => !uncarriable.has(test));
	await eachWanted(session, conversations, async (test) => {
		const entryPoint = test.entry_point ?? engine.foreseen.askedFor(key);
		const talkTo = (judge: Judge) => converse({ session, program, judge, entryPoint }, unitOf(test));
		const hear: Repeat<Talk> = (beside) => court.hear((judge) => engine.turnstile[beside](() => talkTo(judge)));
		settle(test, await doubts.settle(await hear('shared'), ({ outcome }) => outcome, hear));
	});
	return left;
}

/** What each test asks first; undefined for one that asks nothing. */
async function firstCalls(court: Court, tests: number): Promise<(string | undefined)[]> {
	const replays = Array.from({ length: tests }, (_, unit) => ({ unit, call: '', answer: undefined }));
	return (await court.replay(replays)).map((done) => (done.result === 'more' ? done.call : undefined));
}

/** The line that the program answered with, if it did. */
function answerOf({ channel }: RunOutcome): Buffer | undefined {
	const end = channel.indexOf('\n');
	return end < 0 ? undefined : channel.subarray(0, end);
}

interface Talk {
	readonly done: Done;
	readonly outcome: RunOutcome;
}

interface Conversation {
	readonly session: Session;
	readonly program: Loaded;
	readonly judge: Judge;
	/** What the tests call, where they call anything. */
	readonly entryPoint: string | undefined;
}

/** One test: a fresh process of the candidate, and the judge's word on it. */
async function converse({ session, program, judge, entryPoint }: Conversation, unit: number): Promise<Talk> {
	let hear = (line: Buffer) => judge.answer(line);
	const answers = new LineSplitter((line) => hear(line));
	const candidate: LiveRun = session.sandbox.open(runSpec(session, program, { channel: Buffer.alloc(0) }), (fd, bytes) => {
		if (fd === 3) answers.push(bytes);
	});
	candidate.end(0);
	const outcome = candidate.outcome.finally(() => judge.gone());
	outcome.catch(() => undefined); // awaited below; a fault before that is not unhandled
	let calls = 0;
	let done = await judge.run(unit, (call) => {
		calls++;
		candidate.write(3, call);
	});
	if (done.result === 'passed' && calls === 0) {
		// A test that has asked the program nothing says nothing of it.
		const { promise: found, resolve } = Promise.withResolvers<Done>();
		hear = (line) => resolve(wordOn(line, entryPoint ?? ''));
		outcome.then(
			() => resolve({ result: 'gone' }),
			() => resolve({ result: 'gone' }),
		);
		if (entryPoint === undefined)
			resolve({ result: 'broken', reason: 'it calls nothing that it does not define; its `entry_point` is to be named' });
		else candidate.write(3, Buffer.from(`${JSON.stringify({ id: 0, do: 'find', name: entryPoint })}\n`));
		done = await found;
	}
	candidate.kill();
	return { done, outcome: await outcome };
}

/** What a program answers when it was asked whether it defines something. */
function wordOn(line: Buffer, entryPoint: string): Done {
	return line.includes('"missing"') ? { result: 'missing', reason: entryPoint } : { result: 'passed' };
}

function conclude(session: Session, test: Test, { done, outcome: raw }: Talk): TestResult {
	const outcome = session.doubts.held(raw);
	const signs = { early_exit: done.result === 'gone' && endedWell(outcome), forged_answer: 'forged' in done && done.forged === true };
	const numbers = measured(outcome, signs);
	const failure = outcome.status === 'killed' ? undefined : failureOf(outcome, session.language);
	const own = { id: test.id, ...numbers };
	switch (done.result) {
		case 'passed':
			// The judge was content; limits that were broken meanwhile still count.
			return outcome.cpuMs > session.plan.limits.cpuMs
				? { ...own, verdict: 'time_limit', reason: 'cpu_limit: the CPU time was used up' }
				: (limited(failure, own) ?? {
						...own,
						verdict: 'accepted',
						...(done.own_objects === true ? { assurance: 'own_objects' as const } : {}),
					});
		case 'failed':
			return { ...own, verdict: 'wrong_answer', reason: `assert: ${done.reason}` };
		case 'raised':
			return { ...own, verdict: 'runtime_error', reason: `raised: ${done.reason}` };
		case 'missing':
			return { ...own, verdict: 'runtime_error', reason: `entry_point_missing: the program does not define ${done.reason}` };
		case 'gone':
			return {
				...own,
				...(failure ?? { verdict: 'runtime_error' as const, reason: 'ended_early: the program ended before the test did' }),
			};
		case 'judge_limit':
			return { ...own, verdict: done.verdict, reason: `judge_limit: the test code ran into a limit on what the program returned` };
		case 'broken':
		case 'uncarriable':
			return { ...unmeasured(test.id, 'no_verdict', `broken_test: ${done.reason}`), ...numbers };
		case 'more':
			return { ...unmeasured(test.id, 'no_verdict', 'internal_error: a conversation has no foreseen call'), ...numbers };
		default:
			return assertNever(done);
	}
}

/** A limit that the candidate ran into although the judge had passed it already. */
function limited(failure: ReturnType<typeof failureOf>, own: { id: string } & ReturnType<typeof measured>): TestResult | undefined {
	return failure === undefined || failure.verdict === 'runtime_error' ? undefined : { ...own, ...failure };
}

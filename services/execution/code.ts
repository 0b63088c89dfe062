import { createHash } from 'node:crypto';
import { type LiveRun, type RunOutcome, type Sandbox, SandboxFault } from '../../runners/sandboxes/contract.ts';
import type { Lease } from '../../runners/sandboxes/pool.ts';
import type { CodeTest } from '../../testcases/schema.ts';
import type { TestResult } from '../contract/verdict.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { type Done, Judge, LineSplitter } from './judge.ts';
import { envOf, type Prepared } from './prepare.ts';
import { eachWanted, holdToCpuLimit, isAmbiguous, runLimits, runSpec, type Session } from './session.ts';
import { failureOf, measured, unmeasured } from './verdict.ts';

type Test = PlannedTest & CodeTest;

/**
 * `code` tests: the test code runs in a judge's sandbox, and what it calls runs in
 * the candidate's, one process for each test. Both are live runs, and the lines
 * between them pass through here unread.
 *
 * Resolves with the tests whose arguments could not be carried, for `runJoined`.
 */
export async function runCode(session: Session, program: Prepared, tests: readonly Test[]): Promise<readonly Test[]> {
	const left: Test[] = [];
	for (const group of Map.groupBy(tests, (test) => test.entry_point).values()) {
		if (session.wanted(group).length === 0) continue;
		const lease = await leaseJudge(session, group);
		try {
			left.push(...(await runGroup(session, program, lease.sandbox, group)));
			lease.release(keyOf(group));
		} catch (error) {
			lease.discard();
			throw error;
		}
	}
	return left;
}

async function runGroup(session: Session, program: Prepared, judgeSandbox: Sandbox, group: readonly Test[]): Promise<Test[]> {
	const { engine, plan } = session;
	const open = () => new Judge(judgeSandbox, judgeLimits(session, group.length), envOf(session.language));
	const left: Test[] = [];
	let judge = open();
	await eachWanted(session, group, async (test) => {
		const unit = group.indexOf(test);
		const once = async () => {
			if (judge.ended) judge = open();
			return converse(session, program, judge, unit);
		};
		let talk = await engine.turnstile.shared(once);
		if (isAmbiguous(talk.outcome, plan.limits.cpuMs)) talk = await engine.turnstile.alone(once);
		if (talk.done.result === 'uncarriable') left.push(test);
		else session.settle(conclude(session, test, talk));
	});
	await judge.close();
	return left;
}

interface Talk {
	readonly done: Done;
	readonly outcome: RunOutcome;
}

/** One test: a fresh process of the candidate, and the judge's word on it. */
async function converse(session: Session, program: Prepared, judge: Judge, unit: number): Promise<Talk> {
	const answers = new LineSplitter((line) => judge.answer(line));
	const candidate: LiveRun = session.sandbox.open(runSpec(session, program, { channel: Buffer.alloc(0) }), (fd, bytes) => {
		if (fd === 3) answers.push(bytes);
	});
	const outcome = candidate.outcome.finally(() => judge.gone());
	outcome.catch(() => undefined); // awaited below; a fault before that is not unhandled
	const done = await judge.run(unit, (call) => candidate.write(3, call));
	candidate.kill();
	return { done, outcome: await outcome };
}

function conclude(session: Session, test: Test, { done, outcome: raw }: Talk): TestResult {
	const outcome = holdToCpuLimit(raw, session.plan.limits.cpuMs);
	const numbers = measured(outcome);
	const failure = outcome.status === 'killed' ? undefined : failureOf(outcome, session.language);
	const own = { id: test.id, ...numbers };
	switch (done.result) {
		case 'passed':
			// The judge was content; limits that were broken meanwhile still count.
			return outcome.cpuMs > session.plan.limits.cpuMs
				? { ...own, verdict: 'time_limit', reason: 'cpu_limit: the CPU time was used up' }
				: (limited(failure, own) ?? { ...own, verdict: 'accepted' });
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
		default:
			return { ...unmeasured(test.id, 'no_verdict', `broken_test: ${done.reason}`), ...numbers };
	}
}

/** A limit that the candidate ran into although the judge had passed it already. */
function limited(failure: ReturnType<typeof failureOf>, own: { id: string } & ReturnType<typeof measured>): TestResult | undefined {
	return failure === undefined || failure.verdict === 'runtime_error' ? undefined : { ...own, ...failure };
}

function judgeLimits(session: Session, tests: number) {
	const limits = runLimits(session);
	return {
		...limits,
		cpuMs: limits.cpuMs * tests + 10_000,
		wallMs: (limits.wallMs * 8 + 10_000) * tests,
		stdoutBytes: limits.stdoutBytes * tests,
	};
}

function keyOf(group: readonly Test[]): string {
	return createHash('sha256')
		.update(JSON.stringify(group.map((test) => [test.entry_point, test.code])))
		.digest('hex');
}

async function leaseJudge(session: Session, group: readonly Test[]): Promise<Lease> {
	const { engine, language, signal } = session;
	const key = keyOf(group);
	const lease = await engine.judges.acquire({ signal, prefer: key });
	if (lease.loaded === key || language.launcher === undefined) return lease;
	try {
		const work = { units: group.map((test) => test.code), entry_point: group[0]?.entry_point ?? null };
		const launched = await lease.sandbox.launch({
			command: language.launcher.command('judge', ''),
			env: envOf(language),
			program: Buffer.from(JSON.stringify(work)),
			limits: judgeLimits(session, 1),
		});
		if (!launched.ok) throw new SandboxFault(`the judge could not be prepared: ${launched.message}`);
		return lease;
	} catch (error) {
		lease.discard();
		throw error;
	}
}

import type { RewardLine, RewardsRequest } from '../contract/rewards.ts';
import { type GradeResult, isJudged, type TestResult } from '../contract/verdict.ts';
import { AssayError } from '../errors.ts';
import type { GraderInfo, Submission } from '../execution/contract.ts';
import type { JobQueue } from '../queue/contract.ts';
import { schemeOf } from '../scoring/index.ts';
import { lessForeignLetters, type Reward, rewardOf, rewardWithoutCode } from '../scoring/reward.ts';
import type { Observation, ProblemStore, StatisticsStore } from '../store/contract.ts';
import { countdown } from './countdown.ts';
import { observedSample, withoutProgram } from './observed.ts';
import { submitPatiently } from './patience.ts';
import { type ItemName, type NoProgram, type Program, readBatch } from './programs.ts';
import { type PricedSuite, SuitePrices } from './suites.ts';

export interface RewardEngine {
	readonly grader: Pick<GraderInfo, 'check' | 'languages' | 'concurrency'>;
	readonly queue: JobQueue<Submission, GradeResult, TestResult>;
	readonly store: Pick<ProblemStore, 'getProblem'> & StatisticsStore;
}

/** A call with an idempotency key. */
export interface Call {
	readonly paid: ReadonlyMap<number, RewardLine>;
	/** Keeps the lines of one program and counts its outcomes, both or neither. */
	keep(lines: ReadonlyMap<number, RewardLine>, observed?: Observation): Promise<void>;
}

export interface PayOptions {
	readonly tenant: string;
	readonly signal: AbortSignal;
	/** What is not judged within so many milliseconds is dropped, and the call rejects with `deadline_exceeded`. */
	readonly timeoutMs?: number | undefined;
	/** Called once for each item, as it settles, with its position in the batch. */
	readonly onReward: (line: RewardLine, position: number) => void;
	/** The call, when it may be sent again: what it was paid already is not judged again, and nothing is counted twice. */
	readonly call?: Call | undefined;
}

/** Programs of one request that wait in the queue beside those that run: the rest of a batch waits here, where it takes no place from others. */
export const aheadPerSlot = 1;

/**
 * Judges a batch and pays every item. Identical programs are judged once. Rejects
 * with `OverloadedError` when there is no place for the first program; once a batch
 * is under way it waits for places. Rejects with the signal's reason when aborted.
 */
export async function payRewards(request: RewardsRequest, engine: RewardEngine, options: PayOptions): Promise<void> {
	const timeLeft = countdown(options.timeoutMs);
	const batch = await readBatch(request.items, { ...engine, tenant: options.tenant });
	const prices = new SuitePrices(request, engine.store, options.tenant);
	const paid = options.call?.paid ?? new Map<number, RewardLine>();
	for (const [position, line] of paid) options.onReward(line, position);
	for (const other of batch.others) if (!paid.has(other.item.position)) await payWithoutProgram(other, request, engine, options);
	const stop = new AbortController();
	const signal = AbortSignal.any([options.signal, stop.signal]);
	const unpaidPrograms = batch.programs.filter(({ items }) => items.some(({ position }) => !paid.has(position)));
	const left = (await longestFirst(unpaidPrograms, prices))[Symbol.iterator]();
	let underWay = false;
	/** Whether the batch is taken is decided by its first program. */
	const worker = async (isFirst: boolean) => {
		for (const program of left) {
			signal.throwIfAborted();
			await payProgram(program, prices, request, engine, { ...options, ...timeLeft(), signal }, () => underWay || !isFirst);
			underWay = true;
		}
	};
	const workers = Array.from({ length: engine.grader.concurrency * (1 + aheadPerSlot) }, async (_, index) => {
		try {
			await worker(index === 0);
		} catch (error) {
			stop.abort(error);
			throw error;
		}
	});
	await Promise.allSettled(workers);
	options.signal.throwIfAborted();
	if (stop.signal.aborted) throw stop.signal.reason;
}

/** So that a long program does not begin when all others are done. Those of which as much is expected keep their order. */
async function longestFirst(programs: readonly Program[], prices: SuitePrices): Promise<readonly Program[]> {
	const expected = new Map<Program, number>();
	for (const program of programs) expected.set(program, await prices.expectedMs(program));
	return programs.toSorted((a, b) => (expected.get(b) ?? 0) - (expected.get(a) ?? 0));
}

async function payProgram(
	program: Program,
	prices: SuitePrices,
	request: RewardsRequest,
	engine: RewardEngine,
	options: PayOptions,
	mayWait: () => boolean,
): Promise<void> {
	const { submission, digest, tests, items } = program;
	let priced: PricedSuite;
	try {
		priced = await prices.of(digest, submission.problem, tests);
		const { tenant, signal, timeoutMs } = options;
		const terms = { tenant, signal, timeoutMs, expectedMs: await prices.expectedMs(program) };
		const result = await submitPatiently(engine.queue, toJob(submission, priced, request), terms, mayWait);
		const reward = rewardOf(schemeOf(request.scheme, request.options), priced.evaluation.suite, result, request.options);
		const lines = new Map(
			items.map((item) => [item.position, lineOf(item, lessForeignLetters(reward, item.foreignLetters, request.options), priced, result)]),
		);
		const sample = request.observe ? observedSample(request.policy, items.length, result.tests) : undefined;
		await settle(lines, sample && { digest, sample }, engine, options);
	} catch (error) {
		if (!(error instanceof AssayError) || !aboutItems.has(error.code)) throw error;
		for (const item of items) options.onReward(refusal({ item, error }), item.position);
	}
}

/** Errors that are about a program's suite, so that other programs of the batch can still be paid. */
const aboutItems: ReadonlySet<string> = new Set(['levels_mismatch', 'weights_mismatch', 'invalid_checker']);

function toJob(submission: Submission, { evaluation }: PricedSuite, { evaluate, observe: observes }: RewardsRequest): Submission {
	const lazy = (evaluate ?? (observes ? 'all' : 'lazy')) === 'lazy';
	return lazy ? { ...submission, evaluation } : submission;
}

async function payWithoutProgram(other: NoProgram, request: RewardsRequest, engine: RewardEngine, options: PayOptions): Promise<void> {
	const { item, error, digest, tests } = other;
	if (digest === undefined || tests === undefined) return options.onReward(refusal(other), item.position);
	const reward = rewardWithoutCode(request.options);
	const line = { ...saidOf(item), ...reward, ...unpaid(tests.length), judged: tests.length, reason: `no_code: ${error.message}` };
	const sample = request.observe ? observedSample(request.policy, 1, withoutProgram(tests)) : undefined;
	await settle(new Map([[item.position, line]]), sample && { digest, sample }, engine, options);
}

/** Counts what became of a program, and then pays its items. In a call that may be sent again, what has no verdict is left for then. */
async function settle(
	lines: ReadonlyMap<number, RewardLine>,
	observed: Observation | undefined,
	{ store }: Pick<RewardEngine, 'store'>,
	{ tenant, call, onReward }: PayOptions,
): Promise<void> {
	const final = [...lines.values()].every(({ status }) => status !== 'no_verdict');
	if (call === undefined) {
		if (observed !== undefined) await store.addOutcomes(tenant, observed.digest, [observed.sample]);
	} else if (final) {
		await call.keep(lines, observed);
	}
	for (const [position, line] of lines) onReward(line, position);
}

/** What a line says of an item whatever becomes of it. */
function saidOf({ id, domain, foreignLetters }: ItemName): Pick<RewardLine, 'id' | 'domain' | 'foreign_letters'> {
	return { id, domain, ...(foreignLetters === undefined ? {} : { foreign_letters: foreignLetters }) };
}

/** What a line says of an item that was not run. */
const unpaid = (total: number) => ({ passed: 0, judged: 0, total, skipped: [], levels: 0, cold: false });

function refusal({ item, error }: Pick<NoProgram, 'item' | 'error'>): RewardLine {
	return { ...saidOf(item), reward: null, status: 'invalid', ...unpaid(0), error: { code: error.code, detail: error.message } };
}

function lineOf(item: ItemName, reward: Reward, { levels, cold }: PricedSuite, result: GradeResult): RewardLine {
	const { verdict, passed, total, tests, suspicion } = result;
	const skipped = tests.filter((test) => test.verdict === 'skipped').map((test) => test.id);
	const judged = tests.filter((test) => isJudged(test.verdict)).length;
	return {
		...saidOf(item),
		...reward,
		verdict,
		passed,
		judged,
		total,
		skipped,
		levels,
		cold,
		...(suspicion === undefined ? {} : { suspicion }),
	};
}

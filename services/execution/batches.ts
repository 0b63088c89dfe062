import type { RunCase, RunOutcome } from '../../runners/sandboxes/contract.ts';
import type { PlannedTest } from '../planning/plan.ts';
import { type Loaded, runLimits, runSpec, type Session } from './session.ts';

export interface Work<Test extends PlannedTest> {
	readonly caseOf: (test: Test) => RunCase;
	/** Called for each test in order. */
	readonly conclude: (test: Test, outcome: RunOutcome) => Promise<void>;
}

/**
 * Runs a loaded program on its tests, many in one request, and has each outcome
 * concluded while the next ones run. A run that there are doubts about is not believed:
 * its test is run again.
 */
export async function runBatches<Test extends PlannedTest>(
	session: Session,
	program: Loaded,
	tests: readonly Test[],
	{ caseOf, conclude }: Work<Test>,
): Promise<void> {
	const { doubts, sandbox, engine } = session;
	const settle = (test: Test, first: RunOutcome) =>
		doubts.settleRun(first, (beside) => engine.turnstile[beside](() => sandbox.run({ ...runSpec(session, program), ...caseOf(test) })));
	const pace = new BatchPace(runLimits(session).stdoutBytes);
	const inFlight: Running<Test>[] = [];
	let left = tests;
	let done = 0;
	const send = () => {
		// What may turn out to be unnecessary is run ahead only as far as things have gone well so far.
		const size = session.lazy ? Math.min(pace.size(), done + 1) : pace.size();
		const batch = session.wanted(left).slice(0, size);
		const sent = new Set(batch);
		left = left.filter((test) => !sent.has(test));
		if (batch.length > 0) inFlight.push(start(session, program, batch, caseOf));
	};
	while (session.wanted(left).length > 0) {
		for (let i = 0; i < (session.lazy ? 1 : batchesInFlight); i++) send();
		for (let batch = inFlight.shift(); batch !== undefined; batch = inFlight.shift()) {
			for (const { test, outcome: coming } of batch) {
				const outcome = await coming;
				pace.record(outcome.wallMs);
				done++;
				if (doubts.areAbout(outcome) && session.wanted([test]).length === 0) continue;
				await conclude(test, await settle(test, outcome));
			}
			send();
		}
	}
}

/** The sandbox works on one while the other waits there, so that it never waits for us. */
const batchesInFlight = 2;

type Running<Test> = readonly { readonly test: Test; readonly outcome: Promise<RunOutcome> }[];

/** Sends a batch off; each outcome settles when its run has ended, and all that are left reject when the sandbox fails. */
function start<Test extends PlannedTest>(
	session: Session,
	program: Loaded,
	batch: readonly Test[],
	caseOf: (test: Test) => RunCase,
): Running<Test> {
	const coming = batch.map((test) => ({ test, ...Promise.withResolvers<RunOutcome>() }));
	for (const { promise } of coming) promise.catch(() => undefined); // each is awaited in its turn; a fault before that is not unhandled
	const work = session.engine.turnstile.shared(() =>
		session.sandbox.runAll(runSpec(session, program), batch.map(caseOf), (outcome, index) => coming[index]?.resolve(outcome)),
	);
	work.catch((fault) => {
		for (const { reject } of coming) reject(fault);
	});
	return coming.map(({ test, promise }) => ({ test, outcome: promise }));
}

const firstBatch = 4;
const largestBatch = 64;
/** A batch is not interrupted, so this is how long whoever wants to run alone may wait for one. */
const batchMs = 250;
/** Outcomes that may lie in memory unread, if every program wrote as much as it may. */
const unreadBytes = 128 << 20;

/** How many tests go into a batch: as many as are done in a quarter of a second, by the last outcomes. */
class BatchPace {
	readonly #most: number;
	#meanMs: number | undefined;

	constructor(outputBytes: number) {
		this.#most = Math.max(1, Math.min(largestBatch, Math.floor(unreadBytes / batchesInFlight / outputBytes)));
	}

	record(wallMs: number): void {
		this.#meanMs = this.#meanMs === undefined ? wallMs : (this.#meanMs + wallMs) / 2;
	}

	size(): number {
		const wanted = this.#meanMs === undefined ? firstBatch : Math.floor(batchMs / Math.max(this.#meanMs, 0.1));
		return Math.max(1, Math.min(this.#most, wanted));
	}
}

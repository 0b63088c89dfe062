import { SandboxFault } from '../../runners/sandboxes/contract.ts';
import type { Lease } from '../../runners/sandboxes/pool.ts';
import type { CodeTest } from '../../testcases/schema.ts';
import { AssayError } from '../errors.ts';
import { type Done, Judge, type Replay } from './judge.ts';
import { envOf } from './prepare.ts';
import { runLimits, type Session } from './session.ts';

/**
 * The judge of some tests with one entry point, for one program. Its sandbox is leased
 * when it is first asked, and a judge that has run into a limit is followed by another.
 */
export class Court {
	readonly #session: Session;
	readonly #group: readonly CodeTest[];
	readonly #key: string;
	#lease: Lease | undefined;
	#judge: Judge | undefined;

	constructor(session: Session, group: readonly CodeTest[], key: string) {
		this.#session = session;
		this.#group = group;
		this.#key = key;
	}

	async #sitting(): Promise<Judge> {
		this.#lease ??= await leaseJudge(this.#session, this.#group, this.#key);
		if (this.#judge === undefined || this.#judge.ended) {
			this.#judge = new Judge(this.#lease.sandbox, judgeSpec(this.#session, this.#group.length));
		}
		return this.#judge;
	}

	/** The word on each, in their order. */
	async replay(replays: readonly Replay[]): Promise<readonly Done[]> {
		const done: Done[] = [];
		let atOnce = replays.length;
		while (done.length < replays.length) {
			const judge = await this.#sitting();
			const words = await judge.replay(replays.slice(done.length, done.length + atOnce));
			const tired = judge.isTired(words.at(-1));
			done.push(...(tired ? words.slice(0, -1) : words));
			if (tired) atOnce = 1; // some of its words may have been lost with it
		}
		return done;
	}

	/** A test's conversation with a judge; with another one, when that has used itself up on tests before. */
	async hear<T extends { readonly done: Done }>(converse: (judge: Judge) => Promise<T>): Promise<T> {
		const judge = await this.#sitting();
		const talk = await converse(judge);
		return judge.isTired(talk.done) ? await converse(await this.#sitting()) : talk;
	}

	/** The tests stay loaded, for the next program. */
	async close(): Promise<void> {
		await this.#judge?.close();
		this.#lease?.release(this.#key);
	}

	/** After a fault. */
	discard(): void {
		this.#lease?.discard();
	}
}

/** What test code imports, and the machine's other work. */
const [ownCpuMs, ownWallMs] = [3_000, 10_000];

/** For one test: a judge that does not get through several is followed by another, so that none is stopped for what was done in the tests before. */
function judgeLimits(session: Session, tests: number) {
	const limits = runLimits(session);
	return {
		...limits,
		cpuMs: limits.cpuMs + ownCpuMs,
		wallMs: limits.wallMs * 2 + ownWallMs,
		stdoutBytes: limits.stdoutBytes * tests,
	};
}

/** A judge is a fork of the launcher that has the group's tests. */
function judgeSpec(session: Session, tests: number) {
	return { env: envOf(session.language), limits: judgeLimits(session, tests) };
}

async function leaseJudge(session: Session, group: readonly CodeTest[], key: string): Promise<Lease> {
	const { engine, language, plan, signal } = session;
	const command = language.launcher?.command('judge', '', plan.limits);
	if (command === undefined) throw new AssayError('internal_error', `${language.name} has no judge`);
	const lease = await engine.judges.acquire({ language: language.name, signal, prefer: key });
	if (lease.loaded === key) return lease;
	const work = Buffer.from(JSON.stringify({ units: group.map((test) => test.code), entry_point: group[0]?.entry_point ?? null }));
	try {
		const launched = await lease.sandbox.launch({
			command,
			env: envOf(language),
			program: work,
			channel: true,
			limits: judgeLimits(session, 1),
		});
		if (!launched.ok) throw new SandboxFault(`the judge could not be prepared: ${launched.message}`);
		return lease;
	} catch (error) {
		lease.discard();
		throw error;
	}
}

import type { LiveRun, RunOutcome, RunSpec, Sandbox } from '../../runners/sandboxes/contract.ts';
import { SandboxFault } from '../../runners/sandboxes/contract.ts';

/** The judge's word on one test. `judge_limit` is ours: its process ran into a limit. */
export type Done =
	| { readonly result: 'passed'; readonly own_objects?: boolean }
	| { readonly result: 'gone' }
	| { readonly result: 'more'; readonly call: string }
	| { readonly result: 'failed' | 'raised' | 'missing' | 'uncarriable' | 'broken'; readonly reason: string; readonly forged?: boolean }
	| { readonly result: 'judge_limit'; readonly verdict: 'time_limit' | 'memory_limit' | 'output_limit' };

/** A test with the answer to the one call that it is expected to make; without an answer, the candidate ended before it gave one. The word is `more` when the test asks anything else. */
export interface Replay {
	/** Which of the judge's tests. */
	readonly unit: number;
	readonly call: string;
	readonly answer: Buffer | undefined;
}

const results = new Set(['passed', 'gone', 'failed', 'raised', 'missing', 'uncarriable', 'broken', 'more']);
const newline = 10;

/** Cuts bytes into lines, without their ends. */
export class LineSplitter {
	#parts: Buffer[] = [];
	readonly #onLine: (line: Buffer) => void;

	constructor(onLine: (line: Buffer) => void) {
		this.#onLine = onLine;
	}

	push(bytes: Buffer): void {
		let from = 0;
		for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, from)) {
			this.#parts.push(bytes.subarray(from, at));
			from = at + 1;
			const line = this.#parts.length === 1 ? (this.#parts[0] ?? bytes) : Buffer.concat(this.#parts);
			this.#parts = [];
			this.#onLine(line);
		}
		if (from < bytes.length) this.#parts.push(bytes.subarray(from));
	}
}

/**
 * The process that runs test code: see `judge.py` for what is said. The first byte
 * of a line says what it is, so that what a candidate wrote can be passed on
 * unread without ever being taken for something else.
 */
export class Judge {
	readonly #live: LiveRun;
	#asked: { readonly tests: number; readonly done: Done[]; readonly resolve: (done: Done[]) => void } | undefined;
	#fail: ((fault: unknown) => void) | undefined;
	#onCall: (call: Buffer) => void = () => undefined;
	#questions = 0;
	ended = false;

	/** It is a fork of the sandbox's launcher, which has the tests. */
	constructor(sandbox: Sandbox, spec: Pick<RunSpec, 'limits' | 'env'>) {
		const lines = new LineSplitter((said) => this.#receive(said));
		this.#live = sandbox.open({ ...spec, channel: Buffer.alloc(0) }, (fd, bytes) => {
			if (fd === 3) lines.push(bytes);
		});
		this.#live.end(0);
		this.#live.outcome.then(
			(outcome) => this.#end(outcome),
			(fault) => {
				this.ended = true;
				this.#fail?.(fault);
			},
		);
	}

	/** Runs the n-th test; `onCall` gets each line for the candidate. */
	async run(unit: number, onCall: (call: Buffer) => void): Promise<Done> {
		this.#onCall = onCall;
		const [done] = await this.#ask(1, line('U', Buffer.from(String(unit))));
		if (done === undefined) throw new SandboxFault('the judge said nothing');
		return done;
	}

	/** Its words on some tests, in their order; fewer when it ran into a limit, which is then the last word. */
	async replay(replays: readonly Replay[]): Promise<readonly Done[]> {
		const texts = replays.map(({ unit, call, answer }) =>
			Buffer.concat([
				line('R', Buffer.from(String(unit))),
				line('C', Buffer.from(call)),
				answer === undefined ? line('G', Buffer.alloc(0)) : line('A', answer),
			]),
		);
		return await this.#ask(replays.length, Buffer.concat(texts));
	}

	/** Whether this last word of its own is on a limit that it may have run into by another test. */
	isTired(last: Done | undefined): boolean {
		return last?.result === 'judge_limit' && this.#questions > 1;
	}

	#ask(tests: number, request: Buffer): Promise<readonly Done[]> {
		const { promise, resolve, reject } = Promise.withResolvers<readonly Done[]>();
		this.#asked = { tests, done: [], resolve };
		this.#questions += tests;
		this.#fail = reject;
		this.#live.write(3, request);
		return promise;
	}

	#heard(done: Done): void {
		const asked = this.#asked;
		if (asked === undefined) return;
		asked.done.push(done);
		if (asked.done.length < asked.tests && done.result !== 'judge_limit') return;
		this.#asked = undefined;
		asked.resolve(asked.done);
	}

	#end({ status, exitCode, stderr }: RunOutcome): void {
		this.ended = true;
		if (status === 'cpu_limit' || status === 'wall_limit') this.#heard({ result: 'judge_limit', verdict: 'time_limit' });
		else if (status === 'memory_limit' || status === 'output_limit') this.#heard({ result: 'judge_limit', verdict: status });
		else this.#fail?.(new SandboxFault(`the judge ended: ${status} ${exitCode} ${stderr.toString().slice(-500)}`));
	}

	/** The candidate's answer to a call. */
	answer(text: Buffer): void {
		if (this.#asked !== undefined) this.#live.write(3, line('A', text));
	}

	/** The candidate's process has ended. */
	gone(): void {
		if (this.#asked !== undefined) this.#live.write(3, line('G', Buffer.alloc(0)));
	}

	async close(): Promise<void> {
		this.#live.kill();
		await this.#live.outcome;
	}

	#receive(said: Buffer): void {
		const body = said.subarray(1);
		if (said[0] === 'C'.charCodeAt(0)) this.#onCall(Buffer.concat([body, Buffer.of(newline)]));
		else if (said[0] === 'D'.charCodeAt(0)) this.#heard(parseDone(body));
		else this.#fail?.(new SandboxFault('the judge said something that is not of its protocol'));
	}
}

function line(kind: 'U' | 'R' | 'C' | 'A' | 'G', body: Buffer): Buffer {
	return Buffer.concat([Buffer.from(kind), body, Buffer.of(newline)]);
}

function parseDone(body: Buffer): Done {
	const done: unknown = JSON.parse(body.toString());
	if (typeof done !== 'object' || done === null || !('result' in done) || !results.has(String(done.result))) {
		throw new SandboxFault('the judge said something that is not of its protocol');
	}
	return done as Done;
}

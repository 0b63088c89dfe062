import type { LiveRun, RunLimits, Sandbox } from '../../runners/sandboxes/contract.ts';
import { SandboxFault } from '../../runners/sandboxes/contract.ts';

/** The judge's word on one test. `judge_limit` is ours: its process ran into a limit. */
export type Done =
	| { readonly result: 'passed' | 'gone' }
	| { readonly result: 'more'; readonly call: string }
	| { readonly result: 'failed' | 'raised' | 'missing' | 'uncarriable' | 'broken'; readonly reason: string }
	| { readonly result: 'judge_limit'; readonly verdict: 'time_limit' | 'memory_limit' | 'output_limit' };

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
	#done: ((done: Done) => void) | undefined;
	#fail: ((fault: unknown) => void) | undefined;
	#onCall: (call: Buffer) => void = () => undefined;
	ended = false;

	constructor(sandbox: Sandbox, limits: RunLimits, env: Readonly<Record<string, string>>) {
		const lines = new LineSplitter((said) => this.#receive(said));
		this.#live = sandbox.open({ channel: Buffer.alloc(0), limits, env }, (fd, bytes) => {
			if (fd === 3) lines.push(bytes);
		});
		this.#live.end(0);
		this.#live.outcome.then(
			(outcome) => {
				this.ended = true;
				if (outcome.status === 'cpu_limit' || outcome.status === 'wall_limit')
					this.#done?.({ result: 'judge_limit', verdict: 'time_limit' });
				else if (outcome.status === 'memory_limit' || outcome.status === 'output_limit')
					this.#done?.({ result: 'judge_limit', verdict: outcome.status });
				else
					this.#fail?.(new SandboxFault(`the judge ended: ${outcome.status} ${outcome.exitCode} ${outcome.stderr.toString().slice(-500)}`));
			},
			(fault) => {
				this.ended = true;
				this.#fail?.(fault);
			},
		);
	}

	/** Runs the n-th test; `onCall` gets each line for the candidate. */
	run(unit: number, onCall: (call: Buffer) => void): Promise<Done> {
		this.#onCall = onCall;
		return this.#ask(line('U', Buffer.from(String(unit))));
	}

	/**
	 * Runs the n-th test with the answer to the one call that it is expected to make; none: the
	 * candidate ended without answering. The result is `more` when it asks anything else.
	 */
	replay(unit: number, call: string, answer: Buffer | undefined): Promise<Done> {
		const answered = answer === undefined ? line('G', Buffer.alloc(0)) : line('A', answer);
		return this.#ask(Buffer.concat([line('R', Buffer.from(String(unit))), line('C', Buffer.from(call)), answered]));
	}

	#ask(request: Buffer): Promise<Done> {
		const { promise, resolve, reject } = Promise.withResolvers<Done>();
		this.#done = (done) => {
			this.#done = undefined;
			resolve(done);
		};
		this.#fail = reject;
		this.#live.write(3, request);
		return promise;
	}

	/** The candidate's answer to a call. */
	answer(text: Buffer): void {
		if (this.#done !== undefined) this.#live.write(3, line('A', text));
	}

	/** The candidate's process has ended. */
	gone(): void {
		if (this.#done !== undefined) this.#live.write(3, line('G', Buffer.alloc(0)));
	}

	async close(): Promise<void> {
		this.#live.kill();
		await this.#live.outcome;
	}

	#receive(said: Buffer): void {
		const body = said.subarray(1);
		if (said[0] === 'C'.charCodeAt(0)) this.#onCall(Buffer.concat([body, Buffer.of(newline)]));
		else if (said[0] === 'D'.charCodeAt(0)) this.#done?.(parseDone(body));
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

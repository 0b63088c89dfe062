import { randomUUID } from 'node:crypto';
import { AssayError, type ErrorCode, errorCatalogue } from '../../errors.ts';
import type { SubmitOptions } from '../contract.ts';
import type { JobCodec, SplitJob } from './codec.ts';
import { laneOf, type Reply } from './message.ts';

/** What a submitting process does not renew for so long is dropped. */
const lifeMs = 30_000;

/** A job that its caller waits for. */
export class PendingJob<Job, Result, Progress> {
	readonly id = randomUUID();
	readonly job: Job;
	readonly languages: readonly string[];
	readonly lane: string;
	readonly split: SplitJob;
	readonly options: SubmitOptions<Progress>;
	readonly submittedMs: number;
	readonly result: Promise<Result>;
	readonly reject: (reason: unknown) => void;
	/** Times that Redis did not know it, in a row. */
	missing = 0;
	/** Times that it was seen waiting, in a row. */
	waiting = 0;
	resends = 0;
	readonly #codec: JobCodec<Job, Result, Progress>;
	readonly #resolve: (result: Result) => void;

	constructor(job: Job, options: SubmitOptions<Progress>, codec: JobCodec<Job, Result, Progress>, submittedMs: number) {
		this.job = job;
		this.#codec = codec;
		this.options = options;
		this.submittedMs = submittedMs;
		this.languages = codec.languages(job);
		this.lane = laneOf(this.languages);
		this.split = codec.split(job);
		const { promise, resolve, reject } = Promise.withResolvers<Result>();
		this.result = promise;
		this.#resolve = resolve;
		this.reject = reject;
	}

	/** How long Redis may keep it from now, unless it is renewed. */
	lifeMs(nowMs: number): number {
		const { timeoutMs } = this.options;
		const left = timeoutMs === undefined ? lifeMs : this.submittedMs + timeoutMs - nowMs;
		return Math.max(1, Math.min(lifeMs, Math.ceil(left)));
	}

	hear(reply: Exclude<Reply, { kind: 'incomplete' }>): void {
		try {
			switch (reply.kind) {
				case 'progress':
					this.options.onProgress?.(this.#codec.progress.parse(reply.progress));
					break;
				case 'result':
					this.#resolve(this.#codec.result.parse(reply.result));
					break;
				case 'refused':
					this.reject(toError(reply));
					break;
				case 'parked':
					this.park(reply.reason);
					break;
			}
		} catch (cause) {
			this.reject(new AssayError('internal_error', 'the reply of a worker was not understood', { cause }));
		}
	}

	/** Settles it as one that could not be done, by a fault of ours. */
	park(reason: string): void {
		const { parked } = this.#codec;
		try {
			if (parked === undefined) this.reject(new AssayError('internal_error', reason));
			else this.#resolve(parked(this.job, reason));
		} catch (error) {
			this.reject(error);
		}
	}
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCatalogue, code);

function toError({ code, message, hint }: Extract<Reply, { kind: 'refused' }>): AssayError {
	return new AssayError(isErrorCode(code) ? code : 'internal_error', message, hint === undefined ? {} : { hint });
}

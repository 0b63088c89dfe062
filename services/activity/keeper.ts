import type { GradeResult } from '../contract/verdict.ts';
import type { Submission } from '../execution/contract.ts';
import type { NewSubmission, SubmissionStore } from '../store/contract.ts';

export interface KeeperOptions {
	readonly store: SubmissionStore;
	/** So many are kept of each tenant. */
	readonly most: number;
	/** Told of each that can be looked at now. */
	readonly onKept: (tenant: string) => void;
	readonly onFault: (fault: unknown) => void;
	readonly now?: () => Date;
}

/** Written at a time. What comes faster than that is not kept as a whole: only the newest are. */
const atOnce = 50;
const pauseMs = 500;
/** A submission whose JSON is longer is not kept. */
const longest = 256 << 10;

/**
 * Keeps judged programs to be looked at, beside the work and never in its way: they are written
 * a few at a time, the newest of them, and a store that does not answer loses them.
 */
export class SubmissionKeeper implements AsyncDisposable {
	readonly #options: KeeperOptions;
	#waiting: NewSubmission[] = [];
	#timer: NodeJS.Timeout | undefined;
	#writing: Promise<void> = Promise.resolve();

	constructor(options: KeeperOptions) {
		this.#options = options;
	}

	add(id: string, tenant: string, { problem, code }: Submission, result: GradeResult): void {
		if (this.#options.most === 0) return;
		const created_at = (this.#options.now?.() ?? new Date()).toISOString();
		this.#waiting.push({ tenant, record: { id, problem_id: problem.id, created_at, code, result } });
		if (this.#waiting.length > atOnce) this.#waiting.shift();
		this.#timer ??= setTimeout(() => void this.flush(), pauseMs).unref();
	}

	/** Writes what waits, once what was written before is done: until then only the newest wait. */
	async flush(): Promise<void> {
		this.#writing = this.#writing.then(async () => await this.#write());
		await this.#writing;
	}

	async #write(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const batch = this.#waiting.filter(({ record }) => JSON.stringify(record).length <= longest);
		this.#waiting = [];
		if (batch.length === 0) return;
		const { store, most, onKept, onFault } = this.#options;
		try {
			await store.keepSubmissions(batch, most);
			for (const { tenant } of batch) onKept(tenant);
		} catch (fault) {
			onFault(fault);
		}
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.flush();
	}
}

import { AssayError } from './errors.ts';
import type { SubmitOptions } from './queue/contract.ts';

/** The end of a job from outside: its caller's signal, and the end of its time. */
export class Deadline implements Disposable {
	readonly signal: AbortSignal | undefined;
	readonly #timer: NodeJS.Timeout | undefined;

	constructor({ signal, timeoutMs }: Pick<SubmitOptions<never>, 'signal' | 'timeoutMs'>) {
		if (timeoutMs === undefined) {
			this.signal = signal;
			return;
		}
		const controller = new AbortController();
		const over = () => controller.abort(new AssayError('deadline_exceeded', 'it was not judged in the time that it was given'));
		this.#timer = setTimeout(over, Math.max(0, timeoutMs));
		this.signal = signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]);
	}

	[Symbol.dispose](): void {
		clearTimeout(this.#timer);
	}
}

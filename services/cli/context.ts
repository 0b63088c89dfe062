import type { Writable } from 'node:stream';
import type { Engine } from './engine.ts';

/** What a command touches of the process; tests bring their own. Results go to `stdout`, all else to `stderr`. */
export interface CliContext {
	readonly stdout: Writable;
	readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
	readonly engine: Engine;
	/** Calls back at SIGINT and SIGTERM, until disposed. */
	onInterrupt(callback: () => void): Disposable;
	/** Ends the process at once. */
	exitNow(code: number): void;
	/** The code to end with when the command is done. */
	setExitCode(code: number): void;
}

export const exitCodes = {
	ok: 0,
	/** The answer is no: a program was not accepted. */
	no: 1,
	/** Misuse, or our own fault: there is no answer. */
	trouble: 2,
	interrupted: 130,
} as const;

/** The first interrupt aborts the signal, the second ends the process. */
export function interruptSignal(context: CliContext): { readonly signal: AbortSignal } & Disposable {
	const controller = new AbortController();
	const subscription = context.onInterrupt(() => {
		if (controller.signal.aborted) context.exitNow(exitCodes.interrupted);
		controller.abort(new Interrupted());
	});
	return { signal: controller.signal, [Symbol.dispose]: () => subscription[Symbol.dispose]() };
}

export class Interrupted extends Error {
	constructor() {
		super('interrupted');
		this.name = 'Interrupted';
	}
}

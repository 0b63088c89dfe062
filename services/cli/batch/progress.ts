import { Presets, SingleBar } from 'cli-progress';
import type { CliContext } from '../context.ts';

/** Shows how far a batch is; disposed at its end. */
export interface Progress extends Disposable {
	advance(): void;
}

const plainIntervalMs = 10_000;

/** A bar on a terminal, else a line now and then. `done` samples were there at the start. */
export function showProgress({ stderr }: Pick<CliContext, 'stderr'>, total: number, done: number): Progress {
	return stderr.isTTY === true ? new Bar(stderr, total, done) : new Lines(stderr, total, done);
}

/** Counts, with the rate of this run and the time it leaves. */
class Pace {
	readonly total: number;
	done: number;
	readonly #doneAtStart: number;
	readonly #startMs = performance.now();

	constructor(total: number, done: number) {
		this.total = total;
		this.done = done;
		this.#doneAtStart = done;
	}

	get perSecond(): number {
		const seconds = (performance.now() - this.#startMs) / 1000;
		return seconds > 0 ? (this.done - this.#doneAtStart) / seconds : 0;
	}

	get left(): string {
		if (this.perSecond === 0) return '?';
		const seconds = Math.ceil((this.total - this.done) / this.perSecond);
		const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
		return hours > 0 ? `${hours}h${minutes}m` : minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
	}
}

class Bar implements Progress {
	readonly #pace: Pace;
	readonly #bar: SingleBar;

	constructor(stderr: CliContext['stderr'], total: number, done: number) {
		this.#pace = new Pace(total, done);
		const format = '{bar} {percentage}% | {value}/{total} | {rate}/s | {left} left';
		this.#bar = new SingleBar({ format, stream: stderr as NodeJS.WritableStream, hideCursor: true, fps: 5 }, Presets.shades_classic);
		this.#bar.start(total, done, { rate: '0.0', left: '?' });
	}

	advance(): void {
		this.#pace.done += 1;
		this.#bar.update(this.#pace.done, { rate: this.#pace.perSecond.toFixed(1), left: this.#pace.left });
	}

	[Symbol.dispose](): void {
		this.#bar.stop();
	}
}

class Lines implements Progress {
	readonly #pace: Pace;
	readonly #timer: NodeJS.Timeout;

	constructor(stderr: CliContext['stderr'], total: number, done: number) {
		const pace = new Pace(total, done);
		this.#pace = pace;
		this.#timer = setInterval(() => {
			stderr.write(`${pace.done} of ${total} samples, ${pace.perSecond.toFixed(1)} per second, ${pace.left} left\n`);
		}, plainIntervalMs);
		this.#timer.unref();
	}

	advance(): void {
		this.#pace.done += 1;
	}

	[Symbol.dispose](): void {
		clearInterval(this.#timer);
	}
}

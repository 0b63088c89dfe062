import { AssayError } from '../errors.ts';
import type { GraderInfo } from './contract.ts';
import { Planner } from './planner.ts';

/** Workers elsewhere, as far as they have announced themselves. */
export interface Fleet {
	/** Programs that they can judge at the same time. */
	readonly slots: number;
	/** What they have, each with the version of its toolchain, if that says one. */
	languages(): ReadonlyMap<string, string | null>;
	/** Whether there is a worker that has all of them. */
	has(languages: readonly string[]): boolean;
}

const workerRetrySeconds = 5;

/** What can be asked of a fleet of workers; nothing is judged in this process. */
export function fleetInfo(fleet: Fleet): GraderInfo {
	const planner = new Planner((language) => fleet.has([language]));
	return {
		/** A fleet that is being restarted will be back. */
		get concurrency() {
			return Math.max(1, fleet.slots);
		},
		languages: async () => planner.languages(),
		versions: async () => new Map([...fleet.languages()].flatMap(([name, version]) => (version === null ? [] : [[name, version]]))),
		check: (submission) => {
			if (fleet.has([])) return planner.check(submission);
			throw new AssayError('no_worker', 'no worker is there', {
				hint: 'Start one with `assay serve --role worker`.',
				retryAfterSeconds: workerRetrySeconds,
			});
		},
	};
}

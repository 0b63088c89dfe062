import { useEffect, useRef, useState } from 'preact/hooks';
import { useSession } from './session.ts';

/** Something that is asked of the server: not there yet, there, or not to be had. */
export interface Loaded<T> {
	readonly value: T | undefined;
	readonly error: unknown;
}

/**
 * Asks when one of `inputs` changes, and when the server was started anew; what was there is shown until then.
 * Whenever `version` changes it is asked again, but not before the answer to the last question has come, so that a
 * slow server gets no more questions than it answers.
 */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[], version?: unknown): Loaded<T> {
	const { assay, restarts, report } = useSession();
	const [loaded, setLoaded] = useState<Loaded<T>>({ value: undefined, error: undefined });
	const asked = useRef<{ readonly again: () => void; version: unknown }>(undefined);
	useEffect(() => {
		const stop = new AbortController();
		let [waiting, stale] = [false, false];
		const ask = async () => {
			stale = waiting;
			if (waiting) return;
			waiting = true;
			try {
				const value = await load(stop.signal);
				if (!stop.signal.aborted) setLoaded({ value, error: undefined });
			} catch (error) {
				if (stop.signal.aborted) return;
				report(error);
				setLoaded(({ value }) => ({ value, error }));
			}
			waiting = false;
			if (stale && !stop.signal.aborted) await ask();
		};
		asked.current = { again: () => void ask(), version };
		void ask();
		return () => stop.abort();
	}, [assay, restarts, ...inputs]);
	useEffect(() => {
		const { current } = asked;
		if (current === undefined || current.version === version) return;
		current.version = version;
		current.again();
	}, [version]);
	return loaded;
}

const pauseMs = 200;

/** What is being typed, when it has stood still for a moment, so that not every letter is searched for. */
export function usePaused(typed: string): string {
	const [paused, setPaused] = useState(typed);
	useEffect(() => {
		const timer = setTimeout(() => setPaused(typed), pauseMs);
		return () => clearTimeout(timer);
	}, [typed]);
	return paused;
}

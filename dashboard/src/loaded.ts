import { useEffect, useState } from 'preact/hooks';
import { useSession } from './session.ts';

/** Something that is asked of the server: not there yet, there, or not to be had. */
export interface Loaded<T> {
	readonly value: T | undefined;
	readonly error: unknown;
}

/** Asks whenever one of `inputs` changes, and when the server was started anew; what was there is shown until then. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
	const { assay, live, report } = useSession();
	const [loaded, setLoaded] = useState<Loaded<T>>({ value: undefined, error: undefined });
	useEffect(() => {
		const stop = new AbortController();
		load(stop.signal).then(
			(value) => {
				if (!stop.signal.aborted) setLoaded({ value, error: undefined });
			},
			(error: unknown) => {
				if (stop.signal.aborted) return;
				report(error);
				setLoaded(({ value }) => ({ value, error }));
			},
		);
		return () => stop.abort();
	}, [assay, live?.started_at, ...inputs]);
	return loaded;
}

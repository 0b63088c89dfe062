import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { AssayApiError, AssayClient, type LiveView } from '../../clients/typescript/src/index.ts';

/** What all pages share. */
export interface Session {
	readonly assay: AssayClient;
	/** Of late; undefined before the first event. */
	readonly live: LiveView | undefined;
	/** How often the server was seen to be another one than before: what is known of it is to be asked anew. */
	readonly restarts: number;
	/** Whether events come at the moment. */
	readonly connected: boolean;
	/** Whether the server wants a key, or another one. */
	readonly needsKey: boolean;
	readonly hasKey: boolean;
	setKey(key: string): void;
	/** Tells of an error of a call; one about the key is asked for a key. */
	report(error: unknown): void;
}

/** Kept until the tab is closed. */
const storageKey = 'assay-key';
/** Events come every second; after so long without one the connection is taken for lost. */
const silenceMs = 3_500;
const patience = { attempts: 3, longestWaitMs: 5_000 };
const endlessPatience = { attempts: Number.POSITIVE_INFINITY, longestWaitMs: 2_000 };

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
	const session = useContext(SessionContext);
	if (session === undefined) throw new Error('outside of the application');
	return session;
}

/** The one session of the application, with the key of this tab. */
export function useNewSession(): Session {
	const [key, setKey] = useState(() => sessionStorage.getItem(storageKey) ?? '');
	const [needsKey, setNeedsKey] = useState(false);
	const [live, setLive] = useState<LiveView>();
	const [restarts, setRestarts] = useState(0);
	const [connected, setConnected] = useState(false);
	const report = useMemo(
		() => (error: unknown) => {
			if (error instanceof AssayApiError && error.status === 401) setNeedsKey(true);
		},
		[],
	);
	const assay = useMemo(() => new AssayClient({ ...at(key), ...patience }), [key]);
	useEffect(() => {
		const stop = new AbortController();
		let silence: ReturnType<typeof setTimeout> | undefined;
		let startedAt: string | undefined;
		const follow = async () => {
			for await (const view of new AssayClient({ ...at(key), ...endlessPatience }).liveEvents({ signal: stop.signal })) {
				if (startedAt !== undefined && startedAt !== view.started_at) setRestarts((seen) => seen + 1);
				startedAt = view.started_at;
				setLive(view);
				setConnected(true);
				clearTimeout(silence);
				silence = setTimeout(() => setConnected(false), silenceMs);
			}
		};
		follow().catch((error: unknown) => {
			setConnected(false);
			if (!stop.signal.aborted) report(error);
		});
		return () => {
			clearTimeout(silence);
			stop.abort();
		};
	}, [key, report]);
	return {
		...{ assay, live, restarts, connected, needsKey, report },
		hasKey: key !== '',
		setKey: (given) => {
			sessionStorage.setItem(storageKey, given);
			setNeedsKey(false);
			setKey(given);
		},
	};
}

const at = (key: string) => ({ url: location.origin, ...(key === '' ? {} : { apiKey: key }) });

import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';
import { SandboxFault } from '../contract.ts';

const firstPauseMs = 100;
const longestPauseMs = 2000;
/** Errors of a connection, and of an engine that is starting or stopping. */
const passing = /ECONNREFUSED|ENOENT|ECONNRESET|EPIPE|EAGAIN|ETIMEDOUT|socket hang up|shutting down|not yet ready/;

const defaultHost = 'unix:///var/run/docker.sock';
const defaultPort = 2375;

/** The engine at a host like `unix:///run/docker.sock` or `tcp://10.0.0.2:2375`; default: the usual socket. Its connections are to be destroyed with it. Throws `SandboxFault`. */
export function engineAt(host = defaultHost): { readonly engine: Docker; readonly connections: Agent } {
	const url = URL.canParse(host) ? new URL(host) : undefined;
	if (url === undefined || !(url.protocol === 'unix:' || url.protocol === 'tcp:')) {
		throw new SandboxFault(
			`${JSON.stringify(host)} is no address of a container engine: it is like unix:///run/docker.sock or tcp://10.0.0.2:2375`,
		);
	}
	const connections = new Agent({ keepAlive: true });
	const place = url.protocol === 'unix:' ? { socketPath: url.pathname } : { host: url.hostname, port: url.port || defaultPort };
	const options = { ...place, protocol: 'http' as const, agent: connections };
	return { engine: new Docker(options), connections };
}

/** Whether an error may be over when the engine has been restarted or is less busy. */
function isPassing(error: unknown): boolean {
	if (typeof error !== 'object' || error === null) return false;
	const { code, statusCode, message } = error as { code?: unknown; statusCode?: unknown; message?: unknown };
	return statusCode === 503 || passing.test(`${code} ${message}`);
}

/** Removes a container, whatever runs in it; one that is gone, or on its way out, is left at that. */
export async function remove(container: Docker.Container): Promise<void> {
	try {
		await container.remove({ force: true });
	} catch (error) {
		const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
		if (status !== 404 && status !== 409) throw error;
	}
}

/**
 * Does it again while the engine is away, for so long at most; then rejects with
 * `SandboxFault`, as when the engine does not answer. An answer that comes after that is given to `late`.
 */
export async function whileAway<T>(patienceMs: number, work: () => Promise<T>, late: (result: T) => void = () => undefined): Promise<T> {
	const end = performance.now() + patienceMs;
	for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
		try {
			return await within(end - performance.now(), work(), late);
		} catch (cause) {
			if (isPassing(cause) && performance.now() + pauseMs < end) await delay(pauseMs);
			else throw cause instanceof SandboxFault ? cause : new SandboxFault(wordsOf(cause), { cause });
		}
	}
}

async function within<T>(ms: number, working: Promise<T>, late: (result: T) => void): Promise<T> {
	const { promise, reject } = Promise.withResolvers<never>();
	const timer = setTimeout(() => {
		working.then(late, () => undefined); // that it failed in the end is of no interest any more
		reject(new SandboxFault(`the container engine did not answer within ${Math.round(ms)} ms`));
	}, ms);
	try {
		return await Promise.race([working, promise]);
	} finally {
		clearTimeout(timer);
	}
}

function wordsOf(error: unknown): string {
	const words = error instanceof Error ? error.message : String(error);
	return isPassing(error) ? `the container engine cannot be reached: ${words}; is it running, and may this user use it?` : words;
}

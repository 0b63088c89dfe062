import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { AgentConnection } from '../../agent/client.ts';
import { demultiplex } from './demultiplex.ts';
import { remove } from './engine.ts';

const stderrKeptBytes = 4096;
/** How long a sandbox that is closed waits for its container to be gone. */
const patienceMs = 10_000;

/** The agent of a started container, over its attached stream; `removed` settles when the engine has removed it. */
export function connect(
	container: Docker.Container,
	id: string,
	stream: Duplex,
	removed: Promise<{ StatusCode: number }>,
): AgentConnection {
	let said = '';
	const stdout = demultiplex(stream, (bytes) => {
		said = (said + bytes.toString()).slice(-stderrKeptBytes);
	});
	const closed = new Promise<void>((resolve) => stream.once('close', () => resolve()));
	const ended = removed.then(
		({ StatusCode }) => said.trim() || `exit status ${StatusCode}`,
		// The engine has gone, and the container with it or not: the stream says when it is out of reach.
		(error: unknown) => closed.then(() => said.trim() || String(error)),
	);
	let destroyed: Promise<void> | undefined;
	return {
		id,
		stdin: stream,
		stdout,
		ended,
		destroy: () => {
			destroyed ??= (async () => {
				stream.destroy();
				// While the engine is away nothing can be removed: it finds an agent without input later, or an orphan.
				const removing = remove(container).catch(() => undefined);
				await Promise.race([removing.then(() => ended), delay(patienceMs, undefined, { ref: false })]);
			})();
			return destroyed;
		},
	};
}

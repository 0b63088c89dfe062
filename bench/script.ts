import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What a script prints, as JSON. It ends, with every process that it started, when the signal says so. */
export async function runScript(python: string, args: readonly string[], signal?: AbortSignal): Promise<unknown> {
	signal?.throwIfAborted();
	const child = spawn(python, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
	const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
	signal?.addEventListener('abort', end);
	try {
		const [printed, complaints, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
		if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${complaints}`);
		return JSON.parse(printed);
	} finally {
		signal?.removeEventListener('abort', end);
	}
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import { temporaryFolder } from './temporary.ts';

export interface TestRedis extends AsyncDisposable {
	readonly url: string;
	readonly port: number;
	/** Ends it as a crash would. */
	kill(): Promise<void>;
	/** Starts it again where it was, with what its log of commands has. */
	start(): Promise<void>;
}

/** It is the server when it is called so; with it, Debian's package of the server, which starts a service, is not needed. */
const program = 'redis-check-rdb';

/** A Redis of the test's own on a free port, with its data in a temporary folder. */
export async function startRedis(settings: readonly string[] = []): Promise<TestRedis> {
	const folder = await temporaryFolder();
	const port = await freePort();
	const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder.path, '--save', '', '--appendonly', 'yes', ...settings];
	let server: ChildProcess | undefined;
	const start = async () => {
		server = spawn(program, flags, { argv0: 'redis-server', stdio: ['ignore', 'pipe', 'inherit'] });
		await ready(server);
	};
	const end = async (signal: NodeJS.Signals) => {
		if (server === undefined) return;
		const ended = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined;
		server.kill(signal);
		await ended;
		server = undefined;
	};
	await start();
	return {
		...{ url: `redis://127.0.0.1:${port}`, port, start, kill: async () => await end('SIGKILL') },
		[Symbol.asyncDispose]: async () => {
			await end('SIGTERM');
			await folder[Symbol.asyncDispose]();
		},
	};
}

async function ready(server: ChildProcess): Promise<void> {
	if (server.stdout === null) throw new Error('redis-server has no output');
	server.once('error', (error) => {
		throw new Error('Redis cannot be started; deploy/setup.sh installs it', { cause: error });
	});
	for await (const line of createInterface({ input: server.stdout })) {
		if (line.includes('Ready to accept connections')) return void server.stdout.resume();
	}
	throw new Error('redis-server ended before it was ready');
}

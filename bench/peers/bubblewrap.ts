import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { type Judged, openEach, type Peer, type Task } from './contract.ts';
import { type Ended, judgeByProcesses } from './processes.ts';

const atOnce = 2; // what one of them has printed is read while the other one runs
const outputBytes = 16 << 20;
const namespaces = ['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', '--setenv', 'PATH', '/usr/bin:/bin'];
const links = ['bin', 'lib', 'lib64', 'sbin'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]);
const root = ['--ro-bind', '/usr', '/usr', ...links, '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--tmpfs', '/box'];

/**
 * What Piston does: a Node service that starts the program's own command for each run, in
 * a sandbox made for that run. Piston's sandbox is isolate; bubblewrap is at hand everywhere.
 */
export const bubblewrap: Peer = {
	title: 'Piston-like: for each test a sandbox by bubblewrap with a python3 in it',
	kinds: ['stdio', 'code'],
	open: async () => openEach(judgeInBubblewrap),
};

async function judgeInBubblewrap(tasks: readonly Task[], signal: AbortSignal): Promise<Judged> {
	await using folder = await temporaryFolder();
	const files = new Map<string, string>();
	const fileOf = (source: string): string => {
		const known = files.get(source);
		if (known !== undefined) return known;
		const path = folder.file(`${files.size}.py`);
		writeFileSync(path, source);
		files.set(source, path);
		return path;
	};
	return await judgeByProcesses(tasks, atOnce, async ({ source, stdin }, limitMs) => {
		const box = ['--ro-bind', fileOf(source), '/box/main.py', '--chdir', '/box'];
		return await run([...namespaces, ...root, ...box, '/usr/bin/python3', 'main.py'], { stdin, limitMs, signal });
	});
}

interface RunOptions {
	readonly stdin: string;
	readonly limitMs: number;
	readonly signal: AbortSignal;
}

async function run(args: readonly string[], { stdin, limitMs, signal }: RunOptions): Promise<Ended> {
	const { promise, resolve, reject } = Promise.withResolvers<Ended>();
	const options = { timeout: 2 * limitMs, killSignal: 'SIGKILL', maxBuffer: outputBytes, signal } as const;
	const child = execFile('/usr/bin/bwrap', args, options, (error, stdout) => {
		if (signal.aborted) reject(signal.reason);
		else resolve({ well: error === null, stdout });
	});
	child.stdin?.on('error', () => {}); // of a program that does not read all of it
	child.stdin?.end(stdin);
	return await promise;
}

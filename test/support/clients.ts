import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Started, startAssay } from './command.ts';
import { repository } from './local-wall.ts';
import { temporaryFolder } from './temporary.ts';

/** Runs a program of `test/e2e/clients` with the Python of `build/clients` or `build/trainers`: it reads the request and writes an answer, in JSON. */
export async function runClient(
	installed: 'clients' | 'trainers',
	program: string,
	request: object,
	env: Readonly<Record<string, string>> = {},
): Promise<{ readonly answer: unknown; readonly log: string }> {
	const python = join(repository, 'build', installed, 'bin/python');
	const file = join(repository, 'test/e2e/clients', program);
	const options = { maxBuffer: 1 << 26, env: { ...process.env, ...env } };
	const { stdout, log } = await new Promise<{ stdout: string; log: string }>((resolve, reject) => {
		const child = execFile(python, [file], options, (error, stdout, stderr) => {
			if (error) reject(new Error(`${error.message}\n${stderr}`));
			else resolve({ stdout, log: stderr });
		});
		child.stdin?.end(JSON.stringify(request));
	});
	return { answer: JSON.parse(stdout), log };
}

/** Where our own Python client is, which needs nothing. */
export const pythonClient = join(repository, 'clients/python/src');

export interface ClientService {
	/** Of the service that all tests of the file ask. */
	url: string;
	/** Starts another one, with its own settings. */
	start(env: Readonly<Record<string, string>>): Promise<{ readonly started: Started; readonly at: string }>;
	stop(started: Started): Promise<void>;
}

/** The service as it is started by its users, for the tests of one file. */
export function clientService(): ClientService {
	let folder: Awaited<ReturnType<typeof temporaryFolder>>;
	let started: Started;
	const service: ClientService = {
		url: '',
		start: async (env) => {
			const data = folder.file(`data-${Object.keys(env).join('-')}`);
			const args = ['serve', '--port', '0', '--slots', '2', '--data-dir', data, '--log-level', 'warn'];
			const one = startAssay(args, env);
			const [, at = ''] = await one.says(/assay listens on (\S+)/);
			return { started: one, at };
		},
		stop: async ({ child, finished }) => {
			child.kill('SIGTERM');
			expect(await finished).toMatchObject({ code: 0, stderr: expect.not.stringContaining('fault') });
		},
	};
	beforeAll(async () => {
		folder = await temporaryFolder();
		({ started, at: service.url } = await service.start({}));
	});
	afterAll(async () => {
		await service.stop(started);
		await folder[Symbol.asyncDispose]();
	});
	return service;
}

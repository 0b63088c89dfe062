import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './local-wall.ts';

export interface Finished {
	/** Exit code, or null when a signal ended it. */
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

export interface Started {
	readonly child: ChildProcess;
	readonly finished: Promise<Finished>;
	/** Resolves when the words have been seen on standard error; rejects when the command ends before. */
	says(words: RegExp): Promise<RegExpExecArray>;
}

/** Starts `bin/assay` as a user would. */
export function startAssay(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
	return start(join(repository, 'bin/assay'), args, env);
}

/** Starts a script of this repository. */
export function startScript(path: string, args: readonly string[]): Started {
	return start(process.execPath, [join(repository, path), ...args], {});
}

export function start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
	const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let stderr = '';
	const watchers = new Set<() => void>();
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
		for (const watch of watchers) watch();
	});
	const finished = new Promise<Finished>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, stdout, stderr }));
	});
	const says = (words: RegExp) =>
		new Promise<RegExpExecArray>((resolve, reject) => {
			const watch = () => {
				const match = words.exec(stderr);
				if (match !== null) resolve(match);
			};
			watchers.add(watch);
			watch();
			void finished.then(() => reject(new Error(`it ended without saying ${words}: ${stderr}`)));
		});
	return { child, finished, says };
}

export async function assay(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished> {
	return await startAssay(args, env).finished;
}

export const toLines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
export const fromLines = (text: string): Record<string, unknown>[] =>
	text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line));

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Command, type Language, programFolder } from '../../runners/languages/contract.ts';
import { repository } from './local-wall.ts';

export interface Run {
	/** Whether it ended with exit code 0 and the mark as its last line. */
	readonly passed: boolean;
	readonly output: string;
}

const execute = promisify(execFile);
const timeoutMs = 60_000;

/** Compiles and runs trusted text by a language's own commands, without a sandbox, and looks for the mark. */
export async function runOutside(language: Language, code: string, mark: string): Promise<Run> {
	let output = '';
	try {
		await outside(language, code, async (commands, folder) => {
			for (const [program = '', ...rest] of commands) {
				const { stdout, stderr } = await execute(program, rest, { cwd: folder, timeout: timeoutMs });
				output = `${stdout}${stderr === '' ? '' : `\nstderr: ${stderr}`}`;
				if (stdout.trimEnd().split('\n').at(-1) === mark) return;
			}
			throw new Error(output);
		});
		return { passed: true, output };
	} catch (error) {
		return { passed: false, output: error instanceof Error && error.message === output ? output : String(error) };
	}
}

/** The CPU time in milliseconds that trusted text takes on an input, without a sandbox. Rejects when it does not compile. */
export async function cpuMsOutside(language: Language, code: string, input: string): Promise<number> {
	return await outside(language, code, async (commands, folder) => {
		const run = commands.at(-1) ?? [];
		for (const [program = '', ...rest] of commands.slice(0, -1)) await execute(program, rest, { cwd: folder, timeout: timeoutMs });
		await writeFile(join(folder, 'input'), input);
		const timed = 'TIMEFORMAT="%U %S"; time "$0" "$@" <input >/dev/null 2>&1';
		const { stderr } = await execute('bash', ['-c', `${timed}; exit 0`, ...run], { cwd: folder, timeout: timeoutMs });
		return stderr
			.trim()
			.split(' ')
			.reduce((sum, seconds) => sum + 1000 * Number(seconds), 0);
	});
}

/** Lays a program out in a folder of its own; its commands, the last of which runs it. */
async function outside<T>(
	language: Language,
	code: string,
	work: (commands: readonly Command[], folder: string) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'assay-outside-'));
	const places = [
		['/assay/bin/node', process.execPath],
		['/assay/languages', join(repository, 'runners/languages')],
		...(language.mounts ?? []).map(({ from, to }) => [to, join(repository, from)] as const),
		[programFolder, folder],
	] as const;
	const here = (command: Command) => command.map((part) => places.reduce((path, [inside, outside]) => path.replace(inside, outside), part));
	try {
		const source = language.layout(code);
		for (const file of source.files) await writeFile(join(folder, file.name), file.content);
		const commands = [language.compile?.(source) ?? [], language.run(source, { memoryMb: 512 })];
		return await work(commands.filter((command) => command.length > 0).map(here), folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Command, type Language, programFolder } from '../../../runners/languages/contract.ts';

export interface Run {
	/** Whether it ended with exit code 0 and the mark as its last line. */
	readonly passed: boolean;
	readonly output: string;
}

const execute = promisify(execFile);

/** Compiles and runs trusted text by a language's own commands, without a sandbox, and looks for the mark. */
export async function runOutside(language: Language, code: string, mark: string): Promise<Run> {
	const folder = await mkdtemp(join(tmpdir(), 'assay-join-'));
	const here = (command: Command) =>
		command.map((part) => part.replace('/assay/bin/node', process.execPath).replace(programFolder, folder));
	try {
		const source = language.layout(code);
		for (const file of source.files) await writeFile(join(folder, file.name), file.content);
		let output = '';
		for (const command of [language.compile?.(source), language.run(source, { memoryMb: 512 })]) {
			const [program = '', ...rest] = here(command ?? ['true']);
			const { stdout, stderr } = await execute(program, rest, { cwd: folder, timeout: 60_000 });
			output = `${stdout}${stderr === '' ? '' : `\nstderr: ${stderr}`}`;
			if (stdout.trimEnd().split('\n').at(-1) === mark) return { passed: true, output };
		}
		return { passed: false, output };
	} catch (error) {
		return { passed: false, output: String(error) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

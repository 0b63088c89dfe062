import { createHash } from 'node:crypto';
import type { Language, Source } from '../../../runners/languages/contract.ts';
import type { RunLimits } from '../../../runners/sandboxes/contract.ts';
import type { Lease } from '../../../runners/sandboxes/pool.ts';
import type { Checker } from '../../../testcases/schema.ts';
import { AssayError } from '../../errors.ts';
import { type Prepared, prepare, preparedProgram } from '../prepare.ts';
import type { Session } from '../session.ts';

/** A suite's own program, laid out in a sandbox in which no candidate ever runs. */
export interface SuiteProgram {
	readonly lease: Lease;
	readonly language: Language;
	readonly prepared: Prepared;
	readonly limits: RunLimits;
	/** Leaves the program where it is for the next session with the same suite. */
	release(): void;
}

/** Generous, since these programs judge and are not judged; running into them is a fault of ours. */
const suiteProgramLimits: RunLimits = {
	cpuMs: 60_000,
	wallMs: 120_000,
	memoryKb: 2 * 1024 * 1024,
	stdoutBytes: 16 << 20,
	stderrBytes: 1 << 16,
	processes: 128,
};

/** Throws `invalid_checker` when the program does not compile: then nothing can be judged. */
export async function openSuiteProgram(session: Session, checker: Checker): Promise<SuiteProgram> {
	const { engine, signal } = session;
	const language = engine.language(checker.language);
	const source = sourceOf(checker, language);
	const key = createHash('sha256').update(JSON.stringify(checker)).digest('hex');
	const lease = await engine.judges.acquire({ language: language.name, signal, prefer: key });
	const memoryMb = suiteProgramLimits.memoryKb / 1024;
	try {
		if (lease.loaded === key) {
			const prepared = preparedProgram(language, source, memoryMb);
			return { lease, language, prepared, limits: suiteProgramLimits, release: () => lease.release(key) };
		}
		// What judges is not compiled where candidates' programs are.
		const prepared = await prepare(lease.sandbox, language, source, memoryMb, { cache: engine.compilers.cache });
		if (!prepared.ok)
			throw new AssayError(
				'invalid_checker',
				`the suite's ${checker.protocol} program does not compile: ${prepared.message.slice(0, 500)}`,
			);
		return { lease, language, prepared: prepared.program, limits: suiteProgramLimits, release: () => lease.release(key) };
	} catch (error) {
		lease.discard();
		throw error;
	}
}

/** Several files keep their names; the entry point is the one that the language's layout would name, or the only source file. */
function sourceOf(checker: Checker, language: Language): Source {
	const code = checker.code;
	if (code !== undefined) {
		const source = language.layout(code);
		const extra = Object.entries(checker.files ?? {}).filter(([name]) => name !== source.main);
		return { main: source.main, files: [...source.files, ...extra.map(([name, content]) => ({ name, content }))] };
	}
	const files = Object.entries(checker.files ?? {}).map(([name, content]) => ({ name, content }));
	const extension = /\.[^.]+$/.exec(language.layout('').main)?.[0] ?? '';
	const main = files.find((file) => file.name === `main${extension}`) ?? files.find((file) => isSource(file.name, extension)) ?? files[0];
	return { main: main?.name ?? '', files };
}

const sameLanguage: Readonly<Record<string, readonly string[]>> = { '.cpp': ['.cpp', '.cc', '.cxx', '.C'] };

function isSource(name: string, extension: string): boolean {
	return (sameLanguage[extension] ?? [extension]).some((ending) => name.endsWith(ending));
}

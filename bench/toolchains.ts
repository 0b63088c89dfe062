import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clojure } from '../runners/languages/clojure/manifest.ts';
import type { Command, Language, Source } from '../runners/languages/contract.ts';
import { go } from '../runners/languages/go/manifest.ts';
import { java } from '../runners/languages/java/manifest.ts';
import { kotlin } from '../runners/languages/kotlin/manifest.ts';
import { rust } from '../runners/languages/rust/manifest.ts';
import { scala } from '../runners/languages/scala/manifest.ts';
import type { Wall } from '../runners/sandboxes/contract.ts';
import { SandboxPool } from '../runners/sandboxes/pool.ts';
import { CompileCache } from '../services/execution/compile-cache.ts';
import { prepare } from '../services/execution/prepare.ts';
import { WarmCompilers } from '../services/execution/warm-compilers.ts';
import { readingPrograms } from '../test/conformance/languages.ts';
import { openTestWall } from '../test/support/local-wall.ts';
import { type Bench, type Figure, median } from './bench.ts';
import { throughGrader } from './launchers.ts';
import { ownMb, processes, startedWith } from './memory.ts';

const few = { programs: 1, testsEach: 10 };
const plainRuns = 5;
const warmUps = 20;
const memoryMb = 256;

/** How the tools are used by themselves, in a folder that holds the source. */
interface PlainTools {
	readonly language: Language;
	/** Begins a comment. */
	readonly comment: string;
	readonly compile?: (source: Source) => Command;
	readonly run: (source: Source) => Command;
}

export const javaTools: PlainTools = {
	...{ language: java, comment: '//', compile: ({ main }) => ['javac', '-d', '.', main] },
	run: (source) => ['java', '-cp', '.', java.run(source, { memoryMb }).at(-1) ?? ''],
};

const tools: readonly PlainTools[] = [
	javaTools,
	{
		...{ language: kotlin, comment: '//', compile: ({ main }) => ['kotlinc', main, '-include-runtime', '-d', 'main.jar'] },
		run: () => ['java', '-jar', 'main.jar'],
	},
	{
		language: scala,
		comment: '//',
		compile: ({ main }) => ['scalac', '-d', 'main.jar', main],
		run: () => ['java', '-Xbootclasspath/a:/usr/share/java/scala-library.jar', '-jar', 'main.jar'],
	},
	{ language: clojure, comment: ';', run: ({ main }) => ['clojure', main] },
	{ language: go, comment: '//', compile: ({ main }) => ['go', 'build', '-o', 'main', main], run: () => ['./main'] },
	{ language: rust, comment: '//', compile: ({ main }) => ['rustc', '-O', '-o', 'main', main], run: () => ['./main'] },
];

/**
 * Milliseconds of a test and of a compilation of programs that sum numbers up, in all usual
 * ways to read them: through Assay on one slot, and by the plain tools on one processor, in turns.
 */
export const toolchains: readonly Bench[] = tools.map((plain) => ({
	name: `${plain.language.name}-toolchain`,
	title: `Milliseconds of a test and of a compilation in ${plain.language.title}, one slot`,
	missing: () => missingOf(plain),
	async run({ rounds }) {
		const wall = await openTestWall();
		const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
		const programs = readingPrograms(plain.language.name).map(({ code }) => code);
		const times = new Map<string, number[]>();
		const before = new Set(processes());
		const note = (what: string, value = Number.NaN) => times.set(what, [...(times.get(what) ?? []), value]);
		try {
			await using assay = await openAssay(wall, plain);
			note('first', await assay.compile(programs[0] ?? ''));
			for (let i = 0; i < warmUps; i++) await assay.compile(programs[i % programs.length] ?? '');
			for (const code of Array.from({ length: rounds }, () => programs).flat()) {
				note('test', await throughGrader(wall, plain.language.name, code, few));
				note('compile', await assay.compile(code));
				note('command', await assay.compile(code, 'by its command'));
				const own = byThemselves(plain, folder, code);
				note('own compile', own.compileMs);
				note('own run', own.runMs);
			}
			note(
				'memory',
				ownMb(
					startedWith(
						'CompileServer',
						processes().filter((pid) => !before.has(pid)),
					),
				),
			);
			return figuresOf(plain, (what) => median(times.get(what) ?? []));
		} finally {
			rmSync(folder, { recursive: true });
			await wall.close();
		}
	},
}));

function figuresOf({ language, compile, run }: PlainTools, of: (what: string) => number): readonly Figure[] {
	const source = language.layout('');
	const against = (what: string, ms: number, peer: Command, peerMs: number): Figure[] => [
		{ what: `\`${peer.join(' ')}\` by itself`, value: peerMs, unit: 'ms' },
		{ what, value: ms, unit: 'ms', ratio: ms / peerMs, ratioOf: `of \`${peer[0]}\`` },
	];
	const compiler = compile?.(source);
	const figures = [
		...against('a test through Assay, from suite to verdict', of('test'), run(source), of('own run')),
		...(compiler === undefined ? [] : against('a compilation through Assay', of('compile'), compiler, of('own compile'))),
	];
	if (language.compileServer === undefined || compiler === undefined) return figures;
	return [
		...figures,
		{
			what: 'the first one of a slot, with the start of its warm compiler',
			...{ value: of('first'), unit: 'ms', ratio: of('first') / of('own compile'), ratioOf: `of \`${compiler[0]}\`` },
		},
		{
			what: "one by the language's command in the sandbox, where the warm compiler has no answer",
			...{ value: of('command'), unit: 'ms', ratio: of('command') / of('own compile'), ratioOf: `of \`${compiler[0]}\`` },
		},
		{ what: 'memory of the warm compiler, without files', value: of('memory'), unit: 'MB' },
	];
}

/** One slot, in which no two compilations are of the same source. */
async function openAssay(wall: Wall, { language, comment }: PlainTools) {
	const sandbox = await wall.open({ slot: 50, kind: wall.kindFor(language.name) ?? '' });
	const onFault = (fault: unknown) => console.error(fault);
	const warm = new WarmCompilers((nth) => new SandboxPool(wall, { slots: 1, firstSlot: 51 + nth }), onFault);
	const cache = new CompileCache({ memoryBytes: 1 << 20, toolchain: async () => '', onFault });
	const { compileServer: _, ...byCommand } = language;
	let compilations = 0;
	return {
		async compile(code: string, how?: 'by its command'): Promise<number> {
			const source = language.layout(`${code}\n${comment} ${compilations++}\n`);
			const start = performance.now();
			const prepared = await prepare(sandbox, how === undefined ? language : byCommand, source, memoryMb, { cache, warm });
			const ms = performance.now() - start;
			if (!prepared.ok) throw new Error(`not compiled: ${prepared.message}`);
			await sandbox.wipe();
			return ms;
		},
		async [Symbol.asyncDispose]() {
			await Promise.all([warm[Symbol.asyncDispose](), sandbox.close()]);
		},
	};
}

/** A command so many times, which is not held up by the start of a process of Node. */
const again = 'times=$1; shift; while [ "$times" -gt 0 ]; do "$@" <input >/dev/null 2>&1 || exit 1; times=$((times - 1)); done';

/** Milliseconds of a compilation and of a run, on one processor, as a slot is, and with what a Go program's packages have left in its cache the last time. */
export function byThemselves({ language, compile, run }: PlainTools, folder: string, code: string, runs = plainRuns) {
	const source = language.layout(code);
	for (const { name, content } of [...source.files, { name: 'input', content: '1 2\n' }]) writeFileSync(join(folder, name), content);
	const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' };
	const time = (command: Command, times: number): number => {
		const start = performance.now();
		execFileSync('taskset', ['-c', '0', 'sh', '-c', again, 'sh', String(times), ...command], { cwd: folder, env });
		return (performance.now() - start) / times;
	};
	return { compileMs: compile === undefined ? undefined : time(compile(source), 1), runMs: time(run(source), runs) };
}

function missingOf({ language, compile, run }: PlainTools): string | undefined {
	const [tool = ''] = (compile ?? run)(language.layout(''));
	return existsSync(`/usr/bin/${tool}`) ? undefined : `needs ${tool}: deploy/setup.sh --languages ${language.name}`;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { c } from '../runners/languages/c/manifest.ts';
import type { Language } from '../runners/languages/contract.ts';
import { cpp } from '../runners/languages/cpp/manifest.ts';
import type { Sandbox, SandboxFile, Wall } from '../runners/sandboxes/contract.ts';
import { openLocalWall } from '../runners/sandboxes/local/wall.ts';
import { SandboxPool } from '../runners/sandboxes/pool.ts';
import type { Compiled } from '../services/execution/compiled.ts';
import { compiledMaxBytes, compileLimits, envOf, toFiles } from '../services/execution/prepare.ts';
import { WarmCompilers } from '../services/execution/warm-compilers.ts';
import { cppPrograms, cppSets, dataFile, isMissing } from '../test/data/sets.ts';
import { type Bench, type Figure, median } from './bench.ts';
import { testsPerProgram, throughGrader } from './launchers.ts';

const repository = join(import.meta.dirname, '..');
const runLimits = { cpuMs: 4000, wallMs: 10_000, memoryKb: 512 * 1024, stdoutBytes: 1 << 20, stderrBytes: 1 << 16, processes: 64 };
const floorRuns = '500';

/**
 * What C++ and C cost: compiling programs of published data sets, whole and in the sandbox,
 * next to the plain compiler on the host; and a trivial test, next to a loop that spawns the
 * same program without any wall. All take turns.
 */
export const compiledPrograms: Bench = {
	name: 'cpp',
	title: 'C++ and C: milliseconds to compile a program, and per test',
	missing: () => {
		const file = cppSets.find((name) => isMissing(name));
		return file === undefined ? undefined : `needs ${dataFile(file)}`;
	},
	async run({ rounds, every }) {
		const wall = await openLocalWall({ repository, node: process.execPath });
		const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
		try {
			await using sandbox = await wall.open({ slot: 50, kind: 'local' });
			const onFault = (fault: unknown) => console.error(fault);
			await using warm = new WarmCompilers((nth) => new SandboxPool(wall, { slots: 1, firstSlot: 51 + nth }), onFault);
			const bench = { wall, sandbox, warm, folder, rounds };
			const programs = (await cppPrograms()).filter((_, index) => index % every === 0);
			const whole = programs.filter((code) => /^\s*#\s*include\s*<bits\/stdc\+\+\.h>/m.test(code));
			const times = await compileTimes(bench, cpp, ['g++', '-O2', '-std=gnu++20'], programs);
			const cTimes = await compileTimes(bench, c, ['gcc', '-O2', '-std=gnu17'], cPrograms());
			return [
				...compileFigures(`${programs.length} C++ programs`, times),
				...compileFigures(
					`the ${whole.length} of them with bits/stdc++.h`,
					times.filter(({ code }) => whole.includes(code)),
				),
				...compileFigures(
					'the others',
					times.filter(({ code }) => !whole.includes(code)),
				),
				...compileFigures(`${cTimes.length} C programs`, cTimes),
				...(await testFigures(
					bench,
					cpp,
					'#include <iostream>\nint main() { long a, b; std::cin >> a >> b; std::cout << a + b << "\\n"; }\n',
				)),
				...(await testFigures(
					bench,
					c,
					'#include <stdio.h>\nint main() { long a, b; scanf("%ld %ld", &a, &b); printf("%ld\\n", a + b); }\n',
				)),
			];
		} finally {
			rmSync(folder, { recursive: true });
			await wall.close();
		}
	},
};

interface Place {
	readonly wall: Wall;
	readonly sandbox: Sandbox;
	readonly warm: WarmCompilers;
	readonly folder: string;
	readonly rounds: number;
}

/** Median milliseconds of one program. */
interface CompileTimes {
	readonly code: string;
	readonly plain: number;
	readonly plainStatic: number;
	readonly ours: number;
}

/** The conformance suite's: published sets have next to none. */
function cPrograms(): readonly string[] {
	const folder = join(repository, 'test/conformance/programs/c');
	const files = [...readdirSync(folder), ...readdirSync(join(folder, 'reading')).map((name) => `reading/${name}`)];
	return files.filter((name) => name.endsWith('.c') && name !== 'broken.c').map((name) => readFileSync(join(folder, name), 'utf8'));
}

async function compileTimes(
	place: Place,
	language: Language,
	plain: readonly string[],
	programs: readonly string[],
): Promise<readonly CompileTimes[]> {
	const all: CompileTimes[] = [];
	for (const code of programs) {
		const { main, files } = language.layout(code);
		const path = join(place.folder, main);
		writeFileSync(path, code);
		const libraries = (language.compile?.({ main, files }) ?? []).filter((word) => word.startsWith('-l'));
		const onHost = (...flags: readonly string[]) =>
			milliseconds(() =>
				execFileSync(plain[0] ?? '', [...plain.slice(1), ...flags, '-o', `${path}.out`, path, ...libraries], { stdio: 'ignore' }),
			);
		const rounds = { plain: [] as number[], plainStatic: [] as number[], ours: [] as number[] };
		for (let round = 0; round < place.rounds; round++) {
			rounds.plain.push(await onHost());
			rounds.plainStatic.push(await onHost('-static'));
			rounds.ours.push((await compileInside(place, language, code)).took);
		}
		all.push({ code, plain: median(rounds.plain), plainStatic: median(rounds.plainStatic), ours: median(rounds.ours) });
	}
	return all;
}

/** Until what came of it is here. */
async function compileInside(
	{ sandbox, warm }: Place,
	language: Language,
	code: string,
): Promise<{ readonly took: number; readonly files: readonly SandboxFile[] }> {
	const source = language.layout(code);
	await sandbox.wipe();
	const start = performance.now();
	const compiled = (await warm.compile(language, source)) ?? (await byCommand());
	if (!compiled.ok) throw new Error(`does not compile: ${compiled.message}`);
	return { took: performance.now() - start, files: compiled.files };

	async function byCommand(): Promise<Compiled> {
		await sandbox.put(toFiles(source));
		const spec = { command: language.compile?.(source) ?? [], env: envOf(language), limits: compileLimits, inProgramFolder: true };
		const { exitCode, stderr } = await sandbox.run(spec);
		return exitCode === 0 ? { ok: true, files: await sandbox.fetch(compiledMaxBytes) } : { ok: false, message: stderr.toString() };
	}
}

async function milliseconds(work: () => unknown): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

function compileFigures(what: string, times: readonly CompileTimes[]): readonly Figure[] {
	const mean = (of: (one: CompileTimes) => number) => times.reduce((sum, one) => sum + of(one), 0) / times.length;
	const [plain, plainStatic, ours] = [mean((one) => one.plain), mean((one) => one.plainStatic), mean((one) => one.ours)];
	const ratio = median(times.map((one) => one.ours / one.plain));
	return [
		{ what: `${what}, by the plain compiler`, value: plain, unit: 'ms' },
		{
			what: `${what}, by the plain compiler with -static`,
			value: plainStatic,
			unit: 'ms',
			ratio: plainStatic / plain,
			ratioOf: 'of plain',
		},
		{
			what: `${what}, in the sandbox; median of the ratios ${ratio.toFixed(2)}`,
			value: ours,
			unit: 'ms',
			ratio: ours / plain,
			ratioOf: 'of plain',
		},
	];
}

async function testFigures(place: Place, language: Language, code: string): Promise<readonly Figure[]> {
	const { wall, sandbox, folder, rounds } = place;
	const { files } = await compileInside(place, language, code);
	await sandbox.wipe();
	await sandbox.put(files);
	await sandbox.seal();
	const floor = floorOf(folder, files);
	const times = { whole: [] as number[], agent: [] as number[], floor: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		times.whole.push(await throughGrader(wall, language.name, code));
		times.agent.push(await throughAgent(sandbox, language));
		times.floor.push(floor());
	}
	const [whole, agent, least] = [median(times.whole), median(times.agent), median(times.floor)];
	const against = (value: number) => ({ value, unit: 'ms', ratio: value / least, ratioOf: 'of the spawn' });
	return [
		{ what: `a bare spawn of a ${language.name} program with pipes, no wall, no limits`, value: least, unit: 'ms' },
		{ what: `a test of it, from the suite to the verdict (${testsPerProgram} tests a program)`, ...against(whole) },
		{ what: 'a test of it, in the sandbox only', ...against(agent) },
	];
}

/** The milliseconds of a spawn, by the loop of `spawn_floor.c`. */
function floorOf(folder: string, files: readonly SandboxFile[]): () => number {
	const [loop, program] = [join(folder, 'spawn_floor'), join(folder, 'program')];
	execFileSync('gcc', ['-O2', '-o', loop, join(repository, 'bench/spawn_floor.c')]);
	writeFileSync(program, files.find(({ executable }) => executable)?.content ?? '', { mode: 0o755 });
	return () => Number(execFileSync(loop, [program, floorRuns], { encoding: 'utf8' }));
}

async function throughAgent(sandbox: Sandbox, language: Language): Promise<number> {
	const spec = { command: language.run(language.layout(''), { memoryMb: 512 }), env: envOf(language), limits: runLimits };
	const cases = Array.from({ length: Number(floorRuns) }, (_, n) => ({ stdin: Buffer.from(`${n} 2\n`) }));
	const wrong: number[] = [];
	const took = await milliseconds(() =>
		sandbox.runAll(spec, cases, ({ stdout }, n) => {
			if (Number(stdout.toString()) !== n + 2) wrong.push(n);
		}),
	);
	if (wrong.length > 0) throw new Error(`wrong sums: ${wrong}`);
	return took / cases.length;
}

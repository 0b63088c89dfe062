import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '../../runners/languages/contract.ts';
import { java } from '../../runners/languages/java/manifest.ts';
import { kotlin } from '../../runners/languages/kotlin/manifest.ts';
import { scala } from '../../runners/languages/scala/manifest.ts';
import type { SandboxFile, Wall } from '../../runners/sandboxes/contract.ts';
import { SandboxPool } from '../../runners/sandboxes/pool.ts';
import type { Compiled } from '../../services/execution/compiled.ts';
import { envOf, toFiles } from '../../services/execution/prepare.ts';
import { findInstalled } from '../../services/execution/probe.ts';
import { WarmCompilers } from '../../services/execution/warm-compilers.ts';
import { programOf, readingPrograms } from '../conformance/languages.ts';
import { openGrader } from '../support/grader.ts';
import { aProblem } from '../support/problems.ts';
import { openTestWall } from '../support/wall.ts';

const faults: unknown[] = [];
const onFault = (fault: unknown) => void faults.push(fault);
let started = 0;
const wall = countingRuns(await openTestWall());
const pool = new SandboxPool(wall, { slots: 1, onFault });
const warm = new WarmCompilers(pool, onFault);
afterAll(async () => {
	await pool.close();
	await wall.close();
	expect(faults).toEqual([]);
});

/** Java, which the set-up brings, and of the others those that are there. */
const present = await findInstalled(pool, [kotlin, scala], (name) => wall.kindFor(name));
const languages = [java, ...[kotlin, scala].filter(({ name }) => present.has(name))];

/** The same, with every start of a compiler counted. */
function countingRuns(real: Wall): Wall {
	return Object.assign(Object.create(real) as Wall, {
		close: () => real.close(),
		kindFor: (language: string) => real.kindFor(language),
		open: async (options: { slot: number; kind: string }) => {
			const sandbox = await real.open(options);
			const open = sandbox.open.bind(sandbox);
			sandbox.open = (...run) => {
				started++;
				return open(...run);
			};
			return sandbox;
		},
	});
}

const compile = (language: Language, code: string) => warm.compile(language, language.layout(code));
const javaClass = (name: string, body: string) => `public class ${name} { ${body} }`;

/** What the language's command makes of a program. */
async function byCommand(language: Language, code: string): Promise<Compiled> {
	const source = language.layout(code);
	await using sandbox = await wall.open({ slot: 1, kind: wall.kindFor(language.name) ?? '' });
	await sandbox.put(toFiles(source));
	const limits = { cpuMs: 60_000, wallMs: 120_000, memoryKb: 2 << 20, stdoutBytes: 1 << 16, stderrBytes: 1 << 16, processes: 128 };
	const command = language.compile?.(source) ?? [];
	const { exitCode, stdout, stderr } = await sandbox.run({ command, env: envOf(language), limits, inProgramFolder: true });
	if (exitCode === 0) return { ok: true, files: await sandbox.fetch(64 << 20) };
	return { ok: false, message: Buffer.concat([stderr, stdout]).toString() };
}

const sorted = (files: readonly SandboxFile[]) => files.map(({ name }) => name).sort();

describe.each(languages)('The warm compiler of $title', { timeout: 180_000 }, (language) => {
	it('makes of a program what the command makes of it', async () => {
		const programs = [...readingPrograms(language.name).map(({ code }) => code), programOf(language.name, 'crash')];
		for (const code of programs) {
			const [served, compiled] = [await compile(language, code), await byCommand(language, code)];
			expect(served?.ok).toBe(true);
			if (!served?.ok || !compiled.ok) continue;
			expect(sorted(served.files)).toEqual(sorted(compiled.files));
			const classes = (files: readonly SandboxFile[]) =>
				new Map(files.filter(({ name }) => name.endsWith('.class')).map(({ name, content }) => [name, content]));
			expect(classes(served.files)).toEqual(classes(compiled.files));
		}
	});

	it('says of a program that is none what the command says', async () => {
		const code = programOf(language.name, 'broken');
		const compiled = await byCommand(language, code);
		expect(await compile(language, code)).toEqual(compiled);
		expect(compiled).toMatchObject({ ok: false });
	});

	it('is started once, and again where another language was in between', async () => {
		await compile(language, programOf(language.name, 'hello'));
		const before = started;
		await compile(language, programOf(language.name, 'echo'));
		expect(started).toBe(before);
		const other = languages.find(({ name }) => name !== language.name);
		if (other === undefined) return;
		expect(await compile(other, programOf(other.name, 'hello'))).toMatchObject({ ok: true });
		expect(await compile(language, programOf(language.name, 'hello'))).toMatchObject({ ok: true });
		expect(started).toBe(before + 2);
	});
});

describe('A program that is compiled warm', () => {
	it('sees nothing of those before it', async () => {
		expect(await compile(java, `class Helper { static int one = 1; } ${javaClass('First', 'int x = Helper.one;')}`)).toMatchObject({
			ok: true,
		});
		const next = await compile(java, javaClass('Second', 'int x = Helper.one;'));
		expect(next).toMatchObject({ ok: false, message: expect.stringContaining('cannot find symbol') });
		const last = await compile(java, javaClass('Third', 'CompileServer x;'));
		expect(last).toMatchObject({ ok: false, message: expect.stringContaining('cannot find symbol') });
	});

	it('may be in packages and of many classes', async () => {
		const compiled = await compile(java, `package a.b; public class Main { interface I {} I i = new I() {}; class Größe {} }`);
		expect(compiled?.ok && sorted(compiled.files)).toEqual([
			'Main.java',
			'a/b/Main$1.class',
			'a/b/Main$Größe.class',
			'a/b/Main$I.class',
			'a/b/Main.class',
		]);
	});

	it('may ask for no processor of annotations', async () => {
		const code =
			'@javax.annotation.processing.SupportedAnnotationTypes("*") public class Main extends javax.annotation.processing.AbstractProcessor { static { System.exit(0); } public boolean process(java.util.Set<? extends javax.lang.model.element.TypeElement> a, javax.annotation.processing.RoundEnvironment r) { return true; } }';
		const before = started;
		expect(await compile(java, code)).toMatchObject({ ok: true });
		expect(await compile(java, javaClass('Main', ''))).toMatchObject({ ok: true });
		expect(started).toBe(before);
	});

	it('and is too much for the compiler ends it, and the next has another', async () => {
		const depth = 200_000;
		const before = started;
		expect(await compile(java, javaClass('Deep', `int x = ${'('.repeat(depth)}1${')'.repeat(depth)};`))).toBeUndefined();
		expect(await compile(java, javaClass('Fine', 'int x = 1;'))).toMatchObject({ ok: true });
		expect(started).toBe(before + 1);
	});
});

it('A program that is too much for the warm compiler gets the verdict of the command, and the next program is none the worse', async () => {
	await using open = await openGrader(1);
	const depth = 200_000;
	const grade = (code: string) => open.grader.grade({ problem: aProblem(), language: 'java', code });
	const deep = await grade(javaClass('Deep', `int x = ${'('.repeat(depth)}1${')'.repeat(depth)};`));
	expect(deep).toMatchObject({ verdict: 'compile_error' });
	expect(deep.compile_output).toMatch(/StackOverflowError|out of resources/);
	const [sum] = readingPrograms('java').filter(({ name }) => name === 'scanner');
	expect(await grade(sum?.code ?? '')).toMatchObject({ verdict: 'accepted' });
	expect(open.faults).toEqual([]);
});

import { afterAll, describe, expect, it } from 'vitest';
import { c } from '../../runners/languages/c/manifest.ts';
import type { Language, Source } from '../../runners/languages/contract.ts';
import { java } from '../../runners/languages/java/manifest.ts';
import { kotlin } from '../../runners/languages/kotlin/manifest.ts';
import { scala } from '../../runners/languages/scala/manifest.ts';
import type { SandboxFile, Wall } from '../../runners/sandboxes/contract.ts';
import { SandboxPool } from '../../runners/sandboxes/pool.ts';
import type { Compiled } from '../../services/execution/compiled.ts';
import { createGrader } from '../../services/execution/grader.ts';
import { envOf, toFiles } from '../../services/execution/prepare.ts';
import { findInstalled } from '../../services/execution/probe.ts';
import { WarmCompilers } from '../../services/execution/warm-compilers.ts';
import { programOf, readingPrograms } from '../conformance/languages.ts';
import { openGrader } from '../support/grader.ts';
import { aProblem } from '../support/problems.ts';
import { openTestWall } from '../support/wall.ts';
import { zipEntries } from '../support/zip.ts';

const faults: unknown[] = [];
const onFault = (fault: unknown) => void faults.push(fault);
let started = 0;
const wall = countingRuns(await openTestWall());
const pool = new SandboxPool(wall, { slots: 1, onFault });
const openPool = (nth: number) => new SandboxPool(wall, { slots: 1, firstSlot: 2 + nth, onFault });
const warm = new WarmCompilers(openPool, onFault);
afterAll(async () => {
	await warm[Symbol.asyncDispose]();
	await pool.close();
	await wall.close();
	expect(faults).toEqual([]);
});

/** C and Java, which the set-up brings, and of the others those that are there. */
const present = await findInstalled(pool, [kotlin, scala], (name) => wall.kindFor(name));
const languages = [c, java, ...[kotlin, scala].filter(({ name }) => present.has(name))];

/** The same, with every start of a compiler counted. */
function countingRuns(real: Wall): Wall {
	return Object.assign(Object.create(real) as Wall, {
		close: () => real.close(),
		kindFor: (language: string) => real.kindFor(language),
		open: async (options: { slot: number; kind: string }) => {
			const sandbox = await real.open(options);
			const open = sandbox.open.bind(sandbox);
			sandbox.open = (spec, onData) => {
				if (spec.command?.some((word) => word === 'CompileServer' || word === 'serve')) started++;
				return open(spec, onData);
			};
			return sandbox;
		},
	});
}

const compile = (language: Language, code: string) => warm.compile(language, language.layout(code));
const javaClass = (name: string, body: string) => `public class ${name} { ${body} }`;
const nested = (depth: number, open: string, inner: string, close: string) => `${open.repeat(depth)}${inner}${close.repeat(depth)}`;
/** Its types take javac twice as long with each level. */
const endless = javaClass(
	'Main',
	`static boolean b; static <T> T id(T t) { return t; } Object x = ${nested(40, 'id(b ? 1 : ', '1', ')')};`,
);
/** In each language: a program, another one that would need something of it, and one that is nested too deeply. */
const texts: Readonly<Record<string, { readonly first: string; readonly second: string; readonly deep: string }>> = {
	c: {
		first: '#include <stdio.h>\n#define SECRET 1\nint secret = SECRET;\nint main() { return printf("%d", secret) != 1; }',
		second: '#include <stdio.h>\nextern int secret;\nint main() { return printf("%d %d", secret, SECRET) != 1; }',
		deep: `int main() { return ${nested(1_000_000, '(', '1', ')')}; }`,
	},
	java: {
		first: javaClass('Main', 'static int secret = 1;'),
		second: javaClass('Second', 'int x = Main.secret;'),
		deep: javaClass('Deep', `int x = ${nested(200_000, '(', '1', ')')};`),
	},
	kotlin: {
		first: 'object First { val secret = 1 }\nfun main() { println(First.secret) }',
		second: 'fun main() { println(First.secret) }',
		deep: `fun main() { println(${nested(20_000, '(', '1', ')')}) }`,
	},
	scala: {
		first: 'object First { val secret = 1 }\nobject Main extends App { println(First.secret) }',
		second: 'object Main extends App { println(First.secret) }',
		deep: `object Main extends App { println(${nested(100_000, '(', '1', ')')}) }`,
	},
};

/** What the language's command makes of a program. */
async function byCommand(language: Language, code: string): Promise<Compiled> {
	const source = language.layout(code);
	await using sandbox = await wall.open({ slot: 1, kind: wall.kindFor(language.name) ?? '' });
	await sandbox.put(toFiles(source));
	const limits = { cpuMs: 60_000, wallMs: 120_000, memoryKb: 2 << 20, stdoutBytes: 1 << 16, stderrBytes: 1 << 16, processes: 128 };
	const command = language.compile?.(source) ?? [];
	const { status, exitCode, stdout, stderr } = await sandbox.run({ command, env: envOf(language), limits, inProgramFolder: true });
	if (status === 'exited' && exitCode === 0) return { ok: true, files: await sandbox.fetch(64 << 20) };
	return { ok: false, message: Buffer.concat([stderr, stdout]).toString() };
}

const sorted = (files: readonly SandboxFile[]) => files.map(({ name }) => name).sort();

/** The content of each file, and of each in a jar, where the times differ. */
function contentsOf(files: readonly SandboxFile[]): ReadonlyMap<string, Buffer> {
	const all = files.flatMap(({ name, content }) => (name.endsWith('.jar') ? zipEntries(content) : [[name, content] as const]));
	expect(all.length).toBeGreaterThan(1);
	return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe.each(languages)('The warm compiler of $title', { timeout: 180_000 }, (language) => {
	it('makes of a program what the command makes of it', async () => {
		const programs = [...readingPrograms(language.name).map(({ code }) => code), programOf(language.name, 'crash')];
		for (const code of programs) {
			const [served, compiled] = [await compile(language, code), await byCommand(language, code)];
			expect(served?.ok).toBe(true);
			if (!served?.ok || !compiled.ok) continue;
			expect(contentsOf(served.files)).toEqual(contentsOf(compiled.files));
		}
	});

	it('says of a program that is none what the command says', async () => {
		const code = programOf(language.name, 'broken');
		const compiled = await byCommand(language, code);
		expect(await compile(language, code)).toEqual(compiled);
		expect(compiled).toMatchObject({ ok: false });
	});

	it('knows nothing of the programs before', async () => {
		const { first = '', second = '' } = texts[language.name] ?? {};
		expect(await compile(language, first)).toMatchObject({ ok: true });
		const compiled = await compile(language, second);
		expect(compiled).toEqual(await byCommand(language, second));
		expect(compiled).toMatchObject({ ok: false });
	});

	it('leaves to the command what is too much for it, and is then another one unless a process of its own failed at it', async () => {
		const { first = '', deep = '' } = texts[language.name] ?? {};
		await compile(language, first);
		const before = started;
		expect(await compile(language, deep)).toBeUndefined();
		expect(await compile(language, first)).toMatchObject({ ok: true });
		expect(started).toBe(before + (language === c ? 0 : 1));
	});

	it('is started once, whatever is compiled in other languages in between', async () => {
		await Promise.all(languages.map((each) => compile(each, programOf(each.name, 'hello'))));
		const before = started;
		for (const other of [...languages, language]) {
			expect(await compile(other, programOf(other.name, 'echo'))).toMatchObject({ ok: true });
		}
		expect(started).toBe(before);
	});
});

describe('A program that is compiled warm', () => {
	it('does not find the server', async () => {
		const compiled = await compile(java, javaClass('Main', 'CompileServer x;'));
		expect(compiled).toMatchObject({ ok: false, message: expect.stringContaining('cannot find symbol') });
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

	it('is told its first errors, however much it quotes', async () => {
		const long = `/*${'x'.repeat(1 << 16)}*/`;
		const compiled = await compile(java, javaClass('Main', `${long} int x = y;`.repeat(16)));
		expect(compiled).toMatchObject({ ok: false, message: expect.stringMatching(/^Main.java:1: error: /) });
		expect(compiled?.ok === false && compiled.message.length).toBeLessThanOrEqual(1 << 16);
	});

	it('and takes too long ends its compiler, and the next has another', async () => {
		const before = started;
		const start = performance.now();
		expect(await warm.compile(java, java.layout(endless), { withinMs: 3000 })).toBeUndefined();
		expect(await warm.compile(java, java.layout(endless), { signal: AbortSignal.timeout(3000) })).toBeUndefined();
		expect(await compile(java, javaClass('Main', ''))).toMatchObject({ ok: true });
		expect(performance.now() - start).toBeLessThan(20_000);
		expect(started).toBe(before + 2);
	});
});

describe('A C program that is compiled warm', () => {
	const head = '#include <stdio.h>\n#include <stdlib.h>\n';
	const main = 'int main() { return puts("a") < 0; }\n';
	it.each([
		[
			'names of its file and places in it',
			`/* two\nlines */ ${head}#include <assert.h>\nint main() { printf("%s %s %d %d", __FILE__, __BASE_FILE__, __LINE__, __COUNTER__); assert(0); }`,
		],
		['a mark of the order of its bytes', `\uFEFF${head}${main}`],
		['the ends of lines of other systems', `${head}${main}`.replaceAll('\n', '\r\n')],
		['no end of its last line', `${head}${main.trimEnd()}`],
		['a macro before its head', `#define _GNU_SOURCE\n${head}${main}`],
		[
			'a macro in its head that the next header reads',
			`#include <stdio.h>\n#define NDEBUG\n#include <assert.h>\nint main() { assert(0); }`,
		],
		['a header twice', `${head}${head}${main}`],
		['a header of no system', `${head}#include "own.h"\n${main}`],
		['itself', `${head}#include "main.c"\n${main}`],
		['a comment that is not ended', `${head}/* ${main}`],
		['a condition that is not ended', `${head}#if 1\n${main}`],
		['words of its own for the one who compiles it', `${head}#pragma once\n#warning careful\n#error enough\n${main}`],
		['the pragma of the server', `${head}#pragma assay serve\n${main}`],
		[
			'orders for the optimizer',
			`${head}#pragma GCC optimize("O3,unroll-loops")\n#pragma GCC target("avx2")\n__attribute__((optimize("O0"))) ${main}`,
		],
		['more errors than are told', `${head}int main() {\n${'x;\n'.repeat(20)}}`],
		[
			'functions of the library that few programs use',
			`${head}#include <math.h>\n#include <pthread.h>\n#include <wchar.h>\nint main() { pthread_t t; pthread_create(&t, 0, 0, 0); wprintf(L"%f", lgamma(3)); }`,
		],
		[
			'threads, variables of theirs, and what runs before and after',
			`${head}static __thread int t = 3;\n__attribute__((constructor)) static void before() { t++; }\n__attribute__((destructor)) static void after() { printf("%d", t); }\n${main}`,
		],
	])('is what the command makes of it with %s', async (_, code) => {
		const [served, compiled] = [await compile(c, code), await byCommand(c, code)];
		expect(served?.ok && contentsOf(served.files)).toEqual(compiled.ok && contentsOf(compiled.files));
		expect(served?.ok || served).toEqual(compiled.ok || compiled);
	});

	it.each([
		['linked, with nothing in it', '', 'undefined reference'],
		['linked, with a head and nothing else', head, 'undefined reference'],
		['read, for a header that is not there', `${head}#include <nowhere.h>\n${main}`, 'nowhere.h: No such file'],
		['read, for its first header', `#include <nowhere.h>\n${head}${main}`, 'nowhere.h: No such file'],
		['linked', 'int missing();\nint main() { return missing(); }', 'undefined reference'],
		['assembled, for the object of the one before', '__asm__(".incbin \\"main.o\\"");', 'file not found'],
		['assembled, for the program before', '__asm__(".incbin \\"main\\"");', 'file not found'],
		['assembled', 'int main() { __asm__("no such thing"); }', 'no such instruction'],
	])('is left to the command when it cannot be %s, and costs no other compiler', async (_, code, words) => {
		await compile(c, main);
		const before = started;
		expect(await compile(c, code)).toBeUndefined();
		expect(await byCommand(c, code)).toMatchObject({ ok: false, message: expect.stringContaining(words) });
		expect(await compile(c, main)).toMatchObject({ ok: true });
		expect(started).toBe(before);
	});

	it('may be large, and the ones after it too', async () => {
		await compile(c, main);
		const before = started;
		for (let i = 0; i < 5; i++) {
			const compiled = await compile(c, `char large[${60 << 20}] = { ${i + 1} };\n${main}`);
			expect(compiled?.ok && compiled.files.find(({ name }) => name === 'main')?.content.length).toBeGreaterThan(60 << 20);
		}
		expect(started).toBe(before + 1);
	});

	it('may begin with other headers than any before', async () => {
		const headers = ['stdio', 'stdlib', 'string', 'math', 'ctype'].map((name) => `#include <${name}.h>\n`);
		const heads = headers.flatMap((first) => headers.map((second) => `${first}${second}`));
		for (const own of [...heads, ...heads.slice(0, 3)]) {
			expect(await compile(c, `${own}int main() { return EOF; }`)).toMatchObject({ ok: own.includes('stdio') });
		}
	});
});

describe('No warm compiler is asked for', () => {
	const code = javaClass('Main', '');
	const options = { name: '@options.java', content: '-version' };
	const loads = (service: string) => ({ name: `META-INF/services/${service}`, content: 'Main' });
	const scalaMacro = (word: string) => scala.layout(`object Main { import language.experimental.macros; def x: Any = ${word} Main.y }`);
	const refused: readonly (readonly [string, Language, Source])[] = [
		['a program whose name is an option', java, { main: options.name, files: [options] }],
		...['com.sun.source.util.Plugin', 'javax.annotation.processing.Processor'].map((service) => {
			const source = { main: 'Main.java', files: [{ name: 'Main.java', content: code }, loads(service)] };
			return [`a program with files that javac loads, such as ${service}`, java, source] as const;
		}),
		['a program with macros', scala, scalaMacro('macro')],
		['a program with macros in disguise', scala, scalaMacro('m\\u0061cro')],
	];

	it.each(refused.filter(([, language]) => languages.includes(language)))('%s', async (_, language, source) => {
		const { name, layout } = language;
		const hello = layout(programOf(name, 'hello'));
		await warm.compile(language, hello);
		const before = started;
		expect(await warm.compile(language, source)).toBeUndefined();
		expect(await warm.compile(language, hello)).toMatchObject({ ok: true });
		expect(started).toBe(before);
	});
});

it('A warm compiler is another one after so many programs', async () => {
	await using compilers = new WarmCompilers((nth) => new SandboxPool(wall, { slots: 1, firstSlot: 10 + nth, onFault }), onFault, 2);
	const before = started;
	for (const name of ['A', 'B', 'C', 'D', 'E']) {
		expect(await compilers.compile(java, java.layout(javaClass(name, '')))).toMatchObject({ ok: true });
	}
	expect(started).toBe(before + 3);
});

it('A program that is too much for the warm compiler gets the verdict of the command, and the next program is none the worse', async () => {
	await using open = await openGrader(1);
	const grade = (code: string) => open.grader.grade({ problem: aProblem(), language: 'java', code });
	const deep = await grade(texts.java?.deep ?? '');
	expect(deep).toMatchObject({ verdict: 'compile_error' });
	expect(deep.compile_output).toMatch(/StackOverflowError|out of resources/);
	const [sum] = readingPrograms('java').filter(({ name }) => name === 'scanner');
	expect(await grade(sum?.code ?? '')).toMatchObject({ verdict: 'accepted' });
	expect(open.faults).toEqual([]);
});

it('A program that compiles for ever is held to the time of its request, and ends with it', async () => {
	await using open = await openGrader(1);
	const start = performance.now();
	const limits = { cpuMs: 1000, wallMs: 1000, memoryMb: 64, outputBytes: 1000 };
	const run = await open.grader.run({ language: 'java', code: endless, limits, compileMs: 2000 });
	expect(run).toMatchObject({ ok: true, compile: { status: 'cpu_limit' } });
	const signal = AbortSignal.timeout(2000);
	const code = endless.replace('boolean', 'volatile boolean');
	await expect(open.grader.grade({ problem: aProblem(), language: 'java', code }, { signal })).rejects.toThrow('timeout');
	expect(performance.now() - start).toBeLessThan(20_000);
	expect(open.faults).toEqual([]);
});

it('A checker is compiled in its own sandbox, and not where the programs are that it judges', async () => {
	const own = countingRuns(await openTestWall());
	const grader = await createGrader({ wall: own, slots: 1, onFault });
	const code = javaClass('Check', 'public static void main(String[] arguments) { System.exit(0); }');
	const problem = aProblem({ checker: { protocol: 'testlib', language: 'java', code } });
	const before = started;
	expect(await grader.grade({ problem, language: 'python', code: 'print(1)' })).toMatchObject({ verdict: 'accepted' });
	expect(started).toBe(before);
	await grader[Symbol.asyncDispose]();
	await own.close();
});

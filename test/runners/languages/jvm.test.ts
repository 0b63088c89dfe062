import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Command, Language } from '../../../runners/languages/contract.ts';
import { findLanguage } from '../../../runners/languages/index.ts';
import { isLean } from '../../../runners/languages/jvm/lean.ts';
import { envOf, toFiles } from '../../../services/execution/prepare.ts';
import { Problem } from '../../../testcases/schema.ts';
import { programOf } from '../../conformance/languages.ts';
import { openGrader } from '../../support/grader.ts';
import { repository } from '../../support/local-wall.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { openTestWall } from '../../support/wall.ts';

const engine = await openGrader(1);
const { grader } = engine;
afterAll(async () => await engine[Symbol.asyncDispose]());

/** Java, which the set-up brings, and of the others those that are there. */
const known = await grader.languages();
const installed = [
	'java',
	...['kotlin', 'scala', 'clojure'].filter((name) => known.some((language) => language.name === name && language.installed)),
];
const languageOf = (name: string): Language => findLanguage(name) ?? expect.unreachable(name);

const budget = { memoryMb: 256 };
const limits = { cpuMs: 20_000, wallMs: 60_000, memoryKb: 2 << 20, stdoutBytes: 1 << 16, stderrBytes: 16 << 20, processes: 128 };

describe('The archives of class-data sharing', () => {
	it.each(installed)('are what programs in %s start from, and their compilers', { timeout: 120_000 }, async (name) => {
		const language = languageOf(name);
		const source = language.layout(programOf(name, 'hello'));
		const wall = await openTestWall();
		await using sandbox = await wall.open({ slot: 0, kind: wall.kindFor(name) ?? '' });
		await sandbox.put(toFiles(source));
		const compile = language.compile?.(source) ?? [];
		const run = async (command: Command, env: Readonly<Record<string, string>>) =>
			(await sandbox.run({ command, env: { ...envOf(language), ...env }, limits, inProgramFolder: true })).stderr.toString();
		await run(compile, {});
		const commands = [
			compile,
			language.run(source, budget),
			...(language.compileServer === undefined ? [] : [language.compileServer.command]),
		];
		for (const command of commands) {
			const said = await run(command, { JDK_JAVA_OPTIONS: '-XX:+PrintSharedArchiveAndExit' });
			expect(said).toMatch(/archive name: \/assay\/lib\/jvm\/\w+\.jsa\n/);
			expect(said.trim()).toMatch(/archive is valid$/);
		}
		await wall.close();
	});

	it('cannot be changed by a program, and neither can the runtime', async () => {
		const code = `import java.nio.file.*;
			public class Main {
				public static void main(String[] arguments) throws Exception {
					for (String name : new String[] { "java.jsa", "lean/lib/modules", "lean/lib/security/new", "CompileServer.class" }) {
						Path path = Path.of("/assay/lib/jvm", name);
						try { Files.write(path, new byte[1]); System.out.println(name); } catch (java.io.IOException refused) { }
						try { Files.delete(path); System.out.println(name); } catch (java.io.IOException refused) { }
					}
					System.out.println("end");
				}
			}`;
		expect(await verdictOf('java', code, 'end\n')).toBe('accepted');
	});
});

async function verdictOf(language: string, code: string, output: string) {
	const problem = Problem.parse({ id: 'says', tests: [{ kind: 'stdio', input: '', output }] });
	const { verdict, reason, compile_output } = await grader.grade({ problem, language, code });
	return verdict === 'accepted' ? verdict : `${verdict} ${reason} ${compile_output}`;
}

const says = (imports: string, statement: string) =>
	`${imports}\npublic class Main { public static void main(String[] arguments) throws Exception { ${statement} } }`;
const home = 'System.out.println(System.getProperty("java.home"));';

describe('A program is run by the lean runtime', () => {
	it.each([
		['where it uses what most do', says('import java.util.*; import java.util.stream.*; import java.math.BigInteger;', home)],
		['whatever its comments and texts say', says('// javax.swing', `String s = "java.sql com.sun"; ${home}`)],
		['with numbers in the manner of English', says('import java.util.Locale;', `String.format(Locale.US, "%.2f", 1.5); ${home}`)],
	])('%s', async (_, code) => {
		expect(await verdictOf('java', code, '/assay/lib/jvm/lean\n')).toBe('accepted');
	});
});

describe('A program that needs more of Java gets all of it', () => {
	it.each([
		['another module', 'import java.sql.Timestamp;', 'System.out.println(new Timestamp(0).getTime());', '0\n'],
		['a class by its whole name', '', 'System.out.println(new java.awt.Point(1, 2).x);', '1\n'],
		['a class by a text', '', 'System.out.println(Class.forName("java" + ".beans.Introspector").getSimpleName());', 'Introspector\n'],
		[
			'the interface of a tool',
			'import javax.script.*;',
			'System.out.println(new ScriptEngineManager().getEngineFactories().size());',
			'0\n',
		],
		[
			'a package of the JDK',
			'',
			'System.out.println(com.sun.management.OperatingSystemMXBean.class.getSimpleName());',
			'OperatingSystemMXBean\n',
		],
		['German numbers', 'import java.util.*;', 'System.out.println(String.format(Locale.GERMANY, "%,.1f", 1234.5));', '1.234,5\n'],
		['names in disguise', 'import java.\\u0073ql.Timestamp;', 'System.out.println(new Timestamp(0).getTime());', '0\n'],
	])('%s', async (_, imports, statement, output) => {
		expect(await verdictOf('java', says(imports, statement), output)).toBe('accepted');
	});

	const others = [
		['kotlin', 'within a text', `fun main() { println("\${java.sql.Timestamp(0).time}") }`],
		['scala', 'by the last part of a package alone', 'import java._\nobject Main extends App { println(new sql.Timestamp(0).getTime) }'],
	] as const;
	it.each(others.filter(([name]) => installed.includes(name)))('in %s, %s', async (name, _, code) => {
		expect(await verdictOf(name, code, '0\n')).toBe('accepted');
	});

	it('whichever package beside those of the lean runtime it names', async () => {
		await using folder = await temporaryFolder();
		await writeFile(
			folder.file('Packages.java'),
			`import java.lang.module.*;
			public class Packages {
				public static void main(String[] lean) {
					var known = java.util.Set.of(lean);
					for (var module : ModuleFinder.ofSystem().findAll())
						for (var exported : module.descriptor().exports())
							if (!exported.isQualified()) System.out.println(known.contains(module.descriptor().name()) + " " + exported.source());
				}
			}`,
		);
		const modules = execFileSync(join(repository, 'build/jvm/lean/bin/java'), ['--list-modules'], { encoding: 'utf8' });
		const lean = modules
			.trim()
			.split('\n')
			.map((line) => line.split('@')[0] ?? '');
		const said = execFileSync('/usr/bin/java', [folder.file('Packages.java'), ...lean], { encoding: 'utf8' })
			.trim()
			.split('\n');
		const needing = (word: string) => said.filter((line) => line.startsWith(word)).map((line) => line.split(' ')[1] ?? '');
		const takenFor = (name: string) => isLean([`import ${name}.Thing;`]);
		expect(needing('false').length).toBeGreaterThan(50);
		expect(needing('false').filter(takenFor)).toEqual([]);
		expect(needing('true').filter(takenFor)).toEqual(
			expect.arrayContaining(['java.util', 'java.util.stream', 'java.util.logging', 'java.time']),
		);
	});
});

it('One array of a Java program may take three quarters of its memory', async () => {
	const code =
		'public class Main { public static void main(String[] a) { byte[] all = new byte[192 << 20]; all[all.length - 1] = 7; System.out.println(all[all.length - 1]); } }';
	const problem = Problem.parse({ id: 'p', limits: { memory_mb: 256 }, tests: [{ kind: 'stdio', input: '', output: '7' }] });
	expect(await grader.grade({ problem, language: 'java', code })).toMatchObject({ verdict: 'accepted' });
});

import { expect, test } from 'vitest';
import { cpp } from '../../runners/languages/cpp/manifest.ts';
import { cppHead, precompiledFor, precompiledHeaders } from '../../runners/languages/cpp/precompiled.ts';
import { leadingHeaders } from '../../runners/languages/leading-headers.ts';
import type { Sandbox } from '../../runners/sandboxes/contract.ts';
import { compiledMaxBytes, compileLimits, envOf, toFiles } from '../../services/execution/prepare.ts';
import { openTestWall } from '../support/wall.ts';
import { cppPrograms, cppSets, dataFolder, isMissing } from './sets.ts';

const programsOfEach = 4;

test.skipIf(isMissing(...cppSets))(
	`Real C++ programs become the same functions with precompiled headers and without (needs ${dataFolder})`,
	{ timeout: 1_200_000 },
	async () => {
		const wall = await openTestWall();
		try {
			await using sandbox = await wall.open({ slot: 93, kind: wall.kindFor('cpp') ?? '' });
			const byHeader = Map.groupBy(
				await cppPrograms(),
				(code) => precompiledFor(code) ?? leadingHeaders(code, cppHead).headers[0] ?? 'none',
			);
			const programs = [...byHeader.values()].flatMap((some) => some.slice(0, programsOfEach));
			for (const code of programs) {
				const command = [...(cpp.compile?.(cpp.layout(code)) ?? []), '-S'];
				const plain = command.filter((word, index) => !word.startsWith('-I') && word !== '-include' && command[index - 1] !== '-include');
				expect(await functions(sandbox, code, command)).toEqual(await functions(sandbox, code, plain));
			}
			console.log(`${programs.length} programs, with ${[...byHeader.keys()].join(', ')}`);
			expect(byHeader.size).toBeGreaterThan(precompiledHeaders.length / 2);
		} finally {
			await wall.close();
		}
	},
);

/** The functions that the command writes, by name, but for the numbers of labels, which count what the compiler has seen before. */
async function functions(sandbox: Sandbox, code: string, command: readonly string[]): Promise<Readonly<Record<string, string>>> {
	await sandbox.wipe();
	await sandbox.put(toFiles(cpp.layout(code)));
	const { exitCode, stderr } = await sandbox.run({ command, env: envOf(cpp), limits: compileLimits, inProgramFolder: true });
	expect(`${exitCode} ${stderr}`).toMatch(/^0 /);
	const files = await sandbox.fetch(compiledMaxBytes);
	const text = (files.find(({ name }) => name === 'main')?.content.toString() ?? '').replace(/\.L([A-Z]*)\d+/g, '.L$1');
	const found = text.matchAll(/^\t\.type\t(\S+), @function\n(.*?)^\t\.size\t\1,/gms);
	const byName = Object.fromEntries([...found].map(([, name, body]) => [name, body]));
	expect(Object.keys(byName)).toContain('main');
	return byName;
}

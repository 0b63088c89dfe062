import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cpp } from '../../../runners/languages/cpp/manifest.ts';
import { precompiledFor, precompiledHeaders } from '../../../runners/languages/cpp/precompiled.ts';
import type { Sandbox, Wall } from '../../../runners/sandboxes/contract.ts';
import { repository } from '../../support/local-wall.ts';
import { openTestWall } from '../../support/wall.ts';

const textFolder = join(repository, 'runners/languages/cpp/precompiled');
const include = (...headers: readonly string[]) => headers.map((header) => `#include <${header}>\n`).join('');
const main = 'int main() {}\n';

describe('The precompiled header for a C++ program', () => {
	it.each([
		['its only header', include('iostream'), 'iostream.hpp'],
		['all that it includes, in any order', include('algorithm', 'cstdio', 'vector', 'iostream'), 'iostream-vector-algorithm.hpp'],
		['the dearest of those that fit', include('iostream', 'cmath', 'map'), 'iostream-cmath.hpp'],
		['a C header that includes one of C++', include('stdio.h', 'math.h', 'iostream'), 'iostream-cmath.hpp'],
		[
			'headers around the directive for std',
			`${include('vector', 'stdio.h')}using namespace std;\n#include<algorithm>\n`,
			'vector-algorithm.hpp',
		],
		['headers between comments', `// "a\n/* #include <map>\n*/\r\n # include <iostream> // 'tis\n`, 'iostream.hpp'],
		['everything, behind another header', include('iostream', 'bits/stdc++.h'), 'everything.hpp'],
	])('is of %s', (_what, head, header) => {
		expect(precompiledFor(head + main)).toBe(header);
	});

	it.each([
		['includes everything first, for which GCC finds it by itself', include('bits/stdc++.h')],
		['includes nothing that takes long', include('cstdio', 'cstring')],
		['defines a macro before', `#define int long long\n${include('iostream')}`],
		['has a pragma before', `#pragma GCC optimize("O3")\n${include('iostream')}`],
		['has a condition before', `#ifndef X\n${include('iostream')}#endif\n`],
		['says something before', `int y1;\n${include('iostream')}`],
		['has a header of another library before', include('boost/any.hpp', 'iostream')],
		['has a header of its own before', `#include "testlib.h"\n${include('iostream')}`],
		['has the header in a comment', `/*\n${include('iostream')}*/\n`],
		['has the header in a comment that goes on', `// C:\\\n${include('iostream')}`],
		['has the header in a directive that a comment makes longer', '#include <cstdio> /*\n*/ #include <iostream>\n'],
		['has more blanks than anybody looks through twice', `${' '.repeat(300_000)};\n${include('iostream')}`],
		['has two directives in one line, of which the second is none', '#include <cstdio> #include <iostream>\n'],
	])('is none where it %s', (_what, head) => {
		expect(precompiledFor(head + main)).toBeUndefined();
	});

	it('is the same where test code is joined with a program that has a main of its own', () => {
		const joined = cpp.joinTest?.(include('iostream') + main, 'int main() {}\n', 'mark') ?? '';
		expect(precompiledFor(joined)).toBe('iostream.hpp');
	});

	it('includes nothing that the program does not', () => {
		const known = [...new Set(precompiledHeaders.flatMap(({ includes }) => includes)), 'cstdio', 'map', 'math.h'];
		const line = fc.oneof(
			fc.constantFrom(...known).map((header) => `#include <${header}>`),
			fc.constantFrom('', '// x', 'using namespace std;', '#define a b', '/*', '*/', '#endif', '\\', '// \\'),
		);
		fc.assert(
			fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
				const { includes = [] } = precompiledHeaders.find(({ header }) => header === precompiledFor(lines.join('\n'))) ?? {};
				for (const header of includes) {
					const names = header === 'cmath' ? ['cmath', 'math.h'] : [header];
					expect(names.some((name) => lines.includes(`#include <${name}>`))).toBe(true);
				}
			}),
		);
	});

	it('has for its text what it is said to include', () => {
		const texts = readdirSync(textFolder).map((name) => [name, readFileSync(join(textFolder, name), 'utf8')]);
		expect(Object.fromEntries(texts)).toEqual(
			Object.fromEntries(precompiledHeaders.map(({ header, includes }) => [header, include(...includes)])),
		);
	});
});

describe('A compiled C++ program', () => {
	let wall: Wall;
	let sandbox: Sandbox;
	beforeAll(async () => {
		wall = await openTestWall();
		sandbox = await wall.open({ slot: 92, kind: wall.kindFor('cpp') ?? '' });
	});
	afterAll(async () => {
		await sandbox?.close();
		await wall?.close();
	});

	const limits = { cpuMs: 60_000, wallMs: 120_000, memoryKb: 2 << 20, stdoutBytes: 1 << 20, stderrBytes: 1 << 22, processes: 64 };
	const env = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
	const compile = async (code: string, ...flags: readonly string[]) => {
		const source = cpp.layout(code);
		await sandbox.wipe();
		await sandbox.put(source.files.map(({ name, content }) => ({ name, content: Buffer.from(content), executable: false })));
		const { exitCode, stderr } = await sandbox.run({
			command: [...(cpp.compile?.(source) ?? []), ...flags],
			env,
			limits,
			inProgramFolder: true,
		});
		return { exitCode, said: stderr.toString() };
	};
	const output = async (code: string) => {
		expect(await compile(code)).toMatchObject({ exitCode: 0 });
		return (await sandbox.run({ command: cpp.run(cpp.layout(code), { memoryMb: 256 }), env, limits })).stdout.toString();
	};
	/** Those that GCC has used, by its list of headers. */
	const used = async (code: string) => (await compile(code, '-H')).said.match(/(?<=^! )\S+/gm);

	it.each(precompiledHeaders)('is compiled with $header where that is what it includes', async ({ header, includes }) => {
		expect(await used(include('cstdio', ...includes) + main)).toEqual([`/assay/lib/cpp/${header}.gch`]);
	});

	it('is compiled with the whole library where it begins with that, whatever macros come before', async () => {
		const head = include('bits/stdc++.h');
		expect(await used(head + main)).toEqual(['/assay/lib/cpp/bits/stdc++.h.gch']);
		expect(await used(`#define ll long long\n${head}${main}`)).toEqual(['/assay/lib/cpp/bits/stdc++.h.gch']);
		expect(await used(`#define max(a, b) a\n#undef max\n${head}${main}`)).toEqual(['/assay/lib/cpp/bits/stdc++.h.gch']);
	});

	it.each(['bits/stdc++.h', 'iostream'])('has what templates %s uses ready made', async (header) => {
		const { said } = await compile(include(header) + main, '-ftime-report');
		expect(said).toMatch(/^ TOTAL +:/m);
		// GCC's own report of what it has taken to instantiate them: without, 21M and 5913k.
		const [, instantiated = '0k'] = /^ template instantiation .* (\d+[kM]) \( *\d+%\)$/m.exec(said) ?? [];
		expect(instantiated).toMatch(/^\d{1,3}k$/);
	});

	it('may include the whole library again, as the extensions of GCC and tests that are joined to it do', async () => {
		const sorted = 'int main() { std::vector<int> v{2, 1}; std::sort(v.begin(), v.end()); std::printf("%d", v[0]); }\n';
		for (const head of [
			['bits/stdc++.h', 'bits/stdc++.h'],
			['bits/stdc++.h', 'bits/extc++.h'],
			['iostream', 'bits/stdc++.h', 'bits/stdc++.h'],
		]) {
			expect(await output(include(...head) + sorted), head.join()).toBe('1');
		}
	});

	it('means what its macros before the headers say', async () => {
		const size = '\nint main() { std::cout << sizeof(std::vector<int>::iterator); }\n';
		for (const headers of [include('bits/stdc++.h'), include('iostream', 'vector', 'algorithm')]) {
			expect(await output(`#define _GLIBCXX_DEBUG\n${headers}${size}`)).not.toBe('8');
			expect(await output(`${headers}#define _GLIBCXX_DEBUG\n${size}`)).toBe('8');
			expect(await output(`#define NDEBUG\n${headers}#include <cassert>\nint main() { assert(false); std::cout << 1; }\n`)).toBe('1');
		}
	});

	it('is held to the names that its headers have', async () => {
		const sorts = 'int main() { int a[2] = {2, 1}; std::sort(a, a + 2); std::vector<int> v(a, a + 2); return v[0] - 1; }\n';
		expect((await compile(include('vector', 'algorithm') + sorts)).exitCode).toBe(0);
		const { exitCode, said } = await compile(include('iostream', 'cmath') + sorts);
		expect(exitCode).toBe(1);
		expect(said).toContain('‘vector’ is not a member of ‘std’');
	});

	it('may have names of its own that other headers have, too', async () => {
		const own = 'using namespace std;\nint y1 = 1, gcd = 2, stack = 3;\nint main() { cout << y1 + gcd + stack; }\n';
		expect(await output(include('iostream') + own)).toBe('6');
	});

	it('is told of its mistakes as without', async () => {
		const { said } = await compile(`${include('iostream')}int main() { return nothing; }\n`);
		expect(said).toMatch(/^main\.cpp: In function .*\nmain\.cpp:2:21: error: ‘nothing’ was not declared/);
	});

	it('is compiled, only more slowly, where nothing is precompiled', async () => {
		const source = cpp.layout(`${include('iostream')}int main() { std::cout << 1; }\n`);
		const elsewhere = (cpp.compile?.(source) ?? []).map((word) => word.replace('/assay/lib/cpp', '/nowhere'));
		await sandbox.wipe();
		await sandbox.put(source.files.map(({ name, content }) => ({ name, content: Buffer.from(content), executable: false })));
		expect(await sandbox.run({ command: elsewhere, env, limits, inProgramFolder: true })).toMatchObject({ exitCode: 0 });
	});
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { c } from '../../../runners/languages/c/manifest.ts';
import type { Command, Language } from '../../../runners/languages/contract.ts';
import { cpp } from '../../../runners/languages/cpp/manifest.ts';
import type { RunOutcome, Sandbox, Wall } from '../../../runners/sandboxes/contract.ts';
import { compileLimits, envOf, toFiles } from '../../../services/execution/prepare.ts';
import { openTestWall } from '../../support/wall.ts';

let wall: Wall;
let sandbox: Sandbox;
beforeAll(async () => {
	wall = await openTestWall();
	sandbox = await wall.open({ slot: 94, kind: wall.kindFor(cpp.name) ?? '' });
});
afterAll(async () => {
	await sandbox?.close();
	await wall?.close();
});

/** By the language's command, changed, with another word at its end. */
async function compile(
	{ layout, compile: commandFor, ...language }: Language,
	code: string,
	option: string,
	change = (command: Command): Command => command,
): Promise<RunOutcome> {
	const source = layout(code);
	await sandbox.wipe();
	await sandbox.put(toFiles(source));
	const command = [...change(commandFor?.(source) ?? []), option];
	return await sandbox.run({ command, env: envOf({ ...language, layout }), limits: compileLimits, inProgramFolder: true });
}

const nothing = 'int main() { return 0; }\n';

it('C++ is linked by mold, and by another linker where that is missing', async () => {
	const linker = async (change?: (command: Command) => Command) => (await compile(cpp, nothing, '-Wl,--version', change)).stdout.toString();
	expect(await linker()).toContain('mold');
	expect(await linker((command) => command.filter((word) => word !== '-B/usr/libexec/mold'))).toMatch(/^GNU ld/);
});

describe('The C library that is linked in one piece', () => {
	/** What gcc.sh does for want of it. */
	const inPieces = (command: Command) => command.slice(command.indexOf('compile') + 1);

	/** Compiles a program, and runs it; with the usual library in pieces when told so. */
	async function outputOf(code: string, { pieces = false, language = c } = {}): Promise<string> {
		const made = await compile(language, code, '-fno-builtin', pieces ? inPieces : undefined);
		if (made.exitCode !== 0) return `not compiled: ${made.stderr}`;
		await sandbox.seal();
		const limits = { cpuMs: 4000, wallMs: 10_000, memoryKb: 256 * 1024, stdoutBytes: 1 << 16, stderrBytes: 1 << 16, processes: 8 };
		const { status, exitCode, stdout } = await sandbox.run({
			command: language.run(language.layout(code), { memoryMb: 256 }),
			env: envOf(language),
			limits,
			stdin: Buffer.from('3 2.5\n'),
		});
		return `${status} ${exitCode} ${stdout}`;
	}

	it.each([c, cpp])('is what programs of $title are linked with', async (language) => {
		const trace = await compile(language, nothing, '-Wl,--trace');
		expect(trace.stdout.toString()).toMatch(/^(?:trace: )?\/assay\/lib\/c\/crt1\.o$/m);
	});

	it.each(['strlen', 'memcpy', 'memset', 'exit', 'abort', 'getenv', 'time', 'read', 'write', 'count', 'qsort', 'pow', 'environ'])(
		'lets a program have a variable named %s, in C and in C++',
		async (name) => {
			const code = `#include <stdio.h>
int ${name} = 7;
int main() { int a; double d; return scanf("%d %lf", &a, &d) == 2 && printf("%d %s %.1f", a + ${name}, "abc", d) > 0 ? 0 : 1; }`;
			for (const language of [c, cpp]) expect(await outputOf(code, { language })).toBe('exited 0 10 abc 2.5');
		},
	);

	it('does not call what a program has under the names of its own functions', async () => {
		const code = `#include <stdio.h>
unsigned long strlen(const char *text) { puts("mine"); return 42; }
void *memcpy(void *to, const void *from, unsigned long length) { return 0; }
int strcmp(const char *a, const char *b) { return 7; }
void qsort(int *from, int *to) { *from = *to; }
int main() { int a = 1, b = 2; qsort(&a, &b); printf("%lu %d %d %s", strlen("abc"), strcmp("", ""), a, "text"); }`;
		expect(await outputOf(code)).toBe('exited 0 mine\n42 7 2 text');
	});

	it('takes memory from the functions of a program that has its own', async () => {
		const code = `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static char heap[1 << 20];
static size_t used, freed;
void *malloc(size_t size) { char *p = heap + used; used += (size + 31) & ~15ul; return p; }
void free(void *p) { if (p && ((char *)p < heap || (char *)p >= heap + sizeof heap)) abort(); freed++; }
int main() { char *copy = strdup("abc"); int own = copy >= heap && copy < heap + sizeof heap; free(copy); printf("%d %zu", own, freed); }`;
		expect(await outputOf(code)).toBe('exited 0 1 1');
	});

	it.each([
		[
			'what runs before main and after it',
			'__attribute__((constructor)) void before() { printf("before "); } void after() { printf("after"); } int main() { atexit(after); }',
		],
		[
			'variables of threads, and threads',
			'#include <pthread.h>\n__thread int n = 5; void *add(void *p) { n++; return (void *)(long)n; } int main() { pthread_t t; void *r; pthread_create(&t, 0, add, 0); pthread_join(t, &r); printf("%d %d", n, (int)(long)r); }',
		],
		[
			'the environment and errors',
			'#include <stdlib.h>\n#include <errno.h>\n#include <string.h>\nint main() { setenv("A", "b", 1); printf("%s %d", getenv("A"), fopen("/nowhere", "r") == 0); printf(" %s", strerror(errno)); }',
		],
		[
			'wide characters and locales',
			'#include <wchar.h>\n#include <locale.h>\nint main() { setlocale(LC_ALL, "C.UTF-8"); printf("%ls %zu", L"größe", wcslen(L"größe")); }',
		],
		[
			'mathematics',
			'#include <math.h>\nint main() { double x; scanf("%lf", &x); printf("%.3f %.3f %.3f %.3f %.3f", pow(x, 2.5), sin(x), lgamma(x), exp(x), fmod(x, 0.7)); }',
		],
		[
			'files',
			'int main() { FILE *f = tmpfile(); char b[9]; fputs("abc", f); rewind(f); fgets(b, 9, f); setvbuf(stdout, 0, _IONBF, 0); printf("%s %ld", b, ftell(f)); }',
		],
		[
			'jumps and signals',
			'#include <setjmp.h>\n#include <signal.h>\njmp_buf at; void back(int s) { longjmp(at, s); } int main() { signal(SIGFPE, back); int s = setjmp(at); if (!s) raise(SIGFPE); printf("%d", s); }',
		],
		[
			'large numbers',
			'int main() { __int128 n = (__int128)1 << 100; scanf("%*d"); printf("%lld %Lf", (long long)(n / 12345678901LL), (long double)n / 3); }',
		],
	])('gives the same as the one in pieces with %s', async (_, code) => {
		const whole = await outputOf(`#include <stdio.h>\n${code}`);
		expect(whole).toMatch(/^exited \d+ .+/);
		expect(whole).toBe(await outputOf(`#include <stdio.h>\n${code}`, { pieces: true }));
	});

	it('makes no program of a text without main', async () => {
		expect(await outputOf('int x;\n')).toMatch(/undefined reference to `main'/);
	});
});

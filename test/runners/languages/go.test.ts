import { afterAll, expect, it } from 'vitest';
import { go } from '../../../runners/languages/go/manifest.ts';
import { openGrader } from '../../support/grader.ts';
import { aProblem } from '../../support/problems.ts';

const engine = await openGrader(1);
afterAll(async () => await engine[Symbol.asyncDispose]());

const installed = (await engine.grader.languages()).some(({ name, installed }) => name === 'go' && installed);
const grade = (code: string) => engine.grader.grade({ problem: aProblem(), language: 'go', code });
const sum = (imports: string, statements = '') =>
	`package main\nimport "fmt"\n${imports}\nfunc main() {\n${statements}\nvar a, b int\nfmt.Scan(&a, &b)\nfmt.Println(a + b)\n}\n`;

/** They come with `deploy/setup.sh --languages go`. */
if (installed) {
	it.each([
		['the packages of a network', sum('import ("net/http"; "encoding/json")', 'json.Marshal(http.StatusOK)')],
		['embedded text, generics and loops of its own', sum('import _ "embed"', 'for i, f := range []func() int{} { _ = i + f() }')],
		['an embedded file', sum('import _ "embed"\n//go:embed main.go\nvar text string', 'if text == "" { panic(1) }')],
		['parts in C', sum('// int twice(int n) { return 2 * n; }\nimport "C"', 'if C.twice(2) != 4 { panic(1) }')],
		['a constraint on how it is built', `//go:build ignore\n\n${sum('')}`],
	])('A Go program with %s is compiled', async (_, code) => {
		expect(await grade(code)).toMatchObject({ verdict: 'accepted' });
	});

	it.each([
		['does not type-check', sum('', 'var s string = 1'), /main\.go:5:\d+: cannot use 1 .* as string/],
		['imports what is not there', sum('import "example.com/none"'), /example\.com\/none/],
		['imports what only the standard library may', sum('import _ "internal/cpu"'), /internal\/cpu/],
		['is no program', 'package lib\n', /package lib|not a main package|main/],
		['has no main', 'package main\n', /function main is undeclared/],
	])('A Go program that %s is a compile error with the place', async (_, code, message) => {
		const result = await grade(code);
		expect(result.verdict).toBe('compile_error');
		expect(result.compile_output).toMatch(message);
	});
}

it('A Go program with parts in C is left to all that `go build` does', () => {
	const compiledBy = (code: string) => go.compile?.(go.layout(code)).slice(0, 2);
	expect(compiledBy(sum('import "C"'))).toEqual(['go', 'build']);
	expect(compiledBy(sum(''))).not.toEqual(['go', 'build']);
});

import { RecordError } from './contract.ts';

/** What of pytest test code may use, as `runners/languages/python/own_pytest.py` has it. */
export const offered = new Set(['raises', 'approx', 'fixture', 'mark', 'param', 'fail', 'main']);
const notOffered = /\bpytest\s*\.\s*mark\s*\.\s*(skip|skipif|usefixtures|xfail)\b/;
/** Fixtures of pytest's own, which are about the process of the program. */
const ownFixtures = /^\s*def test\w*\([^)]*\b(caplog|capfd|capsys|monkeypatch|pytester|recwarn|request|tmp_path|tmpdir)\b/m;

/**
 * Test code of a file for pytest about a module `solution`, which is run as it is. Throws `RecordError`
 * where it asks pytest for more than is offered: its tests would have no verdict.
 */
export function pytestCode(text: string): string {
	const code = text.replaceAll('\r\n', '\n');
	if (/^\s*async def test/m.test(code)) throw new RecordError('test: async tests are not supported');
	if (!/^\s*(?:def test|class \w)/m.test(code)) throw new RecordError('test: no test functions');
	const used = [...code.matchAll(/\bpytest\s*\.\s*(\w+)/g)].map(([, name = '']) => name);
	const imported = [...code.matchAll(/^\s*from pytest import ([^\n(#]+|\([^)]*\))/gm)].flatMap(
		([, names = '']) => names.match(/\w+/g) ?? [],
	);
	const missing = [...used, ...imported].find((name) => !offered.has(name)) ?? notOffered.exec(code)?.[1] ?? ownFixtures.exec(code)?.[1];
	if (missing !== undefined) throw new RecordError(`test: ${missing} of pytest is not supported`);
	return code;
}

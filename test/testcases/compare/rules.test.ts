import { describe, expect, test } from 'vitest';
import { makeComparison } from '../../../testcases/compare/index.ts';
import type { Compare } from '../../../testcases/schema.ts';

type Case = readonly [what: string, expected: string, got: string, equal: boolean];

function suite(options: Compare, cases: readonly Case[]) {
	describe(`${options.method} ${options.flags ?? ''}`, () => {
		test.each(cases)('%s', (_what, expected, got, equal) => {
			expect(makeComparison(options)(expected, got).equal).toBe(equal);
		});
	});
}

suite({ method: 'exact' }, [
	['ignores line feeds at the very end', 'a\n', 'a\n\n\n', true],
	['counts a blank at the end of a line', 'a\n', 'a \n', false],
	['counts a carriage return', 'a\nb\n', 'a\r\nb\n', false],
]);
suite({ method: 'lines' }, [
	['ignores white space at the end of lines', 'a b\nc\n', 'a b \t\r\nc', true],
	['ignores blank lines at the end', 'a', 'a\n \n\n', true],
	['counts a blank line between others', 'a\nb', 'a\n\nb', false],
	['counts an indent', 'a', ' a', false],
	['counts case', 'a', 'A', false],
	['counts a number written in another way', '1.0', '1', false],
]);
suite({ method: 'tokens' }, [
	['ignores line breaks', '1 2\n3', '1\n2 3\n\n', true],
	['counts case', 'Yes', 'YES', false],
	['counts the order', '1 2', '2 1', false],
]);
suite({ method: 'float' }, [
	['does not take a number beyond both tolerances', '0.333333333', '0.33333', false],
	['takes a number within the relative tolerance', '1000000', '1000000.9', true],
	['takes the same number in another notation', '100', '1e2', true],
	['does not take nan for a number', '1', 'nan', false],
	['does not take a number for nan', 'nan', '1', false],
	['takes nan for nan', 'nan', 'NaN', true],
	['takes inf for Infinity', 'inf', 'Infinity', true],
	['tells the signs of infinities apart', 'inf', '-inf', false],
	['does not take a huge number for infinity', 'inf', '1e400', false],
	['tells numbers apart that overflow', '1e400', '1e401', false],
	['takes the same overflowing number', '1e400', '10e399', true],
	['takes no digit groups', '1000', '1_000', false],
	['takes no hexadecimal', '16', '0x10', false],
	['counts words', 'x 1', 'y 1', false],
]);
suite({ method: 'float', rel_tol: 0, abs_tol: 0.01 }, [
	['uses the tolerance that it is given', '100', '100.009', true],
	['and not the default one', '1000000', '1000000.5', false],
]);
suite({ method: 'livecodebench' }, [
	['takes the same decimals in another notation', '1.0 2', '1.00 2.0', true],
	['has no tolerance', '0.1', '0.10000000000000000001', false],
	['is exact on huge integers', '100000000000000000000000000000000', '100000000000000000000000000000001', false],
	['is exact on huge exponents', '1e999999', '10e999998', true],
	['counts blank lines between others', '1\n2', '1\n\n2', false],
	['strips each line', '1\n2', '  1 \n 2', true],
	['wants all tokens of a differing line to be numbers', 'a 1.0', 'a 1', false],
	['takes no digit groups', '1000', '1_000', false],
	['does not take nan for NaN', 'nan', 'NaN', false],
]);
suite({ method: 'apps' }, [
	['drops blank lines', '1\n2', '1\n\n\n2\n', true],
	["is as near as numpy's allclose", '1.00000', '1.000009', true],
	['and no nearer', '1.00000', '1.00002', false],
	['counts the order', '1\n2', '2\n1', false],
	['counts words', 'yes', 'YES', false],
]);
suite({ method: 'codeforces' }, [
	['takes YES in any case', 'YES\nNo', 'yes\nNO', true],
	['counts the case of other words', 'Alice', 'alice', false],
	['collapses white space', '1  2', ' 1 2 ', true],
	['drops blank lines', '1\n2', '1\n\n2', true],
	['counts line breaks', '1 2', '1\n2', false],
]);
suite({ method: 'icpc', flags: '' }, [
	['ignores case', 'Impossible', 'IMPOSSIBLE', true],
	['ignores white space', '1 2', '1\n\n2\n', true],
	['has no tolerance', '1.0', '1.00', false],
]);
suite({ method: 'icpc', flags: 'case_sensitive' }, [['counts case', 'a', 'A', false]]);
suite({ method: 'icpc', flags: 'space_change_sensitive' }, [
	['counts two blanks for one', '1 2\n', '1  2\n', false],
	['counts a line break for a blank', '1 2\n', '1\n2\n', false],
	['counts a missing line feed at the end', '1\n', '1', false],
	['counts white space too much at the end', '1\n', '1\n\n', false],
	['takes the same white space', ' 1\t2\n', ' 1\t2\n', true],
]);
suite({ method: 'icpc', flags: 'float_tolerance 1e-3' }, [
	['takes an absolute difference', '0.0001', '0.0009', true],
	['takes a relative difference', '100000', '100050', true],
	['counts more', '1', '1.01', false],
	['wants a number where a number is expected', '1', 'one', false],
	['does not take nan', '1', 'nan', false],
	['ignores the case of words', 'Yes 1', 'YES 1.0001', true],
]);
suite({ method: 'icpc', flags: 'float_absolute_tolerance 1e-3' }, [['has no relative tolerance then', '100000', '100050', false]]);
suite({ method: 'icpc', flags: 'float_relative_tolerance 1e-3' }, [['has no absolute tolerance then', '0.0001', '0.0009', false]]);

test('a reason names the place and shows little of the outputs', () => {
	const long = 'x'.repeat(1000);
	const result = makeComparison({ method: 'lines' })(`1\n${long}a`, `1\n${long}b`);
	expect(result).toMatchObject({ equal: false, reason: expect.stringMatching(/^line 2: expected .*a", got .*b"$/) });
	expect(result.equal ? '' : result.reason).toSatisfy((reason: string) => reason.length < 120);
});
suite({ method: 'sandboxfusion' }, [
	['ignores case and white space at the ends of lines', 'Yes \nno', ' YES\nNo\n\n', true],
	['takes a line that is a number within the relative tolerance', '100000\n', '100000.9', true],
	['does not take a number beyond it', '100000', '100002', false],
	['does not take numbers among others on a line', '1.0 2.0', '1.00 2.00', false],
	['counts a line that is missing', '1\n2', '1', false],
	['counts output where there should be none', '', '1', false],
]);

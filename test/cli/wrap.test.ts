import fc from 'fast-check';
import { expect, test } from 'vitest';
import { table } from '../../services/cli/table.ts';
import { wrapHelp, wrapWords } from '../../services/cli/wrap.ts';
import { assay } from '../support/command.ts';

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 });

test('Wrapped words are the same words in their order, on lines that are short enough, none of which could have taken the next word', () => {
	fc.assert(
		fc.property(words, fc.integer({ min: 12, max: 80 }), (given, columns) => {
			const lines = wrapWords(given.join(' '), columns);
			expect(lines.join(' ')).toBe(given.join(' '));
			for (const [index, line] of lines.entries()) {
				expect(line.length).toBeLessThanOrEqual(columns);
				const next = lines[index + 1]?.split(' ')[0];
				if (next !== undefined) expect(line.length + 1 + next.length).toBeGreaterThan(columns);
			}
		}),
	);
});

test('Help that is wrapped says the same, and keeps commands on one line', () => {
	const command = `  assay label ${'x'.repeat(90)}`;
	const long = 'word '.repeat(30).trim();
	const help = `Usage: assay\n\n${long}\n${long}\n\n  --option <x>  ${long}\n\nExamples:\n${command}\n`;
	const wrapped = wrapHelp(help);
	expect(wrapped.split(/\s+/)).toEqual(help.split(/\s+/));
	expect(wrapped.split('\n').filter((line) => line.length > 80)).toEqual([command]);
	expect(wrapped).toContain('\n                word word');
});

test('A table fits on a screen: its last column goes on below itself', () => {
	const rows = [['small', '1', 'word '.repeat(30).trim()]];
	expect(table(['test', 'cpu ms', 'reason'], rows)).toBe(
		[
			'test   cpu ms  reason',
			`small       1  ${'word '.repeat(13).trim()}`,
			...Array.from({ length: 1 }, () => `               ${'word '.repeat(13).trim()}`),
			`               ${'word '.repeat(4).trim()}`,
			'',
		].join('\n'),
	);
});

test.each(['serve', 'grade', 'batch', 'label', 'calibrate', 'curate', 'import', 'export', 'eval', 'keys', 'doctor', 'completion', 'demo'])(
	'The help of assay %s fits on a screen, but for commands that can be copied',
	async (name) => {
		const { stdout } = await assay([name, '--help']);
		const long = stdout.split('\n').filter((line) => line.length > 80 && !/^\s+(?:[A-Z_]+=\S+ )*(?:assay|eval) /.test(line));
		expect(long).toEqual([]);
	},
);

import { expect, test } from 'vitest';
import { readSources, type SourceText } from './sources.ts';

const hole = /:\s*any\s*(?:[;,)=\]>|&{[]|$)|<any\s*[,>]|\bas any\b(?! \w)|\bas unknown as\b|@ts-(?:ignore|expect-error|nocheck)/;

/** `path:line: text` of every line that switches the type checker off. */
function holes({ path, text }: SourceText): string[] {
	return text.split('\n').flatMap((line, index) => (hole.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
}

test('no line of what ships switches the type checker off', () => {
	const sources = readSources(['services', 'runners', 'testcases', 'bench']);
	expect(sources.length).toBeGreaterThan(0);
	expect(sources.flatMap(holes)).toEqual([]);
});

test.each(['let x: any;', 'f(x as any)', 'const m = new Map<any, string>();', '// @ts-ignore', 'x as unknown as string'])(
	'%s is caught',
	(line) => {
		expect(holes({ path: 'a.ts', text: `ok\n${line}` })).toEqual([`a.ts:2: ${line}`]);
	},
);

import type { Problem } from '../../testcases/schema.ts';

/** Python wants these before all else. */
const futureImports = /^from[ \t]+__future__[ \t]+import[ \t]*(?:\([^()]*\)|[^\n(]*)$/gm;

/** The program behind the suite's preamble, where it has one for this language. */
export function withPreamble({ preamble }: Pick<Problem, 'preamble'>, language: string, program: string): string {
	if (preamble === undefined || preamble.language !== language) return program;
	const code = program.replace(/^\ufeff/, '');
	const last = language === 'python' ? [...code.matchAll(futureImports)].at(-1) : undefined;
	const end = last === undefined ? 0 : last.index + last[0].length;
	return `${code.slice(0, end)}${end > 0 ? '\n' : ''}${preamble.code}${preamble.code.endsWith('\n') ? '' : '\n'}${code.slice(end)}`;
}

import type { GradeResult, Suspicion, TestResult } from '../contract/verdict.ts';
import { table, tame } from './table.ts';

/** Suites up to this length are listed whole. */
const listedTests = 20;
/** Tests named on one line. */
const namedTests = 3;
const reasonWidth = 80;
const stderrWidth = 600;

/** A result for people: a line for each test, or for those that failed when there are many, and the verdict. */
export function reportGrade(result: GradeResult, problemId: string, all: boolean): string {
	const shown = all || result.tests.length <= listedTests ? result.tests : result.tests.filter(isTelling).slice(0, listedTests);
	const hidden = result.tests.length - shown.length;
	const parts = [
		shown.length > 0 ? table(['test', 'verdict', 'cpu ms', 'wall ms', 'memory MB', 'reason'], shown.map(row)) : '',
		hidden > 0 ? `(${hidden} more tests; --all lists every test)\n` : '',
		result.compile_output === undefined ? '' : `${result.compile_output.replace(/[^\P{Cc}\n\t]/gu, ' ').trimEnd()}\n`,
		stderrOf(result),
		result.suspicion === undefined
			? ''
			: `suspicious: ${result.suspicion.map((sign) => `${sign} in ${testsWith(sign, result)}`).join(', ')}\n`,
		`${problemId}: ${result.verdict}, ${result.passed} of ${result.total} tests passed${result.reason === undefined ? '' : ` (${tame(result.reason, reasonWidth)})`}\n`,
	];
	return parts.join('');
}

const isTelling = ({ verdict }: TestResult) => verdict !== 'accepted' && verdict !== 'skipped';

function row(test: TestResult): string[] {
	const { id, verdict, cpu_ms, wall_ms, memory_kb, reason = '' } = test;
	return [tame(id, 40), verdict, cpu_ms.toFixed(0), wall_ms.toFixed(0), (memory_kb / 1024).toFixed(1), tame(reason, reasonWidth)];
}

function testsWith(sign: Suspicion, { tests }: GradeResult): string {
	const ids = tests.filter(({ suspicion }) => suspicion?.includes(sign)).map(({ id }) => tame(id, 40));
	return ids.length > namedTests ? `${ids.length} tests` : ids.join(' ');
}

function stderrOf({ tests }: GradeResult): string {
	const failed = tests.find((test) => test.verdict === 'runtime_error' && test.stderr !== undefined);
	return failed?.stderr === undefined ? '' : `stderr of ${tame(failed.id, 40)}: ${tame(failed.stderr.slice(-stderrWidth), stderrWidth)}\n`;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { java } from '../runners/languages/java/manifest.ts';
import { dataFile, goldenOf, isMissing } from '../test/data/sets.ts';
import { openGrader } from '../test/support/grader.ts';
import { type Bench, median } from './bench.ts';
import { byThemselves, javaTools } from './toolchains.ts';

const file = 'humaneval-x/humaneval_java.jsonl';
const warmUps = 20;

/** Reference solutions of HumanEval-X, each with its test: compiled and run through Assay on one slot, and by `javac` and `java` on one processor, in turns. */
export const humanevalJava: Bench = {
	name: 'humaneval-java',
	title: 'Milliseconds of a HumanEval-X solution in Java with its test, compiled and run, one slot',
	missing: () => (isMissing(file) ? `needs ${dataFile(file)}` : undefined),
	async run({ rounds, every }) {
		await using engine = await openGrader(1);
		const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
		const solutions = await goldenOf(file, 'humaneval-x');
		let programs = 0;
		const grade = async ({ problem, language, code }: (typeof solutions)[number]) => {
			const start = performance.now();
			const { verdict } = await engine.grader.grade({ problem, language, code: `${code}\n// ${programs++}\n` });
			if (verdict !== 'accepted') throw new Error(`${problem.id}: ${verdict}`);
			return performance.now() - start;
		};
		try {
			for (const solution of solutions.slice(0, warmUps)) await grade(solution);
			const chosen = solutions.filter((_, index) => index % every === 0);
			const times = { assay: [] as number[], tools: [] as number[] };
			for (const solution of Array.from({ length: rounds }, () => chosen).flat()) {
				times.assay.push(await grade(solution));
				const [test] = solution.problem.tests;
				const joined = test?.kind === 'code' ? java.joinTest?.(solution.code, test.code, 'passed') : undefined;
				const { compileMs = 0, runMs } = byThemselves(javaTools, folder, joined ?? '', 1);
				times.tools.push(compileMs + runMs);
			}
			const [assay, own] = [median(times.assay), median(times.tools)];
			return [
				{ what: `${chosen.length} solutions, \`javac\` and \`java\` by themselves`, value: own, unit: 'ms' },
				{ what: 'the same through Assay, from suite to verdict', value: assay, unit: 'ms', ratio: assay / own, ratioOf: 'of the tools' },
			];
		} finally {
			rmSync(folder, { recursive: true });
		}
	},
};

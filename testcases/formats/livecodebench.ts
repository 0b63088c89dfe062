import { z } from 'zod';
import { graderImports } from './grader-imports.ts';
import { parseText } from './json-text.ts';
import { decodeTests, toTests } from './livecodebench-tests.ts';
import { recordFormat } from './record-format.ts';

const Metadata = z.object({ func_name: z.string().min(1).optional() });
/** What LiveCodeBench gives a program for one test. */
const cpuMs = 6000;

/** LiveCodeBench's code_generation and code_generation_lite rows. */
export const livecodebench = recordFormat({
	name: 'livecodebench',
	describe: 'LiveCodeBench code_generation(_lite): question_id, public_test_cases, private_test_cases, metadata',
	record: z.object({
		question_id: z.union([z.string(), z.number()]),
		question_title: z.string().nullish(),
		public_test_cases: z.unknown(),
		private_test_cases: z.unknown(),
		metadata: z.unknown(),
	}),
	matches: (record) => 'question_id' in record && 'public_test_cases' in record,
	toProblem: (record) => {
		const entryPoint = functionName(record.metadata);
		const tests = [
			...toTests('public', decodeTests(record.public_test_cases ?? '', 'public_test_cases'), entryPoint),
			...toTests('private', decodeTests(record.private_test_cases ?? '', 'private_test_cases'), entryPoint),
		];
		return {
			id: String(record.question_id),
			title: record.question_title ?? null,
			preamble: graderImports,
			tests,
			limits: { cpu_ms: cpuMs },
			compare: { method: 'livecodebench' },
		};
	},
});

function functionName(metadata: unknown): string | undefined {
	const data = typeof metadata === 'string' && metadata.trim() !== '' ? parseText(metadata, 'metadata') : (metadata ?? {});
	return Metadata.safeParse(data === '' ? {} : data).data?.func_name;
}

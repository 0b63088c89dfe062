import { z } from 'zod';
import { RecordError } from './contract.ts';
import { recordFormat } from './record-format.ts';

const Tests = z.array(z.object({ input: z.string(), output: z.string() })).nullish();

/**
 * open-r1/codeforces. The tests of the row are judged by `generated_checker`, where
 * there is one. What cannot be judged rightly is refused: rows whose authors could
 * not verify them, interaction, and files in place of standard input and output.
 */
export const codeforces = recordFormat({
	name: 'codeforces',
	describe: 'open-r1/codeforces: id, official_tests, examples, generated_checker, time_limit, memory_limit, input_mode, executable',
	record: z.object({
		id: z.string(),
		title: z.string().nullish(),
		time_limit: z.number().positive().nullish(),
		memory_limit: z.number().positive().nullish(),
		examples: Tests,
		official_tests: Tests,
		interaction_format: z.string().nullish(),
		input_mode: z.string().nullish(),
		generated_checker: z.string().nullish(),
		executable: z.boolean().nullish(),
	}),
	matches: (record) => 'official_tests' in record || ('generated_checker' in record && 'contest_id' in record),
	toProblem: (record) => {
		const { examples, official_tests, time_limit, memory_limit, generated_checker } = record;
		if (record.interaction_format?.trim()) throw new RecordError('interactive, and there is no interactor in the data set');
		if (record.input_mode === 'file') throw new RecordError('reads and writes named files, which this judge does not give a program');
		if (record.executable === false) throw new RecordError('executable is false: no checked solution passes its tests');
		const samples = new Set(examples?.map(({ input }) => input.trim()));
		const tests = official_tests?.length ? official_tests : (examples ?? []);
		const limits = {
			...(time_limit ? { cpu_ms: Math.ceil(time_limit * 1000) } : {}),
			...(memory_limit ? { memory_mb: Math.ceil(memory_limit) } : {}),
		};
		return {
			id: `codeforces/${record.id}`,
			title: record.title ?? null,
			tests: tests.map(({ input, output }, index) => ({
				id: String(index + 1),
				...(samples.has(input.trim()) ? { sample: true } : {}),
				kind: 'stdio',
				input,
				output,
			})),
			...(Object.keys(limits).length > 0 ? { limits } : {}),
			...(generated_checker
				? { checker: { protocol: 'codeforces' as const, language: 'python', code: generated_checker } }
				: { compare: { method: 'codeforces' as const } }),
		};
	},
});

import { z } from 'zod';

export const CommandResult = z.object({
	status: z.enum(['Finished', 'Error', 'TimeLimitExceeded']),
	execution_time: z.number().nullable().describe('Seconds.'),
	return_code: z.number().int().nullable(),
	stdout: z.string().nullable(),
	stderr: z.string().nullable(),
});
export type CommandResult = z.infer<typeof CommandResult>;

export const RunCodeResponse = z.object({
	status: z.enum(['Success', 'Failed', 'SandboxError']).describe('SandboxError: a fault of ours.'),
	message: z.string(),
	compile_result: CommandResult.nullable(),
	run_result: CommandResult.nullable(),
	executor_pod_name: z.null(),
	files: z.record(z.string(), z.string()).describe('Base64.'),
});
export type RunCodeResponse = z.infer<typeof RunCodeResponse>;

const id = z.union([z.string(), z.number()]);

export const EvalResult = z.object({
	id,
	accepted: z.boolean(),
	extracted_code: z.string(),
	full_code: z.string().nullable(),
	test_code: z.null(),
	tests: z.array(z.object({ passed: z.boolean(), exec_info: RunCodeResponse, test_info: z.record(z.string(), z.unknown()).nullable() })),
	extracted_type: z.enum(['fenced', 'incomplete_fenced', 'heuristic', 'empty']),
	extra: z.record(z.string(), z.unknown()).nullable(),
});
export type EvalResult = z.infer<typeof EvalResult>;

export const DatasetId = id;

import { z } from 'zod';
import { longestMs } from '../quantities.ts';

const mostMemoryBytes = 64 * 1024 ** 3;

/** What asks for more than the server's limit is refused, as in Piston; 0 and -1 are for its default. */
const limit = (most: number, unit: string) =>
	z
		.number()
		.min(-1)
		.max(most, { error: `cannot exceed the configured limit of ${most}` })
		.nullish()
		.describe(unit);
const ms = limit(longestMs, 'Milliseconds.');
const bytes = limit(mostMemoryBytes, 'Bytes.');

export const File = z.object({
	name: z.string().min(1).optional(),
	content: z.string(),
	encoding: z.enum(['utf8', 'base64', 'hex']).default('utf8').catch('utf8'),
});

export const ExecuteRequest = z.object({
	language: z.string().min(1).max(64),
	version: z.string().min(1).max(64).describe('`*`, or that of the installed toolchain or a prefix of it.'),
	files: z.array(File).min(1).max(256),
	stdin: z.string().nullish(),
	args: z
		.array(
			z
				.string()
				.max(4096)
				.regex(/^[^\0]*$/, 'must not hold the character NUL'),
		)
		.max(128)
		.nullish(),
	run_timeout: ms,
	compile_timeout: ms,
	run_cpu_time: ms,
	compile_cpu_time: ms,
	run_memory_limit: bytes,
	compile_memory_limit: bytes,
});
export type ExecuteRequest = z.infer<typeof ExecuteRequest>;

export const Stage = z.object({
	stdout: z.string(),
	stderr: z.string(),
	output: z.string().describe('stdout, then stderr.'),
	code: z.number().int().nullable(),
	signal: z.string().nullable(),
	message: z.string().nullable(),
	status: z.enum(['TO', 'OL', 'EL', 'RE', 'SG', 'XX']).nullable(),
	cpu_time: z.number().nullable(),
	wall_time: z.number().nullable(),
	memory: z.number().nullable(),
});
export type Stage = z.infer<typeof Stage>;

export const ExecuteResponse = z.object({ language: z.string(), version: z.string(), run: Stage, compile: Stage.optional() });
export type ExecuteResponse = z.infer<typeof ExecuteResponse>;

export const Runtimes = z.array(
	z.object({ language: z.string(), version: z.string(), aliases: z.array(z.string()), runtime: z.string().optional() }),
);

/** A stage in which nothing happened. */
export const fine: Stage = {
	...{ stdout: '', stderr: '', output: '', code: 0, signal: null },
	...{ message: null, status: null, cpu_time: 0, wall_time: 0, memory: null },
};

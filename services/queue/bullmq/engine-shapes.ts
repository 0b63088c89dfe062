import { z } from 'zod';
import { runStatuses } from '../../../runners/sandboxes/contract.ts';
import { GradeResult } from '../../contract/verdict.ts';
import { SchemeName } from '../../scoring/index.ts';

/** The shapes of programs and of what comes back, as they travel between processes. */

const Evaluation = z.object({
	scheme: SchemeName,
	options: z.object({ first_n: z.number().exactOptional() }),
	suite: z.object({
		tests: z.array(z.string()),
		levels: z.array(z.object({ level: z.number(), weight: z.number(), tests: z.array(z.string()) })),
		groups: z.array(z.object({ tests: z.array(z.string()), points: z.number() })).optional(),
	}),
	priors: z.record(z.string(), z.object({ failRate: z.number(), costMs: z.number() })),
});

/** A submission but for its suite. */
const SubmissionShape = z.object({
	language: z.string(),
	code: z.string(),
	files: z.record(z.string(), z.string()).exactOptional(),
	evaluation: Evaluation.exactOptional(),
});

const ProgramFile = z.object({ name: z.string(), base64: z.string() });

const ProgramRunShape = z.object({
	language: z.string(),
	code: z.string(),
	files: z.array(ProgramFile).exactOptional(),
	args: z.array(z.string()).exactOptional(),
	stdin: z.string().exactOptional(),
	limits: z.object({ cpuMs: z.number(), wallMs: z.number(), memoryMb: z.number(), outputBytes: z.number() }),
	compileMs: z.number().exactOptional(),
	fetch: z.array(z.string()).exactOptional(),
});

export const JobShape = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('grade'), job: SubmissionShape }),
	z.object({ kind: z.literal('run'), job: ProgramRunShape }),
]);

const RunStage = z.object({
	status: z.enum(runStatuses).exclude(['killed']),
	exitCode: z.number(),
	signal: z.number(),
	cpuMs: z.number(),
	wallMs: z.number(),
	memoryKb: z.number(),
	stdout: z.string(),
	stderr: z.string(),
});

const RunResult = z.discriminatedUnion('ok', [
	z.object({ ok: z.literal(true), compile: RunStage.exactOptional(), run: RunStage.exactOptional(), files: z.array(ProgramFile) }),
	z.object({ ok: z.literal(false), fault: z.string() }),
]);

export const ResultShape = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('grade'), result: GradeResult }),
	z.object({ kind: z.literal('run'), result: RunResult }),
]);

import type { Problem } from '../../../testcases/schema.ts';
import type { Config } from '../../config.ts';
import type { BatchLine } from '../../contract/batch.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { type CliContext, interruptSignal } from '../context.ts';
import { readable } from '../readable.ts';
import { judgeSamples } from './judge.ts';
import { showProgress } from './progress.ts';
import type { BadLines } from './report.ts';
import { type EarlierResult, openResults, type ResultsFile } from './results-file.ts';
import { countSamples, type NumberedSample, readSamples } from './samples.ts';

export interface FileJob {
	readonly problems: ReadonlyMap<string, Problem>;
	/** Samples, JSONL. */
	readonly samples: string;
	/** What was read from that file already, where it is no JSONL of samples. */
	readonly read?: readonly NumberedSample[];
	/** Judged before those of the file, under identities of their own. */
	readonly extraSamples?: readonly NumberedSample[];
	/** Every sample is judged so many times more, each time under a name of its own. */
	readonly reruns?: number;
	/** Results, JSONL; what is there already is not judged again, unless `resume` is false. */
	readonly out: string;
	readonly resume: boolean;
	readonly config: Config;
	readonly badLines: BadLines;
	/** What else goes into a results line, e.g. a reward; an `AssayError` makes the sample a bad line. */
	readonly complete?: ((problem: Problem, line: BatchLine) => BatchLine) | undefined;
	/** Called once for each sample with its result, of this run or of an earlier one. */
	readonly onResult: (sample: NumberedSample, result: EarlierResult, earlier: boolean) => void;
}

/** Judges a file of samples into a file of results, line by line as each is done; interrupted, it can be called again and goes on. */
export async function judgeFile(job: FileJob, context: CliContext): Promise<void> {
	const { extraSamples = [], reruns = 0, out, badLines } = job;
	const total = (extraSamples.length + (job.read?.length ?? (await countSamples(job.samples)))) * (1 + reruns);
	await using results = await readable(out, openResults(out, job.resume));
	using interrupt = interruptSignal(context);
	await using engine = await context.engine.open(job.config, createLogger('error'));
	try {
		using progress = showProgress(context, total, results.earlier.size);
		await judgeSamples({
			problems: job.problems,
			complete: job.complete ?? ((_problem, line) => line),
			samples: notDone(allSamples(job), results, job.onResult),
			grader: engine.grader,
			languages: await engine.grader.languages(),
			signal: interrupt.signal,
			onResult: async (sample: NumberedSample, line: BatchLine) => {
				await results.append(line);
				job.onResult(sample, line, false);
				progress.advance();
			},
			onBadSample: ({ line }, message) => badLines.report(job.samples, line, message),
		});
	} catch (error) {
		if (interrupt.signal.aborted) context.stderr.write(`${out} holds what is done; the same command goes on from there\n`);
		throw error;
	}
}

async function* allSamples({ extraSamples = [], samples, read, reruns = 0, badLines }: FileJob): AsyncGenerator<NumberedSample> {
	yield* extraSamples;
	yield* read ?? readSamples(samples, badLines.report);
	for (let run = 1; run <= reruns; run++) {
		for (const sample of extraSamples) yield rerunOf(sample, run);
		// What is wrong with a line was reported the first time.
		for await (const sample of read ?? readSamples(samples, () => undefined)) yield rerunOf(sample, run);
	}
}

function rerunOf({ line, identity, sample }: NumberedSample, run: number): NumberedSample {
	return { line, sample, identity: rerunIdentity(identity, run), again: true };
}

/** What the results of a rerun are known by, and what they are a rerun of. */
const rerunIdentity = (identity: string, run: number): string => `rerun:${run}:${identity}`;
export const originalOf = (identity: string): string | undefined => /^rerun:\d+:(.*)$/s.exec(identity)?.[1];

/** Leaves out the samples that an earlier run has done, and tells of their results. */
async function* notDone(
	samples: AsyncIterable<NumberedSample>,
	{ earlier }: ResultsFile,
	onResult: FileJob['onResult'],
): AsyncGenerator<NumberedSample> {
	for await (const sample of samples) {
		const result = earlier.get(sample.identity);
		if (result === undefined) yield sample;
		else onResult(sample, result, true);
	}
}

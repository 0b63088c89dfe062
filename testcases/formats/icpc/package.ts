import { basename } from 'node:path';
import type { LabelledSample, ReadOptions } from '../contract.ts';
import type { ProblemInput } from '../record-format.ts';
import { readCases, readDataFlags, readGroups } from './data.ts';
import { fileNames } from './files.ts';
import { judgingOf, limitsOf, readSettings, titleOf } from './settings.ts';
import { readSubmissions } from './submissions.ts';
import { readValidator } from './validator.ts';

/** Reads one package; throws `RecordError` at what cannot be judged faithfully. */
export async function readPackage(root: string, options: ReadOptions): Promise<ProblemInput> {
	const id = basename(root);
	const settings = await readSettings(root);
	const judging = judgingOf(settings);
	const cases = await readCases(root);
	const flags = [settings.validator_flags ?? '', await readDataFlags(root)].filter((text) => text.trim() !== '').join(' ');
	const samples = await readSubmissions(root, id, options.onNote);
	const golden = goldenOf(samples);
	const groups = judging.scoring ? await readGroups(root, cases) : [];
	const judge = await judgeOf(root, flags, judging);
	if (options.onSample) samples.forEach(options.onSample);
	return {
		id,
		title: titleOf(settings),
		tests: cases.map((entry) => ({ ...entry, kind: judging.interactive ? ('interactive' as const) : ('stdio' as const) })),
		limits: await limitsOf(root, settings),
		...judge,
		...(golden === undefined ? {} : { golden }),
		...(groups.length > 0 ? { groups } : {}),
	};
}

/** The rule, the checker or the interactor. A package of 2023-07 has a validator without saying `custom`. */
async function judgeOf(
	root: string,
	flags: string,
	judging: { custom: boolean; interactive: boolean },
): Promise<Pick<ProblemInput, 'compare' | 'checker' | 'interactor'>> {
	if (judging.interactive) return { interactor: await readValidator(root, flags) };
	if (judging.custom || (await hasNewValidator(root))) return { checker: await readValidator(root, flags) };
	return { compare: { method: 'icpc', flags } };
}

async function hasNewValidator(root: string): Promise<boolean> {
	return (await fileNames(`${root}/output_validator`)).length > 0;
}

function goldenOf(samples: readonly LabelledSample[]): ProblemInput['golden'] {
	const accepted = samples.find((sample) => sample.expected === 'accepted');
	return accepted && { language: accepted.language, code: accepted.code };
}

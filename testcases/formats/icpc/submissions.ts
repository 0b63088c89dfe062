import type { LabelledSample, ReadOptions } from '../contract.ts';
import { fileNames, readText } from './files.ts';
import { languageOf } from './languages.ts';

/** Folders whose submissions have one verdict; those of others (partially_accepted, mixed...) have no label. */
const folderVerdicts: Readonly<Record<string, string>> = {
	accepted: 'accepted',
	wrong_answer: 'wrong_answer',
	time_limit_exceeded: 'time_limit',
	run_time_error: 'runtime_error',
};

const namedVerdicts: Readonly<Record<string, string>> = {
	ACCEPTED: 'accepted',
	CORRECT: 'accepted',
	WRONG_ANSWER: 'wrong_answer',
	TIME_LIMIT_EXCEEDED: 'time_limit',
	TIMELIMIT: 'time_limit',
	RUN_TIME_ERROR: 'runtime_error',
	'RUN-ERROR': 'runtime_error',
	COMPILER_ERROR: 'compile_error',
	OUTPUT_LIMIT: 'output_limit',
};

/** The single-file submissions of a package, by folder and name. */
export async function readSubmissions(root: string, problemId: string, note: ReadOptions['onNote']): Promise<readonly LabelledSample[]> {
	const samples: LabelledSample[] = [];
	for (const name of await fileNames(`${root}/submissions`)) {
		const [folder, file, ...deeper] = name.split('/');
		const language = languageOf(name);
		if (folder === undefined || file === undefined) continue;
		if (deeper.length > 0 || language === undefined) {
			note?.(`${problemId}: submission ${name} is left out: ${deeper.length > 0 ? 'part of several files' : 'unknown language'}`);
			continue;
		}
		const code = await readText(root, `submissions/${name}`);
		const expected = expectedOf(folder, code);
		samples.push({ id: `${problemId}/${name}`, problem_id: problemId, language, code, ...(expected === undefined ? {} : { expected }) });
	}
	return samples;
}

/** The folder's verdict, unless the source says another one with DOMjudge's `@EXPECTED_RESULTS@:`. */
function expectedOf(folder: string, code: string): string | undefined {
	const named = /@EXPECTED_RESULTS@:[ \t]*([A-Z_\-, \t]+)/.exec(code)?.[1];
	if (named === undefined) return Object.hasOwn(folderVerdicts, folder) ? folderVerdicts[folder] : undefined;
	const words = named.split(',').map((word) => word.trim());
	return words.length === 1 && Object.hasOwn(namedVerdicts, words[0] ?? '') ? namedVerdicts[words[0] ?? ''] : undefined;
}

import { z } from 'zod';
import { RecordError } from './contract.ts';
import { recordFormat } from './record-format.ts';

/** The headers that the official harness puts before a C++ program that does not name them. */
const cppHeaders = ['stdlib.h', 'algorithm', 'math.h', 'stdio.h', 'vector', 'string', 'climits', 'cstring', 'iostream'];

/**
 * In JavaScript the tests use console.assert, which only prints; the official
 * harness therefore fails a program that prints anything. Here a failed assertion
 * throws, so that it fails the run and printing does not.
 */
const throwingAssert =
	"console.assert = (condition, ...words) => { if (!condition) throw new Error(['assertion failed', ...words].join(' ')); };\n";

interface Dialect {
	readonly language: string;
	/** What comes before the prompt. */
	prelude(source: string): string;
	readonly testPrelude: string;
}

const dialects: Readonly<Record<string, Dialect>> = {
	CPP: {
		language: 'cpp',
		prelude: (source) =>
			cppHeaders
				.map((header) => `#include<${header}>`)
				.filter((line) => !source.includes(line))
				.map((line) => `${line}\n`)
				.join(''),
		testPrelude: '',
	},
	Java: { language: 'java', prelude: () => '', testPrelude: '' },
	JavaScript: { language: 'javascript', prelude: () => '', testPrelude: throwingAssert },
};

/** HumanEval-X: the program is prefix + completion + "\n" + test; the language is told by `task_id`. */
export const humanevalX = recordFormat({
	name: 'humaneval-x',
	describe: 'HumanEval-X (CodeGeeX) for C++, Java and JavaScript: task_id, prompt, declaration, canonical_solution, test',
	record: z.object({
		task_id: z.string(),
		prompt: z.string(),
		canonical_solution: z.string().nullish(),
		test: z.string(),
	}),
	matches: (record) => ['task_id', 'prompt', 'declaration', 'test'].every((field) => field in record),
	toProblem: ({ task_id, prompt, canonical_solution, test }) => {
		const key = task_id.slice(0, Math.max(0, task_id.indexOf('/')));
		const dialect = Object.hasOwn(dialects, key) ? dialects[key] : undefined;
		if (dialect === undefined)
			throw new RecordError(`task_id ${JSON.stringify(task_id.slice(0, 40))}: only ${Object.keys(dialects).join(', ')} are read`);
		const prefix = dialect.prelude(prompt) + prompt;
		return {
			id: task_id,
			prefix,
			tests: [{ id: 'main', kind: 'code', code: dialect.testPrelude + test }],
			...(canonical_solution ? { golden: { language: dialect.language, code: prefix + canonical_solution } } : {}),
		};
	},
});

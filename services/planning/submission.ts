import { domainOf, type Problem } from '../../testcases/schema.ts';
import { AssayError } from '../errors.ts';
import type { LanguageInfo, Submission } from '../execution/contract.ts';
import { extractProgram, withoutReasoning } from './extract.ts';
import { finalAnswer } from './final-answer.ts';
import { withPreamble } from './preamble.ts';

/** The part of a request or sample that says which program is meant. */
export interface ProgramRequest {
	readonly language: string;
	readonly code?: string | undefined;
	readonly completion?: string | undefined;
}

const fence = /^[ \t]*(?:`{3,}|~{3,})/m;

/**
 * The program that a request means. `code` is taken as it is. From a `completion`
 * the fenced program is taken; one without a fence, after its reasoning, continues
 * the problem's `prefix` where there is one (HumanEval), and is searched for a program
 * otherwise. For a math problem it is the final answer. The suite's preamble comes in
 * front. Throws `unknown_language` or `no_code`.
 */
export function toSubmission(problem: Problem, request: ProgramRequest, languages: readonly LanguageInfo[]): Submission {
	const language = findLanguage(request.language, languages);
	const { name } = language;
	const code = withPreamble(problem, name, programOf(problem, request, language));
	return { problem, language: name, code, ...(problem.together?.language === name ? { files: problem.together.files } : {}) };
}

function programOf(problem: Problem, { code, completion }: ProgramRequest, language: LanguageInfo): string {
	if (code !== undefined) return code;
	if (completion === undefined) throw new AssayError('invalid_request', 'needs exactly one of `code` and `completion`');
	if (domainOf(problem) === 'math') return answerIn(completion);
	const answer = withoutReasoning(completion);
	if (problem.prefix !== undefined && !fence.test(answer)) return problem.prefix + answer;
	const program = extractProgram(completion, language.name, language.aliases);
	if (program === null) {
		throw new AssayError('no_code', `the completion holds no ${language.title} program`, {
			hint: 'The last fenced block of the language is taken.',
		});
	}
	return program;
}

function answerIn(completion: string): string {
	const answer = finalAnswer(completion);
	if (answer === null) throw new AssayError('no_code', 'the completion holds no final answer', { hint: 'The last \\boxed{} is taken.' });
	return answer;
}

function findLanguage(wanted: string, languages: readonly LanguageInfo[]): LanguageInfo {
	const name = wanted.toLowerCase();
	const found = findByName(languages, name);
	if (found !== undefined) return found;
	const known = languages.map((language) => language.name).join(', ');
	throw new AssayError('unknown_language', `${JSON.stringify(wanted)} is not one of: ${known}`, {
		hint: 'GET /v1/languages lists them with their aliases.',
	});
}

/** The language of that name or alias. */
export function findByName(languages: readonly LanguageInfo[], name: string): LanguageInfo | undefined {
	return languages.find((language) => language.name === name || language.aliases.includes(name));
}

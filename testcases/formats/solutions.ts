import { parseText } from './json-text.ts';

/** The first of the published solutions: a list, or the JSON of one. */
export function firstSolution(field: string | readonly string[] | null | undefined): string | undefined {
	const list = typeof field === 'string' && field.trim() !== '' ? parseText(field, 'solutions') : field;
	const solution: unknown = Array.isArray(list) ? list[0] : undefined;
	return typeof solution === 'string' && solution.trim() !== '' ? unfenced(solution) : undefined;
}

/** The text of a fenced block that is the whole of a text; any other text as it is. */
export function unfenced(text: string): string {
	return /^\s*```[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
}

/** A reference solution as the field of a problem, when there is one. */
export function goldenOf(code: string | undefined, language = 'python'): { golden?: { language: string; code: string } } {
	return code === undefined ? {} : { golden: { language, code } };
}

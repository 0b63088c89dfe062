const command = /\\(?:boxed|fbox)\s*/g;

/**
 * What is inside the last `\boxed{}` (or `\fbox{}`) of a completion that is not empty and whose
 * braces are closed; null when there is none. Braces may be nested; `\{` and `\}` are none. One pass.
 */
export function finalAnswer(completion: string): string | null {
	let found: string | null = null;
	let end = 0;
	for (const { index, 0: text } of completion.matchAll(command)) {
		if (index < end) continue; // a box in a box
		const close = closingBrace(completion, index + text.length);
		if (close === undefined) continue;
		end = close;
		const answer = completion.slice(index + text.length + 1, close).trim();
		if (answer !== '') found = answer;
	}
	return found;
}

/** Answers are short; whatever goes on for longer is none. */
const longestAnswer = 10_000;

/** Where the brace that opens at `at` is closed. */
function closingBrace(text: string, at: number): number | undefined {
	if (text[at] !== '{') return undefined;
	const last = Math.min(text.length, at + longestAnswer);
	for (let index = at, depth = 0; index < last; index++) {
		if (text[index] === '\\') index++;
		else if (text[index] === '{') depth++;
		else if (text[index] === '}' && --depth === 0) return index;
	}
	return undefined;
}

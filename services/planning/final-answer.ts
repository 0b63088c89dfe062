const command = /\\(?:boxed|fbox)\s*/g;

/**
 * What is inside the last `\boxed{}` (or `\fbox{}`) of a completion that is not empty and whose
 * braces are closed; null when there is none. Braces may be nested; `\{` and `\}` are none. One pass.
 */
export function finalAnswer(completion: string): string | null {
	const closes = closingBraces(completion);
	let found: string | null = null;
	let end = 0;
	for (const { index, 0: text } of completion.matchAll(command)) {
		if (index < end) continue; // a box in a box
		const open = index + text.length;
		const close = closes.get(open);
		if (close === undefined || close - open >= longestAnswer) continue;
		end = close;
		const answer = completion.slice(open + 1, close).trim();
		if (answer !== '') found = answer;
	}
	return found;
}

/** Answers are short; whatever goes on for longer is none. */
const longestAnswer = 10_000;

/** Where each brace that is opened is closed. */
function closingBraces(text: string): ReadonlyMap<number, number> {
	const open: number[] = [];
	const closes = new Map<number, number>();
	for (let index = 0; index < text.length; index++) {
		if (text[index] === '\\') index++;
		else if (text[index] === '{') open.push(index);
		else if (text[index] === '}') {
			const at = open.pop();
			if (at !== undefined) closes.set(at, index);
		}
	}
	return closes;
}

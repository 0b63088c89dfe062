/** The scripts that people write in today, by their names in Unicode; letters of others are of no script that a prompt is in. */
const scripts = (
	'Latin Greek Cyrillic Armenian Hebrew Arabic Syriac Thaana Nko Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada ' +
	'Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Hangul Ethiopic Cherokee Canadian_Aboriginal Khmer Mongolian Han Hiragana ' +
	'Katakana Bopomofo Yi Tifinagh Javanese Balinese Sundanese Vai Adlam'
).split(' ');
const patterns = new Map(scripts.map((script) => [script, new RegExp(String.raw`\p{scx=${script}}`, 'u')]));
const letter = /\p{L}/gu;

/**
 * The share, 0 to 1, of a completion's letters that are of no script of the prompt: the mixing of
 * languages that a policy drifts into when only its answers are paid. A letter that several scripts
 * have is of each, and one of no script in particular, as in mathematics, of all. 0 where there are no letters.
 */
export function foreignLetterShare(prompt: string, completion: string): number {
	const letters = completion.match(letter)?.length ?? 0;
	if (letters === 0) return 0;
	const asked = prompt.match(letter)?.join('') ?? '';
	const own = [...patterns].flatMap(([script, pattern]) => (pattern.test(asked) ? [String.raw`\p{scx=${script}}`] : []));
	if (own.length === 0) return 1;
	const familiar = completion.match(new RegExp(String.raw`(?=\p{L})[${own.join('')}\p{scx=Common}]`, 'gu'))?.length ?? 0;
	return (letters - familiar) / letters;
}

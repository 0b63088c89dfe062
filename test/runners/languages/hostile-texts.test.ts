import { describe, expect, it } from 'vitest';
import { languages } from '../../../runners/languages/index.ts';

const length = 100_000;
const texts = { 'line feeds': '\n', blanks: ' ', 'open brackets': '(', 'includes that are none': '#include', 'slashes and stars': '/*' };
const budget = { cpuMs: 1000, wallMs: 3000, memoryMb: 256 };

/** What is done with a program outside of its sandbox stops everybody else for as long as it takes. */
describe('A text that is laid out, and commands made for it, in a time that grows as the text does', () => {
	it.each(languages.map((language) => [language.name, language] as const))('%s', (_name, language) => {
		for (const [name, part] of Object.entries(texts)) {
			const code = part.repeat(length);
			const started = performance.now();
			const source = language.layout(code);
			language.compileServer?.refuses?.(code);
			language.compileServer?.arguments(source);
			language.compile?.(source);
			language.run(source, budget);
			language.launcher?.command('stdio', code, budget);
			language.joinTest?.(code, code, 'mark', 'solve');
			expect(performance.now() - started, name).toBeLessThan(1000);
		}
	});
});

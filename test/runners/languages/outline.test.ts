import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankLiterals } from '../../../runners/languages/blank-literals.ts';
import { java } from '../../../runners/languages/java/manifest.ts';

const started = (code: string) => {
	const source = java.layout(code);
	return { file: source.main, main: java.run(source, { memoryMb: 256 }).at(-1) };
};
const main = '{ public static void main(String[] args) { } }';

describe('A Java source is compiled and started by what it declares', () => {
	it.each([
		['the public class', `class A ${main} public class B ${main}`, 'B.java', 'B'],
		['the class with main, where none is public', `class A { class Inner ${main} } class B ${main}`, 'B.java', 'B'],
		['the class with main, where a public one has none', `public interface A { } class B ${main}`, 'A.java', 'B'],
		['the class Main, where several have a main', `class A ${main} class Main ${main}`, 'Main.java', 'Main'],
		['a class in a package', `package a.b ; public class C ${main}`, 'C.java', 'a.b.C'],
		['modifiers in any order', 'class A { } class B { static final synchronized public void main(final String... a) { } }', 'B.java', 'B'],
		[
			'not what comments and strings say',
			`// public class No\n/* public class No */ class A { String s = "} public class No {"; } class B ${main}`,
			'B.java',
			'B',
		],
		['not what a text block says', `class A { String s = """\n public class No { " """; } class B ${main}`, 'B.java', 'B'],
		['Main, where there is no class', 'int x;', 'Main.java', 'Main'],
		['Main, where the name is too long for a file', `public class ${'A'.repeat(300)} { }`, 'Main.java', 'A'.repeat(300)],
	])('%s', (_, code, file, name) => {
		expect(started(code)).toEqual({ file, main: name });
	});
});

describe('Blanking comments and literals', () => {
	it.each([
		['a = "x\\"}" + b; // }', 'a =        + b;     '],
		["c = '}'; d = 1'000'000;", "c =    ; d = 1'000'000;"],
		['s = R"x(} )" )x";', 's =             ;'],
	])('%s', (code, blanked) => {
		expect(blankLiterals(code)).toBe(blanked);
	});

	it('keeps every position and line of any text', () => {
		const text = fc
			.array(fc.constantFrom('"', "'", '//', '/*', '*/', 'R"(', ')"', '"""', '\\', '\n', '{', '1', 'x', ' '))
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(text, (code) => {
				const blanked = blankLiterals(code);
				return blanked.length === code.length && [...code].every((c, at) => (c === '\n') === (blanked[at] === '\n'));
			}),
		);
	});
});

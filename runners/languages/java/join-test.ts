import { mainType, type Outline, outline } from './outline.ts';

/**
 * One source of a candidate's code and a test class with `main`, as HumanEval-X has
 * them. A public class of ours calls that `main` with asserts enabled and says the
 * mark after it has returned; `System.exit` or an exception on the way never
 * comes to that.
 */
export function joinTest(code: string, test: string, passedMark: string): string {
	const [ofCode, ofTest] = [outline(code), outline(test)];
	const tested = mainType(ofTest);
	const imports = ofTest.imports.map(({ start, end }) => test.slice(start, end)).join(' ');
	return [
		withImports(withoutPublic(code, ofCode), ofCode, imports),
		withoutImports(withoutPublic(test, ofTest), ofTest),
		`public class AssayTest${passedMark} {`,
		'	public static void main(String[] arguments) throws Throwable {',
		'		java.io.OutputStream out = new java.io.FileOutputStream(java.io.FileDescriptor.out);',
		'		java.lang.ClassLoader.getSystemClassLoader().setDefaultAssertionStatus(true);',
		`		${tested?.name ?? 'Main'}.main(arguments);`,
		'		java.lang.System.out.flush();',
		`		out.write("\\n${passedMark}\\n".getBytes());`,
		'		java.lang.Runtime.getRuntime().halt(0);',
		'	}',
		'}',
		'',
	].join('\n');
}

/** Same length: one source file may hold one public class only, and that is ours. */
function withoutPublic(code: string, { types }: Outline): string {
	return blankOut(
		code,
		types.flatMap(({ publicAt }) => (publicAt === undefined ? [] : [{ start: publicAt, end: publicAt + 'public'.length }])),
	);
}

function withoutImports(code: string, { imports }: Outline): string {
	return blankOut(code, imports);
}

/** Imports go behind the package declaration, and stay on one line so that line numbers do not move. */
function withImports(code: string, { package: packageName }: Outline, imports: string): string {
	const at = packageName === undefined ? 0 : code.indexOf(';') + 1;
	return imports === '' ? code : `${code.slice(0, at)}${imports} ${code.slice(at)}`;
}

function blankOut(code: string, ranges: readonly { readonly start: number; readonly end: number }[]): string {
	let out = '';
	let at = 0;
	for (const { start, end } of ranges) {
		out += code.slice(at, start) + code.slice(start, end).replace(/[^\n]/g, ' ');
		at = end;
	}
	return out + code.slice(at);
}

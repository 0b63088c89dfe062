import { blankLiterals } from '../blank-literals.ts';
import type { Source } from '../contract.ts';

/*
 * Half of the start of a virtual machine goes into the modules that it has. The lean runtime has
 * few: those that nearly every program is content with. Which other modules a program
 * may need shows in its text, since their classes have to be named, and no method of the
 * lean ones gives one away: the words below begin or end the names of all packages beside
 * those of the lean runtime, or are how classes are looked up by a text. A program
 * that has one of them for another reason runs on the whole of Java, and only starts more slowly.
 */

const packages = /\b(?:applet|awt|beans|com|http|instrument|java[cx]|jdk|management|netscape|org|prefs|rmi|sql|sun)\b/;
const lookups = /\b(?:ServiceLoader|ToolProvider|ModuleLayer|getModule|forName|loadClass|findClass|findSystemClass)\b/;
/** Of locales, the lean runtime knows English alone. */
const locales = /\bLocale\b(?!\s*(?:;|\.\s*(?:US|ENGLISH|ROOT)\b))/;
const escapes = /\\u/;

/** Whether the lean runtime is enough for a program. */
export function isLean({ files }: Source): boolean {
	return files.every(({ content }) => {
		const code = blankLiterals(content);
		return ![packages, lookups, locales, escapes].some((word) => word.test(code));
	});
}

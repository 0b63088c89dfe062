/*
 * Half of the start of a virtual machine goes into the modules that it has. The lean runtime has
 * few: those that nearly every program is content with. Which other modules a program
 * may need shows in its text, since their classes have to be named, and no method of the
 * lean ones gives one away: the words below are part of the names of all packages beside
 * those of the lean runtime, or are how classes are looked up by a text. A program
 * that has one of them for another reason runs on the whole of Java, and only starts more slowly.
 */

const packages = /\b(?:applet|awt|beans|com|http|instrument|java[cx]|jdk|management|netscape|org|prefs|rmi|sql|sun)\b/;
const lookups = /\b(?:ServiceLoader|ToolProvider|ModuleLayer|getModule|forName|loadClass|findClass|findSystemClass)\b/;
/** Of locales, the lean runtime knows English alone. */
const locales = /\bLocale\b(?!\s*(?:;|\.\s*(?:US|ENGLISH|ROOT)\b))/;
/** Where a letter may hide. */
const escapes = /\\u/;

/** Whether the lean runtime is enough for a program; `readable` takes out of a text what cannot name a class. */
export function isLean(texts: readonly string[], readable = (text: string) => text): boolean {
	return texts.every((text) => !escapes.test(text) && ![packages, lookups, locales].some((words) => words.test(readable(text))));
}

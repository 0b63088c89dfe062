const languages: Readonly<Record<string, string>> = {
	c: 'c',
	cc: 'cpp',
	cpp: 'cpp',
	cxx: 'cpp',
	'c++': 'cpp',
	java: 'java',
	py: 'python',
	py3: 'python',
	js: 'javascript',
	go: 'go',
	rs: 'rust',
	kt: 'kotlin',
};

/** The language of a source file by its ending; headers and data have none. */
export function languageOf(name: string): string | undefined {
	const ending = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	return Object.hasOwn(languages, ending) ? languages[ending] : undefined;
}

const languages: ReadonlyMap<string, string> = new Map([
	['.py', 'python'],
	['.c', 'c'],
	['.cc', 'cpp'],
	['.cpp', 'cpp'],
	['.cxx', 'cpp'],
	['.java', 'java'],
	['.js', 'javascript'],
	['.mjs', 'javascript'],
	['.cjs', 'javascript'],
	['.ts', 'typescript'],
	['.go', 'go'],
	['.rs', 'rust'],
	['.cs', 'csharp'],
	['.rb', 'ruby'],
	['.php', 'php'],
	['.pl', 'perl'],
	['.lua', 'lua'],
	['.sh', 'bash'],
	['.hs', 'haskell'],
	['.kt', 'kotlin'],
	['.swift', 'swift'],
]);

/** The language that a file name extension (`.py`) stands for. */
export const languageOf = (extension: string): string | undefined => languages.get(extension.toLowerCase());

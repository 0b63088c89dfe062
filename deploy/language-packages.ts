import { findLanguage, languages } from '../runners/languages/index.ts';

/** Prints a line `name|packages|folders|makers` for each language that is asked for and comes in packages: `all`, or names with commas between them. */
const asked = process.argv[2] ?? '';
const wanted = asked === 'all' ? languages : asked.split(',').map((name) => findLanguage(name) ?? unknown(name));
for (const { name, packages, answers, folders = [], makers = [] } of wanted) {
	if (packages.length > 0 && !answers) console.log([name, packages.join(' '), folders.join(' '), makers.join(' ')].join('|'));
}

function unknown(name: string): never {
	console.error(`there is no language ${name}; there are: ${languages.map((language) => language.name).join(', ')}`);
	process.exit(1);
}

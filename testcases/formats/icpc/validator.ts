import { RecordError } from '../contract.ts';
import type { ProblemInput } from '../record-format.ts';
import { fileNames, folderNames, readText } from './files.ts';
import { languageOf } from './languages.ts';

const scripts = new Set(['build', 'run', 'Makefile', 'CMakeLists.txt']);

/** The output validator of a package, with every file of its folder: as a checker, or as the interactor. */
export async function readValidator(root: string, flags: string): Promise<NonNullable<ProblemInput['checker']>> {
	const folder = await validatorFolder(root);
	const names = (await fileNames(`${root}/${folder}`)).filter((name) => !/\.(?:md|txt|class|o)$/.test(name) || scripts.has(name));
	if (names.some((name) => scripts.has(name))) throw new RecordError(`${folder}: its validator has a build script, which is not run`);
	const languages = new Set(names.map(languageOf).filter((language) => language !== undefined));
	const [language] = languages;
	if (language === undefined || languages.size > 1) throw new RecordError(`${folder}: needs source files of one known language`);
	const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readText(root, `${folder}/${name}`)])));
	return { protocol: 'icpc', language, files, ...(flags === '' ? {} : { flags }) };
}

async function validatorFolder(root: string): Promise<string> {
	for (const folder of ['output_validators', 'output_validator']) {
		const files = (await fileNames(`${root}/${folder}`)).filter((name) => !name.includes('/'));
		if (files.some((name) => languageOf(name) !== undefined)) return folder;
		const folders = await folderNames(`${root}/${folder}`);
		if (folders.length > 1) throw new RecordError(`${folder}: has several validators`);
		if (folders[0] !== undefined) return `${folder}/${folders[0]}`;
	}
	throw new RecordError('custom validation, but no output validator');
}

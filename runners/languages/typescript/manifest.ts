import { nodeLanguage } from '../javascript/manifest.ts';

/** TypeScript by Node, which strips the types and does not check them; enums, namespaces and parameter properties are transformed. */
export const typescript = nodeLanguage({
	name: 'typescript',
	aliases: ['ts'],
	title: 'TypeScript (Node.js, types stripped)',
	main: 'main.ts',
});

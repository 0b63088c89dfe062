'use strict';
/* Makes a program without types of one with types. As a command: of one file another, or the error on stderr. */
const { readFileSync, writeFileSync } = require('node:fs');
const { stripTypeScriptTypes } = require('node:module');

/** Types are taken away; what is more than a type (enums, namespaces, parameter properties) becomes JavaScript. Throws a SyntaxError. */
const stripTypes = (text) => stripTypeScriptTypes(text, { mode: 'transform' });

module.exports = { stripTypes };

if (require.main === module) {
	const [, , from, to] = process.argv;
	try {
		writeFileSync(to, stripTypes(readFileSync(from, 'utf8')));
	} catch (error) {
		console.error(`${from}: ${error.name}: ${error.message}`);
		process.exitCode = 1;
	}
}

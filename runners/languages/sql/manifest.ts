import { type Language, programFolder } from '../contract.ts';

/** `readfile` asks for the size of its file, which a pipe does not have; so the input becomes a file, whose name is gone when the program begins. */
const runScript = 'cat >input && exec <input && rm input && exec sqlite3 -batch -bail :memory: ".read $0"';

/** SQL by the shell of SQLite, on an empty database; the input is `/dev/stdin`, for `.import` as for `readfile`. */
export const sql: Language = {
	name: 'sql',
	aliases: ['sqlite', 'sqlite3'],
	title: 'SQL (SQLite)',
	version: ['sqlite3', '--version'],
	packages: ['sqlite3'],
	layout: (code) => ({ files: [{ name: 'main.sql', content: code }], main: 'main.sql' }),
	compile: ({ main }) => ['sh', '/assay/languages/sql/check.sh', main],
	run: ({ main }) => ['sh', '-c', runScript, `${programFolder}/${main}`],
	timeMultiplier: 1,
	memoryMultiplier: 1,
	runtimeMemoryMb: 8,
	maxProcesses: 16,
};

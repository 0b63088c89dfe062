'use strict';
/* Does beforehand what a process does only the first time, on streams of our own, so that no test has to. */
const { closeSync, readSync, writeSync } = require('node:fs');
const { createRequire } = require('node:module');
const { Socket } = require('node:net');
const readline = require('node:readline');
const { compile, path } = require('./program.cjs');

const text = '1 2\n3 4\n';
const program = `
	const lines = require('fs').readFileSync(input, 'utf8').trim().split('\\n');
	const sums = lines.map((line) => line.split(/\\s+/).map(Number).reduce((a, b) => a + b, 0));
	console.log(sums.join(' '));
	console.log(sums, 'a', 1, [1, 2]);
	process.stdout.write(sums.length + '\\n');
`;

/** What has been written to standard output is read again: in a launcher the two are the ends of one pipe. */
function takeBack() {
	readSync(0, Buffer.alloc(1 << 12));
}

function filled(pipe) {
	const [read, write] = pipe();
	writeSync(write, text);
	closeSync(write);
	return read;
}

const asInput = (pipe) => new Socket({ fd: filled(pipe), readable: true, writable: false, manualStart: true });
const until = (emitter, event) => new Promise((resolve) => emitter.once(event, resolve));

async function byEvents(pipe) {
	const input = asInput(pipe);
	let seen = '';
	input.setEncoding('utf8').on('data', (chunk) => {
		seen += chunk;
	});
	await until(input, 'end');
	return seen;
}

async function byLines(pipe) {
	const lines = readline.createInterface({ input: asInput(pipe), crlfDelay: Infinity });
	const seen = [];
	lines.on('line', (line) => seen.push(line));
	await until(lines, 'close');
	for await (const line of readline.createInterface({ input: asInput(pipe) })) seen.push(line);
	return seen;
}

function atOnce(pipe) {
	const input = filled(pipe);
	const run = compile(program.replace('input', String(input)));
	run.call({}, {}, createRequire(path), {}, path, '/prog');
	takeBack();
	closeSync(input);
}

const times = 3;

/** `pipe()` gives two ends; `letGo()` lets go of what only the start has used, before the last time. */
async function rehearse(pipe, letGo) {
	for (let i = 0; i < times; i++) {
		if (i === times - 1) letGo();
		atOnce(pipe);
		await byEvents(pipe);
		await byLines(pipe);
	}
	await import('./rehearsal.mjs');
	takeBack();
	await new Promise((resolve) => setTimeout(resolve, 0));
}

module.exports = { rehearse };

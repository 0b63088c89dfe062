'use strict';
/*
 * A candidate's program as a server of its own functions, for `call` and `code` tests.
 * Runs in the candidate's process, so nothing here is trusted by anyone: whatever comes
 * out of the channel is data, judged elsewhere. As a process of its own its argument is
 * the mode, call or serve.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { pathToFileURL } = require('node:url');
const { readLine, write } = require('./channel.cjs');
const { path, compile } = require('./program.cjs');
const { encoder, decode, toLine, fromLine } = require('./values.cjs');

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const lookUp = '(name) => eval(name)';
const { exit } = process;

class MissingEntryPoint extends Error {}

/** Compiles the program; what comes runs it, as Node would, and gives what finds a name in its scope. */
function prepare(code) {
	const run = compile(code, `\n;return ${lookUp};`);
	if (run === undefined) return () => importModule(code);
	return async () => {
		const module = { exports: {} };
		const find = run.call(module.exports, module.exports, createRequire(path), module, path, '/prog');
		return { find, exported: module.exports };
	};
}

async function importModule(code) {
	const copy = '/box/main.mjs';
	writeFileSync(copy, `${code}\n;export const assayLookUp = ${lookUp};`);
	const space = await import(pathToFileURL(copy).href);
	return { find: space.assayLookUp, exported: space };
}

function inScope(find, name) {
	try {
		return find(name);
	} catch (error) {
		if (error instanceof ReferenceError) return undefined;
		throw error;
	}
}

/** `f`, or a method of the class Solution, of which a test has one. */
function entryPoint(space, name) {
	const { find, exported } = space;
	if (identifier.test(name)) {
		const own = inScope(find, name) ?? exported?.[name];
		if (own !== undefined) return own;
		const solution = inScope(find, 'Solution');
		if (typeof solution === 'function' && typeof solution.prototype?.[name] === 'function') {
			space.instance ??= new solution();
			return space.instance[name].bind(space.instance);
		}
	}
	throw new MissingEntryPoint(name);
}

async function callOnce(space) {
	const { entry_point, args } = fromLine(readLine());
	let called;
	try {
		called = entryPoint(space, entry_point);
	} catch (error) {
		if (!(error instanceof MissingEntryPoint)) throw error;
		return write(toLine({ missing: entry_point }));
	}
	write(toLine({ value: plain(await called(...args.map(wholeNumbers)), 0) }));
}

/** Integers that a double cannot hold come as {"$int": digits}. */
function wholeNumbers(data) {
	if (Array.isArray(data)) return data.map(wholeNumbers);
	if (typeof data !== 'object' || data === null) return data;
	if (Object.keys(data).length === 1 && '$int' in data) return BigInt(data.$int);
	return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, wholeNumbers(value)]));
}

function plain(value, depth) {
	if (depth > 200) throw new RangeError('the returned value is too deep');
	const inner = (item) => plain(item, depth + 1);
	if (value === undefined || value === null) return null;
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'bigint') return { $int: String(value) };
	if (typeof value === 'number') {
		if (Number.isFinite(value)) return Number.isInteger(value) && !Number.isSafeInteger(value) ? { $int: String(BigInt(value)) } : value;
		return { $float: String(value).replace('Infinity', 'inf').toLowerCase() };
	}
	if (Array.isArray(value)) return Array.from(value, inner);
	if (value instanceof Map) return { $dict: [...value].map(([key, item]) => [inner(key), inner(item)]) };
	if (typeof value === 'object') return { $dict: Object.entries(value).map(([key, item]) => [key, inner(item)]) };
	return { $other: typeof value };
}

async function serve(space) {
	const kept = [];
	const keep = (value) => kept.push(value) - 1;
	const resolve = (number) => kept[number];
	for (let line = readLine(); line !== undefined; line = readLine()) {
		write(toLine(await answerTo(fromLine(line), { space, keep, resolve })));
	}
}

async function answerTo(request, { space, keep, resolve }) {
	const encode = encoder(keep);
	try {
		const { value, args } = perform(request, space, resolve);
		const answer = value instanceof Promise ? { promise: await settled(value, encode) } : { value: encode(value) };
		return { id: request.id, ...answer, args: encode(args) };
	} catch (error) {
		if (error instanceof MissingEntryPoint) return { id: request.id, missing: error.message };
		return { id: request.id, ...thrown(error, encode) };
	}
}

async function settled(promise, encode) {
	try {
		return { value: encode(await promise) };
	} catch (error) {
		return thrown(error, encode);
	}
}

function thrown(error, encode) {
	console.error(error);
	return error instanceof Error
		? { raised: kindsOf(error), text: String(error.message), own: encode({ ...error }) }
		: { thrown: encode(error) };
}

/** Its name, and those of the classes that it is of. */
function kindsOf(error) {
	const kinds = [String(error.name)];
	for (let of = error; of !== null; of = Object.getPrototypeOf(of)) kinds.push(String(of.constructor?.name));
	return kinds;
}

/** The value that was asked for, and the arguments as they are afterwards. */
function perform(request, space, resolve) {
	const { do: what, name } = request;
	if (what === 'find') {
		entryPoint(space, name);
		return { value: undefined, args: [] };
	}
	if (what === 'value') return { value: entryPoint(space, name), args: [] };
	if (what === 'is') return { value: resolve(request.handle) instanceof resolve(request.of), args: [] };
	if (what === 'get') return { value: resolve(request.handle)[name], args: [] };
	if (what === 'set') {
		resolve(request.handle)[name] = decode(request.value, resolve);
		return { value: undefined, args: [] };
	}
	const args = decode(request.args, resolve);
	if (what === 'new') return { value: new (name === undefined ? resolve(request.handle) : entryPoint(space, name))(...args), args };
	if (request.handle === undefined) return { value: entryPoint(space, name)(...args), args };
	const owner = resolve(request.handle);
	return { value: name === undefined ? owner(...args) : owner[name](...args), args };
}

/** Loads the program and does what the mode says; `prepared` comes of `prepare`. */
async function main(mode, prepared) {
	try {
		const space = await prepared();
		if (mode === 'call') return await callOnce(space);
		await serve(space);
		exit(0); // nobody asks any more: what it still does is of no account
	} catch (error) {
		console.error(error);
		exit(1);
	}
}

module.exports = { prepare, main };

if (require.main === module) main(process.argv[2], async () => prepare(readFileSync(path, 'utf8'))());

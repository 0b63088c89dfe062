'use strict';
/*
 * Test code in a process of its own, in a sandbox in which no candidate runs. Every name
 * that the test code uses and does not define is of the candidate's program: a function,
 * reached through the host, and asked for what it is only where it is not just called.
 * See judge.py for what is said on the channel, and why.
 */
const { readLine, write } = require('./channel.cjs');
const { NotOffered, isForJest, openJest } = require('./own-jest.cjs');
const { Uncarriable, TooLarge, encoder, decode, toLine, fromLine } = require('./values.cjs');

/** Ends a test; `result` is the judge's word on it. */
class Over extends Error {
	constructor(result) {
		super(result.result);
		this.result = result;
	}
}

/** What stands for something of the candidate can be called, and made an object of; an arrow function could not. */
function callable() {}

/** The candidate as the test in hand sees it. */
class Candidate {
	/** How many questions there were. */
	asked = 0;
	#foreseen;
	/** By what stands for it here: the number and the type of what stays with the candidate. */
	#handles = new Map();
	/** By errors that stand for errors of the program: the names of the classes that those are of. */
	#kinds = new WeakMap();
	/** The first thing that ended the test, in case that the test caught it. */
	over;
	raised;
	firstCall;
	/** Whether an object that stayed with the program had a say. */
	ownObjects = false;

	/** `foreseen`: the one call that is expected, and what came of it. */
	constructor(foreseen) {
		this.#foreseen = foreseen;
	}

	ask(request, args = []) {
		this.ownObjects ||= request.handle !== undefined;
		const line = toLine({ id: ++this.asked, ...request });
		const answer = this.#foreseen === undefined ? this.#converse(line) : this.#lookUp(line);
		if (answer[0] === 'G'.charCodeAt(0)) throw this.#end({ result: 'gone' });
		let said;
		try {
			said = fromLine(answer.subarray(1));
			if (said.id !== this.asked) throw new TypeError('an answer out of turn');
		} catch (error) {
			throw this.#broken(error);
		}
		if ('missing' in said) throw this.#end({ result: 'missing', reason: wordOf(said.missing) });
		if ('raised' in said || 'thrown' in said) throw this.#raise(said);
		return this.#accept(said, args);
	}

	call(target, args) {
		return this.ask({ do: 'call', ...target, args: this.#encode([...args]) }, args);
	}

	encode(value) {
		return this.#encode(value);
	}

	/** Stands for a function of the program; `new` makes an object of the program. `number`: of its handle, by which it has members. */
	function(name, number) {
		const members = number === undefined ? {} : { get: this.#getter(number, name), set: this.#setter(number) };
		return new Proxy(callable, {
			apply: (_target, _self, args) => this.call({ name }, args),
			construct: (_target, args) => this.#make({ name }, args),
			...members,
		});
	}

	/** Whatever the program has under a name; without `must`, undefined where it has nothing. */
	value(name, must = true) {
		let value;
		try {
			value = this.ask({ do: 'value', name });
		} catch (error) {
			if (must || this.over?.result.result !== 'missing') throw error;
			this.over = undefined;
			return undefined;
		}
		const handle = this.#handles.get(value);
		if (handle?.name === 'function') return this.function(name, handle.number);
		this.ownObjects = true;
		return value;
	}

	/** Whether it stands for an error of the program. */
	threw(error) {
		return this.#kinds.has(error);
	}

	#make(target, args) {
		return this.ask({ do: 'new', ...target, args: this.#encode([...args]) }, args);
	}

	#encode(value) {
		const handles = this.#handles;
		try {
			return encoder((inner) => {
				const handle = handles.get(inner);
				if (handle === undefined) throw new Uncarriable(`an argument of type ${typeof inner}`);
				return handle.number;
			})(value);
		} catch (error) {
			// After the first answer it may be the program that made it so, and the way out of this process is not its to choose.
			if (error instanceof TooLarge && this.asked > 0) throw this.#end({ result: 'raised', reason: error.message });
			if (error instanceof Uncarriable) throw this.#end({ result: 'uncarriable', reason: error.message });
			throw error;
		}
	}

	#converse(line) {
		write(Buffer.concat([Buffer.from('C'), line]));
		return readLine() ?? Buffer.from('G');
	}

	#lookUp(line) {
		const call = line.subarray(0, -1).toString();
		this.firstCall ??= call;
		if (this.asked === 1 && call === this.#foreseen.call) return this.#foreseen.answer;
		throw this.#end({ result: 'more', call: this.firstCall });
	}

	#accept(said, args) {
		const resolve = this.#resolve;
		try {
			for (const [index, after] of said.args.entries()) putBack(args[index], decode(after, resolve));
			if (said.promise === undefined) return decode(said.value, resolve);
			if ('raised' in said.promise || 'thrown' in said.promise) return Promise.reject(this.#raise(said.promise));
			return Promise.resolve(decode(said.promise.value, resolve));
		} catch (error) {
			throw this.#broken(error);
		}
	}

	#resolve = (number, name) => this.#kept(number, name);

	/** Stands for a value that stays in the candidate's process; what it gives is data again. */
	#kept(number, name) {
		const proxy = new Proxy(callable, {
			apply: (_target, _self, args) => this.call({ handle: number }, args),
			construct: (_target, args) => this.#make({ handle: number }, args),
			get: this.#getter(number, undefined),
			set: this.#setter(number),
		});
		this.#handles.set(proxy, { number, name });
		return proxy;
	}

	/** Members of what has this number. A method is called on its object; `name` is that of a class, which errors may be of. */
	#getter(number, name) {
		const has = (value) => {
			const handle = this.#handles.get(value);
			if (handle === undefined) return this.#kinds.get(value)?.includes(name) === true;
			return this.ask({ do: 'is', handle: handle.number, of: number });
		};
		return (_target, key) => {
			if (key === Symbol.hasInstance) return has;
			if (typeof key === 'symbol' || key === 'then') return undefined;
			const value = this.ask({ do: 'get', handle: number, name: key });
			if (this.#handles.get(value)?.name !== 'function') return value;
			return new Proxy(value, { apply: (_method, _self, args) => this.call({ handle: number, name: key }, args) });
		};
	}

	#setter(number) {
		return (_target, key, value) => {
			this.ask({ do: 'set', handle: number, name: String(key), value: this.#encode(value) });
			return true;
		};
	}

	/** What the program has thrown: an error of the builtin kind that it is one of, or whatever else it was. */
	#raise(said) {
		try {
			this.raised = 'thrown' in said ? decode(said.thrown, this.#resolve) : errorOf(said, decode(said.own, this.#resolve));
			if ('raised' in said) this.#kinds.set(this.raised, said.raised.map(wordOf));
		} catch (error) {
			throw this.#broken(error);
		}
		return this.raised;
	}

	#broken(error) {
		return this.#end({ result: 'raised', reason: `the program broke the channel: ${error.message}`.slice(0, 300), forged: true });
	}

	#end(result) {
		this.over ??= new Over(result);
		return this.over;
	}
}

/** A text of the candidate's; an object would be asked for one, and throw. */
const wordOf = (said) => (typeof said === 'string' ? said : '');

const errors = { __proto__: null, RangeError, TypeError, ReferenceError, SyntaxError, URIError, EvalError };

function errorOf({ raised, text }, own) {
	const kind = errors[raised.find((name) => Object.hasOwn(errors, name))] ?? Error;
	const error = new kind(wordOf(text));
	if (wordOf(raised[0]) !== error.name) error.name = wordOf(raised[0]);
	for (const [key, value] of Object.entries(own)) Object.defineProperty(error, key, { value, ...ordinary });
	return error;
}

/** Makes a mutable argument what the candidate's copy of it has become. */
function putBack(before, after) {
	if (Array.isArray(before) && Array.isArray(after)) before.splice(0, before.length, ...after);
	else if (before instanceof Map && after instanceof Map) refill(before, after, (map, [key, value]) => map.set(key, value));
	else if (before instanceof Set && after instanceof Set) refill(before, after, (set, value) => set.add(value));
	else if (isPlain(before) && isPlain(after)) {
		for (const key of Object.keys(before)) delete before[key];
		for (const [key, value] of Object.entries(after)) Object.defineProperty(before, key, { value, ...ordinary });
	}
}

const ordinary = { enumerable: true, configurable: true, writable: true };

function refill(before, after, add) {
	before.clear();
	for (const item of after) add(before, item);
}

const isPlain = (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

class AssertionFailed extends Error {}

/** In code: what is no code, and names that are not called, or asked only for their type. */
const noCode = /\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
const usedAsValue = /(?<![\w$]|(?<!\.\.)\.|[{,]\s*(?=[\w$]+\s*:))([A-Za-z_$][\w$]*)(?![\w$]|\s*\()/g;
const memberAsValue = /(?<!\.)\.([A-Za-z_$][\w$]*)(?![\w$]|\s*\()/g;
const typeOnly = /\btypeof\s+([A-Za-z_$][\w$]*)/g;
const namesIn = (text, pattern) => new Set(Array.from(text.matchAll(pattern), ([, name]) => name));

/** What test code finds: the globals of Node with a console whose asserts count, and the candidate for every other name. */
function scopeOf({ text, candidate, entryPoint, failed, jest }) {
	const code = text.replace(noCode, ' ');
	const [values, members, types] = [usedAsValue, memberAsValue, typeOnly].map((pattern) => namesIn(code, pattern));
	const find = (name, asValue) => (asValue ? candidate.value(name, !types.has(name)) : candidate.function(name));
	const program = new Proxy(callable, {
		apply: (_target, _self, args) => candidate.call({ name: entryPoint ?? 'default' }, args),
		get: (_target, key) => (typeof key === 'symbol' || key === 'then' ? undefined : find(key, values.has(key) || members.has(key))),
	});
	const load = (name) => {
		if (name === '@jest/globals') return jest;
		return /^\.{0,2}\//.test(name) ? program : require(name);
	};
	const assert = (condition, ...words) => {
		if (condition) return;
		failed.push(words.join(' '));
		throw new AssertionFailed(['Assertion failed', ...words].join(' '));
	};
	const own = {
		__proto__: null,
		console: { __proto__: console, assert, log() {}, info() {}, debug() {}, warn() {}, error() {} },
		require: Object.assign(load, require),
		module: { exports: {} },
		exports: {},
		...(isForJest(text) ? jest : {}),
		...(entryPoint === null ? {} : { candidate: candidate.function(entryPoint) }),
	};
	delete own[entryPoint];
	return new Proxy(own, {
		has: (_target, key) => typeof key === 'string' && (key in own || key === entryPoint || !(key in globalThis)),
		get: (_target, key) => {
			if (key === Symbol.unscopables) return undefined;
			if (!(key in own)) own[key] = find(key, values.has(key));
			return own[key];
		},
	});
}

const AsyncFunction = (async () => {}).constructor;

/** When nothing is left that could still happen. */
const idle = () => new Promise((resolve) => process.once('beforeExit', () => setImmediate(resolve)));

function neverEnds() {
	throw new AssertionFailed('the test waits for what never comes');
}

/** What was thrown, which the test may have made of the candidate's data. */
function reasonOf(error) {
	try {
		return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);
	} catch {
		return 'what is no error was thrown';
	}
}

/** What a test fails by before it has asked anything, or for want of a module, is its own fault. */
function isOfTest(error, candidate) {
	if (candidate.asked === 0 || error instanceof NotOffered) return true;
	return error instanceof Error && error.code === 'MODULE_NOT_FOUND' && !candidate.threw(error);
}

async function judge(text, entryPoint, candidate) {
	const failed = [];
	const { globals: jest, run: runCases } = openJest();
	let run;
	try {
		run = new AsyncFunction('$scope', `with ($scope) {\n${text}\n}`);
	} catch (error) {
		return { result: 'broken', reason: `SyntaxError: ${error.message}` };
	}
	try {
		const all = async () => {
			await run(scopeOf({ text, candidate, entryPoint, failed, jest }));
			await runCases();
		};
		await Promise.race([all(), idle().then(neverEnds)]);
		await idle(); // promises and timers that nobody waits for
	} catch (error) {
		if (candidate.over !== undefined) return candidate.over.result;
		if (isOfTest(error, candidate)) return { result: 'broken', reason: reasonOf(error).split('\n')[0] };
		return { result: error === candidate.raised ? 'raised' : 'failed', reason: reasonOf(error) };
	}
	if (candidate.over !== undefined) return candidate.over.result;
	if (failed.length > 0) return { result: 'failed', reason: `AssertionFailed: ${failed[0]}`.slice(0, 500) };
	return { result: 'passed', own_objects: candidate.ownObjects };
}

/** Judges what it is asked about, test by test. */
async function serve({ units, entry_point }) {
	let uncaught;
	for (const event of ['unhandledRejection', 'uncaughtException']) {
		process.on(event, (error) => {
			uncaught ??= error;
		});
	}
	for (let line = readLine(); line !== undefined; line = readLine()) {
		const kind = String.fromCharCode(line[0]);
		if (kind !== 'U' && kind !== 'R') continue; // about a candidate whose test is over
		const foreseen = kind === 'R' ? { call: readLine().subarray(1).toString(), answer: readLine() } : undefined;
		const candidate = new Candidate(foreseen);
		uncaught = undefined;
		let done = await judge(units[Number(line.subarray(1))], entry_point, candidate);
		if (done.result === 'passed' && uncaught !== undefined) done = { result: 'failed', reason: reasonOf(uncaught) };
		write(Buffer.concat([Buffer.from('D'), toLine(done)]));
	}
}

/** `work` is `{units, entry_point}`. What the tests have left behind does not keep the process. */
async function main(work) {
	try {
		await serve(work);
		process.exit(0);
	} catch (error) {
		console.error(error);
		process.exit(1);
	}
}

module.exports = { main };

'use strict';
/*
 * The warm interpreter of JavaScript, the twin of launcher.py: a launcher that never sees a
 * program, a template that compiles one, and a fork for each test that runs it. See
 * runners/agent/launcher.c for how it forks and runners/agent/node.c for what Node needs
 * for that. Its arguments are the mode (stdio, call, serve or judge) and the name of the
 * program's file; one that ends with .ts has its types taken away first.
 *
 * A program finds everything as in a `node` of its own, but that performance.now() and
 * process.uptime() count from the start of the launcher, and that threads, processes and
 * WebAssembly are not what a fork can do well; manifest.ts knows which programs those are.
 */
const { readFileSync, writeSync } = require('node:fs');
const Module = require('node:module');
const { pathToFileURL } = require('node:url');
const { inspect } = require('node:util');

delete process.env.LD_PRELOAD;
const [, , mode, mainFile] = process.argv;
const library = { exports: {} };
process.dlopen(library, '/assay/lib/launcher.node');
const { nextProgram, ready, nextTest, leave, letGoMappings, pipe } = library.exports;
const { path, compile } = require('./program.cjs');
const server = mode === 'stdio' ? undefined : require(mode === 'judge' ? './judge.cjs' : './candidate.cjs');
const { rehearse } = require('./rehearsal.cjs');
const stripTypes = mainFile.endsWith('.ts') ? require('./strip-types.cjs').stripTypes : (text) => text;

/** Node's flags as a program would have them: the launcher's own come last, and begin with this one. */
const firstOwnFlag = '--single-threaded';

/** What a test is to do; throws what makes the program one that does not compile. */
function prepare(source) {
	if (mode === 'judge') {
		const { units, entry_point } = JSON.parse(source);
		const work = { units: units.map(strippedOr), entry_point };
		return () => server.main(work);
	}
	const text = stripTypes(source);
	if (mode !== 'stdio') {
		const prepared = server.prepare(text);
		return () => server.main(mode, prepared);
	}
	const run = compile(text);
	return run === undefined ? moduleMain(text) : mainModule(run);
}

/** A test that cannot be read is left as it is, and comes out as broken when its turn comes. */
function strippedOr(unit) {
	try {
		return stripTypes(unit);
	} catch {
		return unit;
	}
}

function mainModule(run) {
	const main = new Module(path, null);
	Object.assign(main, { id: '.', filename: path, paths: Module._nodeModulePaths('/prog') });
	process.mainModule = main;
	for (const own of Object.keys(Module._cache)) delete Module._cache[own];
	Module._cache[path] = main;
	const require = Module.createRequire(path);
	return () => {
		run.call(main.exports, main.exports, require, main, path, '/prog');
		main.loaded = true;
	};
}

/** A module whose own `await` never comes to its end, in which case Node says so with 13. */
let unsettled = false;

/** The file system has its text with types, and reading it again would take time. */
function moduleMain(text) {
	const own = pathToFileURL(path).href;
	Module.registerHooks({
		resolve: (name, context, next) => (name === own ? { url: own, shortCircuit: true } : next(name, context)),
		load: (url, context, next) => (url === own ? { format: 'module', source: text, shortCircuit: true } : next(url, context)),
	});
	return () => {
		unsettled = true;
		import(own).finally(() => {
			unsettled = false;
		});
	};
}

/** Node's own end takes the time that it takes to put everything away, and waits for threads that no fork has. */
function endAtOnce() {
	const { emit, _fatalException: handle } = process;
	const end = (code) => leave(code | 0);
	let failing = false;
	process.reallyExit = end;
	process.emit = function (name, ...rest) {
		const heard = Reflect.apply(emit, this, [name, ...rest]);
		if (name === 'exit' && process._exiting && !failing) end(process.exitCode ?? (unsettled ? 13 : 0));
		return heard;
	};
	process._fatalException = (error, ...rest) => {
		failing = true;
		let last = error;
		let code = 7; // of a handler that fails itself
		try {
			if (Reflect.apply(handle, process, [error, ...rest])) {
				failing = false;
				return true;
			}
			code = process.exitCode ?? 1;
		} catch (again) {
			last = again;
		}
		writeSync(2, `Uncaught ${inspect(last)}\n`);
		return end(code);
	};
}

function template() {
	const descriptor = nextProgram();
	// From here on this is a template.
	let test;
	try {
		test = prepare(readFileSync(descriptor, 'utf8'));
	} catch (error) {
		ready(false, String(error?.stack ?? error));
		leave(0);
	}
	process.argv = [process.execPath, path];
	process.execArgv = process.execArgv.slice(0, process.execArgv.indexOf(firstOwnFlag));
	endAtOnce();
	ready(true, '');
	const pid = nextTest();
	// From here on this is a test's own process.
	Object.defineProperty(process, 'pid', { value: pid });
	test();
}

rehearse(pipe, letGoMappings).then(() => {
	setImmediate(template); // a program begins as one begins: with nothing on the stack that it would have to wait for
});

import { describe, expect, it } from 'vitest';
import { javascript } from '../../../runners/languages/javascript/manifest.ts';
import { launched } from './launched.ts';

/** What a program can tell of the interpreter that it runs in. Each must come out as in a fresh `node`, but for the words of an uncaught error. */
const programs: Record<string, string> = {
	'its file, folder and arguments': 'console.log(__filename, __dirname, process.argv, process.cwd())',
	'that it is the main module':
		'console.log(require.main === module, module.id, module.filename, module.paths, module.loaded, this === module.exports, typeof exports)',
	'where it requires from':
		'console.log(require.resolve("lodash"), require("js-md5")("a"));\ntry { require("./launcher.cjs") } catch (e) { console.log(e.code) }',
	'the whole of its input at once': 'console.log(require("fs").readFileSync(0, "utf8").length)',
	'its input by the name of a file': 'console.log(require("fs").readFileSync("/dev/stdin").toString().split("\\n"))',
	'its input by events': 'let s = "";\nprocess.stdin.on("data", (d) => (s += d));\nprocess.stdin.on("end", () => console.log(s.length))',
	'its input by chunks that it asks for':
		'process.stdin.setEncoding("utf8");\nlet s = "";\nprocess.stdin.on("readable", () => { let c; while ((c = process.stdin.read()) !== null) s += c; });\nprocess.stdin.on("end", () => console.log(s))',
	'its input by lines':
		'const rl = require("readline").createInterface({ input: process.stdin });\nconst lines = [];\nrl.on("line", (l) => lines.push(l));\nrl.on("close", () => console.log(lines))',
	'its input by lines that it awaits':
		'(async () => { for await (const line of require("readline").createInterface({ input: process.stdin, crlfDelay: Infinity })) console.log("[" + line + "]"); })()',
	'its input by promises': 'require("fs/promises").readFile("/dev/stdin", "utf8").then((s) => console.log(s.length))',
	'a question':
		'const rl = require("readline").createInterface({ input: process.stdin, output: process.stdout });\nrl.question("? ", (a) => { console.log(a); rl.close(); })',
	'what it holds open':
		'const fs = require("fs");\nconsole.log(fs.fstatSync(0).isFIFO(), fs.fstatSync(1).isFIFO(), process.stdout.isTTY, process.stdin.isTTY)',
	'the kinds of its streams':
		'console.log(process.stdin.constructor.name, process.stdout.constructor.name, process.stdout.writable, process.stdin.fd)',
	'an uncaught error': 'console.log("before");\nnull.x',
	'an uncaught error in a callback': 'setTimeout(() => { throw new TypeError("late") }, 1);\nconsole.log("before")',
	'a rejection that nobody handles': 'Promise.reject(new Error("no"));\nconsole.log("before")',
	'something that is thrown and no error': 'console.log(1);\nthrow "words"',
	'an error that it handles itself':
		'process.on("uncaughtException", (e, origin) => { console.log(e.message, origin); });\nsetTimeout(() => console.log("goes on"), 5);\nthrow new Error("mine")',
	'a handler that fails': 'process.on("uncaughtException", () => { throw new Error("again") });\nthrow new Error("mine")',
	'leaving with a number': 'console.log("bye");\nprocess.exit(3)',
	'leaving with a number that it set before': 'process.exitCode = 5;\nconsole.log("bye")',
	'leaving in the middle of something': 'setInterval(() => {}, 1000);\nsetTimeout(() => process.exit(), 5)',
	'leaving by a signal': 'process.kill(process.pid, "SIGTERM");\nsetTimeout(() => {}, 5000)',
	'an abort': 'console.log("x");\nprocess.abort()',
	'exit handlers, in their order':
		'process.on("exit", (c) => console.log("first", c));\nprocess.on("exit", () => { console.log("second"); process.exitCode = 7; });\nconsole.log("main")',
	'an exit handler that fails': 'process.on("exit", () => { throw new Error("x") });\nconsole.log("main")',
	'one that is told when nothing is left to do':
		'let n = 0;\nprocess.on("beforeExit", () => { console.log("idle"); if (n++ < 2) setTimeout(() => {}, 1); })',
	'that nobody has left yet': 'process.emit("exit", 9);\nconsole.log("still here", process.exitCode)',
	'the order of what comes later':
		'setTimeout(() => console.log("timeout"), 0);\nPromise.resolve().then(() => console.log("micro"));\nprocess.nextTick(() => console.log("tick"));\nqueueMicrotask(() => console.log("micro 2"));\nconsole.log("main")',
	'what it writes in one go, and much of it': 'process.stdout.write("x".repeat(900000) + "\\n");\nconsole.log("end")',
	'what it writes before it leaves': 'for (let i = 0; i < 2000; i++) console.log(i);\nprocess.exit(0)',
	'what it writes by descriptor':
		'require("fs").writeSync(1, "a\\n");\nrequire("fs").writeFileSync("/dev/stdout", "b\\n");\nconsole.error("to stderr")',
	'how values are shown':
		'console.log([1, [2, { a: new Map([[1, new Set("ab")]]) }]], -0, 10n, Symbol("s"), () => 1, class A {}, null, undefined, "%d", new Date(0));\nconsole.table([{ a: 1 }])',
	'the depth of recursion':
		'const f = (n) => (n === 0 ? 0 : 1 + f(n - 1));\nconsole.log(f(300000));\ntry { (function g() { g(); })() } catch (e) { console.log(e instanceof RangeError) }',
	'a module, by its syntax':
		'import fs from "fs";\nimport { createRequire } from "node:module";\nconst s = fs.readFileSync(0, "utf8");\nconsole.log(s.length, import.meta.url, import.meta.filename, typeof require, this)',
	'a module that awaits':
		'import { readFile } from "node:fs/promises";\nconst s = await readFile("/dev/stdin", "utf8");\nawait new Promise((r) => setTimeout(r, 2));\nconsole.log(s.split("\\n").length)',
	'a module that awaits for ever': 'import "fs";\nconsole.log("before");\nawait new Promise(() => {});\nconsole.log("never")',
	'a module that fails': 'import "fs";\nconsole.log("before");\nthrow new Error("no")',
	'a module that leaves': 'import process from "node:process";\nconsole.log("x");\nprocess.exit(4)',
	'what it imports later': 'import("node:os").then((os) => console.log(typeof os.cpus))',
	'its first line for a shell': '#!/usr/bin/env node\nconsole.log("x")',
	'strictness, where it asks for it': '"use strict";\ntry { undeclared = 1 } catch (e) { console.log(e.name) }',
	'none, where it does not': 'undeclared = 1;\nconsole.log(globalThis.undeclared, (function () { return this === globalThis })())',
	'its global names': 'console.log(Object.getOwnPropertyNames(globalThis).sort().join())',
	'its environment': 'console.log(process.env)',
	'its versions and flags': 'console.log(process.version, process.execPath, process.title, process.platform, process.execArgv)',
	'what has been required so far': 'console.log(Object.keys(require.cache), module.children, module.parent)',
	'its own number': 'console.log(process.pid === Number(require("fs").readlinkSync("/proc/self")), process.ppid)',
	'timers and intervals':
		'let n = 0, immediate = false;\nconst i = setInterval(() => { if (++n < 3) return; clearInterval(i); console.log(n, immediate); }, 2);\nsetImmediate(() => { immediate = true; })',
	'files of its own':
		'const fs = require("fs");\nfs.writeFileSync("a.txt", "x");\nfs.appendFile("a.txt", "y", () => fs.readFile("a.txt", "utf8", (e, s) => console.log(s, fs.readdirSync("."))))',
	'what works on other threads':
		'const c = require("crypto"), z = require("zlib");\nc.pbkdf2("a", "b", 10, 8, "sha256", (e, k) => console.log(k.toString("hex")));\nz.gzip("x".repeat(1000), (e, b) => console.log(z.gunzipSync(b).length))',
	'digests and random bytes':
		'const c = require("crypto");\nconsole.log(c.createHash("md5").update("a").digest("hex"), c.randomBytes(8).length)',
	'text by its encodings':
		'console.log(new TextDecoder("latin1").decode(new TextEncoder().encode("é")), Buffer.from("žluť 🐎").toString("base64"), "ß".localeCompare("ss"), (1234.5).toLocaleString("de"))',
	'an abort signal, an event target and a structured clone':
		'const a = new AbortController();\na.signal.addEventListener("abort", () => console.log("aborted"));\na.abort();\nconsole.log(structuredClone(new Map([[1, 2]])))',
	'what is collected': 'let a = [];\nfor (let i = 0; i < 3e6; i++) { a.push({ i }); if (a.length > 1e5) a = []; }\nconsole.log(a.length)',
	'code that is worth compiling': 'let s = 0;\nfor (let i = 0; i < 3e7; i++) s = (s * 31 + i) | 0;\nconsole.log(s)',
	'an atomic wait': 'console.log(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5))',
	'a generator, a proxy and a regular expression':
		'function* g() { yield* [1, 2] }\nconsole.log([...g()], new Proxy({}, { get: (t, k) => k }).hello, "a1b2".replace(/\\d/gu, (d) => d * 2))',
	'its own source': 'function f() { return 42 }\nconsole.log(f.toString(), require("fs").readFileSync(__filename, "utf8").length)',
	'where an error came from': 'function f() { return new Error("x").stack.split("\\n").slice(0, 2) }\nconsole.log(f())',
};

const wordsOfAnError = /uncaught|fails|rejection|thrown and no error|abort$/;

describe('A JavaScript program under the launcher finds as in a fresh Node', () => {
	const { runBoth, launch, draw, command } = launched(javascript, 'main.js', 92);

	it.each(Object.entries(programs))('%s', async (what, code) => {
		const { fresh, forks } = await runBoth(code);
		if (!wordsOfAnError.test(what)) expect(forks).toEqual([fresh, fresh]);
		const less = ({ stderr, ...rest }: typeof fresh) => ({ ...rest, complains: stderr !== '' });
		expect(forks.map(less)).toEqual([less(fresh), less(fresh)]);
	});

	it('an error of syntax, with the line that has it', async () => {
		expect(await launch('const a = 1;\nconst b = (;\n')).toMatchObject({ ok: false, message: expect.stringContaining('/prog/main.js:2') });
		expect(await launch('import fs from "fs";\nconst b = (;\n')).toMatchObject({
			ok: false,
			message: expect.stringContaining('SyntaxError'),
		});
	});

	it('nothing of what another run of it has left', async () => {
		const leaves =
			'globalThis.n = (globalThis.n ?? 0) + 1; Array.prototype.n = (Array.prototype.n ?? 0) + 1; console.log(n, [].n, require("fs").readdirSync(".")); require("fs").writeFileSync("left", "")';
		expect(new Set(await draw(leaves, 4))).toEqual(new Set(['1 1 []\n']));
	});

	it.each([
		'const { Worker } = require("worker_threads");',
		'require("child_process").execSync("true");',
		'console.log(performance.now());',
		'new WebAssembly.Module(bytes);',
		'process.uptime();',
	])('a process of its own where a fork would not do: %s', (code) => {
		expect(command(code)).toBeUndefined();
	});
});

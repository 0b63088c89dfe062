import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { findLanguage } from '../../runners/languages/index.ts';
import type { GradeResult } from '../../services/contract/verdict.ts';
import type { Submission } from '../../services/execution/contract.ts';
import { programOf } from '../conformance/languages.ts';
import { cheats, earning } from '../hacks/cheats.ts';
import { hostileCases } from '../hostile/cases.ts';
import { openGrader } from '../support/grader.ts';
import { aProblem } from '../support/problems.ts';
import { usage } from '../support/usage.ts';
import { isRight, programs } from './programs.ts';

const seconds = Number(process.env.MIXED_LOAD_SECONDS ?? 1800);
/** Caches fill and sandboxes are opened in it. */
const warmUpSeconds = Math.min(60, seconds / 4);
const reports = 10;

/** A program of the load, and what is wrong with a result of it, if anything. */
interface Load {
	readonly kind: 'honest' | 'hostile' | 'cheat';
	readonly what: string;
	readonly submission: (n: number) => Submission;
	readonly complaint: (submission: Submission, result: GradeResult) => string | undefined;
}

const honest: readonly Load[] = programs.flatMap((program) => {
	const load: Load = {
		kind: 'honest',
		what: `${program.language}: ${program.text(0).slice(0, 40)}`,
		submission: (n) => ({ problem: program.problem, language: program.language, code: program.text(n) }),
		complaint: ({ code }, { verdict }) => (isRight(program, code, verdict) ? undefined : `expected ${program.verdict}`),
	};
	return Array.from({ length: Math.ceil(program.share / 10) }, () => load);
});
const hostile: readonly Load[] = hostileCases(randomBytes(8).toString('hex')).map(({ name, problem, language, code, expected }) => ({
	kind: 'hostile',
	what: name,
	submission: () => ({ problem, language, code }),
	complaint: (_, { verdict }) => (expected.includes(verdict) ? undefined : `expected ${expected.join(' or ')}`),
}));
const unpaid: readonly Load[] = earning(false).map(({ path, suite, language, code, honest: most }) => ({
	kind: 'cheat',
	what: path,
	submission: () => ({ problem: suite.problem, language, code }),
	complaint: (_, { passed }) => (passed <= most ? undefined : `paid for ${passed} tests, and passes ${most}`),
}));

/** The languages in it whose compilers stay warm. */
const compiledWarm = [...new Set([...honest, ...hostile, ...unpaid].map(({ submission }) => submission(0).language))].filter(
	(language) => findLanguage(language)?.compileServer !== undefined,
);

/** Of ten programs seven are honest, two hostile and one a cheat; each list is gone through again and again. */
function loadAt(n: number): Load | undefined {
	const turn = n % 10;
	const round = Math.floor(n / 10);
	if (turn < 7) return honest[((7 * round + turn) * 61) % honest.length];
	if (turn < 9) return hostile[(2 * round + turn - 7) % hostile.length];
	return unpaid[round % unpaid.length];
}

test(`Over ${seconds} s of honest programs, hostile ones and cheats every verdict is right, nobody is paid for nothing, and nothing grows`, {
	timeout: (seconds + 300) * 1000,
}, async () => {
	expect(cheats.length).toBeGreaterThan(60);
	await using engine = await openGrader(2, { compileCacheMb: 16 }); // what fills it is no leak
	const { grader, faults } = engine;
	const counts = { honest: 0, hostile: 0, cheat: 0 };
	const wrong: string[] = [];
	let next = 0;
	const runFor = async (forSeconds: number) => {
		const end = performance.now() + forSeconds * 1000;
		const work = async () => {
			while (performance.now() < end) {
				const n = next++;
				const load = loadAt(n);
				if (load === undefined) continue;
				const submission = load.submission(n);
				const result = await grader.grade(submission);
				counts[load.kind]++;
				const complaint = load.complaint(submission, result);
				if (complaint !== undefined) wrong.push(`${load.kind} ${load.what}: ${complaint}: ${result.verdict} (${result.reason})`);
			}
		};
		await Promise.all(Array.from({ length: grader.concurrency }, work));
		while (grader.stats().busySlots > 0) await new Promise(setImmediate);
	};
	/** For each slot's compiler, and for C for as many processes as that keeps, one for each beginning of a program. */
	const programsToWarm = () =>
		compiledWarm.flatMap((language) =>
			(language === 'c' ? ['assert', 'ctype', 'errno', 'float', 'limits', 'math', 'stdlib', 'string'] : ['']).flatMap((header) =>
				Array.from({ length: grader.concurrency }, () => {
					const head = header === '' ? '' : `#include <${header}.h>\n`;
					return { language, code: `${head}${programOf(language, 'hello')}\n// ${next++}\n` };
				}),
			),
		);
	const openSandboxes = () => grader.stats().sandboxesCreated - grader.stats().sandboxesDiscarded;
	await runFor(warmUpSeconds);
	// Each slot has one for candidates, one for judges, and one for each compiler that stays warm, when two programs need it at once.
	do {
		await Promise.all(programsToWarm().map((text) => grader.grade({ problem: aProblem(), ...text })));
		await runFor(1);
	} while (openSandboxes() < grader.concurrency * (2 + compiledWarm.length));
	const before = usage();
	console.log(`after ${Math.round(warmUpSeconds)} s: ${JSON.stringify({ ...counts, ...before })}`);
	for (let report = 1; report <= reports; report++) {
		await runFor((seconds - warmUpSeconds) / reports);
		console.log(`${report} of ${reports}: ${JSON.stringify({ ...counts, ...usage() })}`);
	}
	const after = usage();
	expect(wrong).toEqual([]);
	expect(faults).toEqual([]);
	expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
	expect(after).toMatchObject({ mounts: before.mounts, controlGroups: before.controlGroups });
	expect(after.descriptors).toBeLessThanOrEqual(before.descriptors + 4);
	expect(after.processes).toBeLessThanOrEqual(before.processes + 8);
	expect(after.residentMb).toBeLessThanOrEqual(before.residentMb + 30);
});

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Wall } from '../../runners/sandboxes/contract.ts';
import type { Grader } from '../../services/execution/contract.ts';
import { createGrader } from '../../services/execution/grader.ts';
import { Problem } from '../../testcases/schema.ts';
import { openTestWall } from '../support/wall.ts';
import { hostileCases } from './cases.ts';
import { heldDescriptors, hostState, processesOf } from './host.ts';

const secret = randomBytes(8).toString('hex');
const uidBase = 710_000;
/** On a wall that starts sandboxes as root: the host user of the candidates of slot 0. */
const candidateUid = process.getuid?.() === 0 ? uidBase + 1 : undefined;

/** Runs after each hostile program in its sandbox: finds nothing of it, and is judged right. */
const clean = {
	language: 'python',
	code: [
		'import os, socket',
		'left = [p for p in ("/box", "/tmp", "/dev/shm", "/var/tmp") if os.path.isdir(p) and os.listdir(p)]',
		'others = [p for p in os.listdir("/proc") if p.isdigit() and int(p) not in (1, os.getpid())]',
		'import fcntl; fcntl.flock(os.open("/usr/bin/python3", os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)',
		'print(left, others, sum(map(int, input().split())))',
	].join('\n'),
	problem: Problem.parse({
		id: 'clean',
		tests: [
			{ kind: 'stdio', input: '1 2 3\n', output: '[] [] 6\n' },
			{ kind: 'stdio', input: '40 2\n', output: '[] [] 42\n' },
		],
	}),
};
/** Runs in another sandbox at the same time. */
const neighbour = {
	language: 'python',
	code: 'n = int(input())\nprint(sum(i * i for i in range(n)))',
	problem: Problem.parse({ id: 'neighbour', tests: [{ kind: 'stdio', input: '200000\n', output: '2666646666700000\n' }] }),
};

describe('A hostile program', () => {
	const rows: string[] = [];
	const faults: unknown[] = [];
	let before: ReturnType<typeof hostState>;
	let descriptors: number;
	let wall: Wall;
	let grader: Grader;
	let other: Grader;
	const resources = new AsyncDisposableStack();

	beforeAll(async () => {
		before = hostState();
		descriptors = heldDescriptors();
		const start = async (open: Wall) => {
			resources.defer(async () => await open.close());
			return resources.use(await createGrader({ wall: open, slots: 1, onFault: (fault) => faults.push(fault) }));
		};
		wall = await openTestWall({ uidBase });
		grader = await start(wall);
		other = await start(await openTestWall({ uidBase: uidBase + 1000 }));
		await other.grade(neighbour);
	});
	afterAll(async () => {
		await resources.disposeAsync();
		console.log(`${'case'.padEnd(48)}${'wall'.padEnd(8)}${'verdict'.padEnd(16)}expected\n${rows.join('\n')}`);
		expect(heldDescriptors()).toBeLessThanOrEqual(descriptors);
		expect(hostState()).toEqual(before);
	});

	it.each(hostileCases(secret).map((hostile) => ({ ...hostile, title: `${hostile.number} (${hostile.name}, ${hostile.language})` })))(
		'$title gets its verdict, and leaves the sandbox, its neighbours and the host as they were',
		{ timeout: 150_000 },
		async ({ number, name: what, problem, language, code, expected }) => {
			const [result, beside] = await Promise.all([grader.grade({ problem, language, code }), other.grade(neighbour)]);
			rows.push(`${String(number).padStart(3)} ${what}`.padEnd(48) + wall.name.padEnd(8) + result.verdict.padEnd(16) + expected.join(', '));
			expect(expected, JSON.stringify(result).slice(0, 2000)).toContain(result.verdict);
			expect(beside).toMatchObject({ verdict: 'accepted' });
			expect(await grader.grade(clean)).toMatchObject({ verdict: 'accepted' });
			if (candidateUid !== undefined) await expect.poll(() => processesOf(candidateUid)).toEqual([]);
			expect(hostState()).toEqual(before);
			expect(faults).toEqual([]);
		},
	);
});

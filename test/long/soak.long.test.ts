import { expect, test } from 'vitest';
import { isRight, programs } from '../load/programs.ts';
import { openGrader } from '../support/grader.ts';
import { usage } from '../support/usage.ts';

const gradings = 10_000;
const warmUp = 1_000;

const drawn = programs.flatMap((program) => Array.from({ length: program.share }, () => program));
/** The same mixture in every thousand, in an order that mixes them. */
const programAt = (n: number) => drawn[(n * 617) % drawn.length];

test(`Nothing grows over ${gradings} gradings in one process`, { timeout: 3_600_000 }, async () => {
	await using engine = await openGrader();
	const { grader, faults } = engine;
	const idle = async () => {
		while (grader.stats().busySlots > 0) await new Promise(setImmediate);
	};
	let next = 0;
	const wrong: string[] = [];
	const upTo = async (end: number) => {
		await Promise.all(
			Array.from({ length: grader.concurrency }, async () => {
				for (let n = next++; n < end; n = next++) {
					const program = programAt(n);
					if (program === undefined) continue;
					const text = program.text(n);
					const result = await grader.grade({ problem: program.problem, language: program.language, code: text });
					if (!isRight(program, text, result.verdict)) wrong.push(`${n}: ${text}: ${result.verdict} (${result.reason})`);
				}
			}),
		);
		next = end;
		await idle();
	};
	await upTo(warmUp);
	const before = usage();
	console.log(`after ${warmUp}: ${JSON.stringify(before)}`);
	for (let end = 2 * warmUp; end <= gradings; end += warmUp) {
		await upTo(end);
		console.log(`after ${end}: ${JSON.stringify(usage())}`);
	}
	const after = usage();
	expect(wrong).toEqual([]);
	expect(faults).toEqual([]);
	expect(after).toMatchObject({ mounts: before.mounts, controlGroups: before.controlGroups });
	expect(after.descriptors).toBeLessThanOrEqual(before.descriptors + 2);
	expect(after.processes).toBeLessThanOrEqual(before.processes + 4);
	expect(after.residentMb).toBeLessThanOrEqual(before.residentMb + 30);
});

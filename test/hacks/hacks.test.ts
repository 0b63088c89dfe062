import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGrader, openGrader } from '../support/grader.ts';
import { cheats, earning, known } from './cheats.ts';

describe('Of programs that try to be paid for what they have not earned', () => {
	let engine: OpenGrader;
	/** With one slot, so that whatever a cheat leaves behind is met by the honest program after it. */
	beforeAll(async () => {
		engine = await openGrader(1);
	});
	afterAll(async () => await engine?.[Symbol.asyncDispose]());

	const judge = async ({ suite, language, code }: (typeof cheats)[number]) => {
		const result = await engine.grader.grade({ problem: suite.problem, language, code });
		expect(await engine.grader.grade(suite.honest)).toMatchObject({ verdict: 'accepted' });
		return result;
	};

	for (const cheat of earning(false)) {
		const pay = cheat.honest === 0 ? 'nothing for' : `no more than ${cheat.honest} of its`;
		it(`${cheat.who} is paid ${pay} ${cheat.tests}`, async () => {
			const { passed, tests } = await judge(cheat);
			expect(passed).toBe(cheat.honest);
			expect(tests.map(({ verdict }) => verdict)).not.toContain('no_verdict');
		});
	}

	for (const cheat of earning(true)) {
		it(`${cheat.who} is paid for ${cheat.tests}, and the result says that they shared its process`, async () => {
			const { passed, tests } = await judge(cheat);
			expect(passed).toBeGreaterThan(cheat.honest);
			const paid = tests.filter(({ verdict }) => verdict === 'accepted');
			expect(paid.map(({ assurance }) => assurance)).toEqual(paid.map(() => 'in_process'));
		});
	}

	it('none has brought about a fault of ours', () => {
		expect(engine.faults).toEqual([]);
	});
});

it('Every hole that is known is that of a program here', () => {
	expect(Object.keys(known).filter((path) => !cheats.some((cheat) => cheat.path === path))).toEqual([]);
});

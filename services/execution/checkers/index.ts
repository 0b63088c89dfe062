import type { RunOutcome } from '../../../runners/sandboxes/contract.ts';
import type { Checker, StdioTest } from '../../../testcases/schema.ts';
import type { Judgement, OutputJudge } from '../output.ts';
import type { Session } from '../session.ts';
import type { CheckerProtocol } from './contract.ts';
import { icpc } from './icpc.ts';
import { openSuiteProgram, type SuiteProgram } from './program.ts';
import { scalebox } from './scalebox.ts';
import { cms, codeforces } from './scored.ts';
import { failedByItself } from './soundness.ts';
import { testlib } from './testlib.ts';

export const protocols: Readonly<Record<Checker['protocol'], CheckerProtocol>> = { icpc, testlib, codeforces, cms, scalebox };

export function flagsOf(checker: Checker): readonly string[] {
	return checker.flags?.split(/\s+/).filter((flag) => flag !== '') ?? [];
}

/** A checker program as a judge of outputs; it is compiled when the first output comes. */
export function openChecker(session: Session, checker: Checker): OutputJudge {
	const protocol = protocols[checker.protocol];
	const flags = flagsOf(checker);
	let opened: Promise<SuiteProgram> | undefined;
	const check = async (test: StdioTest, output: Buffer): Promise<RunOutcome> => {
		opened ??= openSuiteProgram(session, checker);
		const { lease, prepared, limits } = await opened;
		const task = { input: Buffer.from(test.input), answer: Buffer.from(test.output), output, flags };
		await lease.sandbox.put(protocol.files(task), 'box');
		const stdin = protocol.stdin?.(task);
		return await lease.sandbox.run({
			command: [...prepared.command, ...protocol.args(task)],
			env: prepared.env,
			limits,
			keepBox: true,
			...(stdin === undefined ? {} : { stdin }),
		});
	};
	return {
		async judge(test, output): Promise<Judgement> {
			const compare = `checker:${checker.protocol}`;
			const outcome = await check(test, output);
			const word = protocol.read(outcome);
			if (word !== undefined) return { ...word, compare };
			const how = outcome.status === 'exited' ? `exit code ${outcome.exitCode}` : outcome.status;
			const words = `checker_failed: ${how} ${outcome.stderr.toString().slice(0, 300)}`.trimEnd();
			// One that fails over this output, and takes the suite's own, was not written for what is no answer at all.
			const sound = failedByItself(outcome.status) && protocol.read(await check(test, Buffer.from(test.output)))?.verdict === 'accepted';
			return { verdict: sound ? 'wrong_answer' : 'no_verdict', reason: words, compare };
		},
		async [Symbol.asyncDispose]() {
			await opened?.then(
				(program) => program.release(),
				() => undefined,
			);
		},
	};
}

import type { Checker } from '../../../testcases/schema.ts';
import type { Judgement, OutputJudge } from '../output.ts';
import type { Session } from '../session.ts';
import type { CheckerProtocol } from './contract.ts';
import { icpc } from './icpc.ts';
import { openSuiteProgram, type SuiteProgram } from './program.ts';
import { scalebox } from './scalebox.ts';
import { cms, codeforces } from './scored.ts';
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
	return {
		async judge(test, output): Promise<Judgement> {
			opened ??= openSuiteProgram(session, checker);
			const { lease, prepared, limits } = await opened;
			const task = { input: Buffer.from(test.input), answer: Buffer.from(test.output), output, flags };
			await lease.sandbox.put(protocol.files(task), 'box');
			const stdin = protocol.stdin?.(task);
			const outcome = await lease.sandbox.run({
				command: [...prepared.command, ...protocol.args(task)],
				env: prepared.env,
				limits,
				keepBox: true,
				...(stdin === undefined ? {} : { stdin }),
			});
			const compare = `checker:${checker.protocol}`;
			const word = protocol.read(outcome);
			if (word !== undefined) return { ...word, compare };
			const how = outcome.status === 'exited' ? `exit code ${outcome.exitCode}` : outcome.status;
			return { verdict: 'no_verdict', reason: `checker_failed: ${how} ${outcome.stderr.toString().slice(0, 300)}`.trimEnd(), compare };
		},
		async [Symbol.asyncDispose]() {
			await opened?.then(
				(program) => program.release(),
				() => undefined,
			);
		},
	};
}

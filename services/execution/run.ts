import type { PlannedTest } from '../planning/plan.ts';
import { inSpan } from '../spans.ts';
import { runCall } from './call.ts';
import { runCode } from './code.ts';
import { runInteractive } from './interactive.ts';
import { runJoined } from './joined.ts';
import { runMath } from './math.ts';
import { isCallable, type Loaded, load, type ProgramMode, type Session } from './session.ts';
import { runStdio } from './stdio.ts';
import { unmeasured } from './verdict.ts';

type OfKind<K extends PlannedTest['kind']> = Extract<PlannedTest, { kind: K }>;

/**
 * Runs those of a program's tests that are wanted in its session's sandbox, kind by kind;
 * each settles as it is done. What is wanted may change with every result, so there is
 * another round for as long as the last one has brought something. Resolves with the
 * compiler's words when the program does not compile.
 */
export async function runTests(session: Session, tests: readonly PlannedTest[]): Promise<string | undefined> {
	const ofKind = <K extends PlannedTest['kind']>(kind: K) => tests.filter((test): test is OfKind<K> & PlannedTest => test.kind === kind);
	const [stdio, call, code, interactive, math] = [ofKind('stdio'), ofKind('call'), ofKind('code'), ofKind('interactive'), ofKind('math')];
	const refusals: string[] = [];
	let clean = true;
	const withProgram = async <T extends PlannedTest>(some: readonly T[], mode: ProgramMode, work: (program: Loaded) => Promise<void>) => {
		if (session.wanted(some).length === 0) return;
		if (!clean) await session.sandbox.wipe();
		clean = false;
		const loaded = await load(session, session.code, mode, { files: session.files });
		if (loaded.ok) {
			const attributes = { 'assay.kind': some[0]?.kind, 'assay.tests': some.length };
			return await inSpan('tests', { attributes }, async () => await work(loaded.program));
		}
		refusals.push(loaded.message);
		for (const test of some) session.settle(unmeasured(test.id, 'compile_error', 'compile_error: the program does not compile'));
	};

	const joined = (some: readonly OfKind<'code'>[]) => runJoined(session, some, (message) => refusals.push(message));
	const round = async () => {
		await withProgram(stdio, 'stdio', (program) => runStdio(session, program, stdio));
		await withProgram(interactive, 'stdio', (program) => runInteractive(session, program, interactive));
		await withProgram(math, 'stdio', (answer) => runMath(session, answer, math));
		await withProgram(call, 'call', (program) => runCall(session, program, call));
		if (!isCallable(session.language)) await joined(code);
		else await withProgram(code, 'serve', async (program) => joined(await runCode(session, program, code)));
	};

	let last: PlannedTest | undefined;
	for (let [next] = session.wanted(tests); next !== undefined && next !== last; [next] = session.wanted(tests)) {
		last = next;
		await round();
	}
	return refusals[0];
}

import { canonicalJson, digestOf } from '../../../testcases/digest.ts';
import { Problem } from '../../../testcases/schema.ts';
import { TestResult } from '../../contract/verdict.ts';
import { AssayError } from '../../errors.ts';
import { languagesOf, Planner, requireLanguage } from '../../execution/planner.ts';
import { isOurFault, unjudged } from '../../execution/unjudged.ts';
import type { EngineJob, EngineResult } from '../engine.ts';
import type { JobCodec, Shared } from './codec.ts';
import { JobShape, ResultShape } from './engine-shapes.ts';

type EngineCodec = JobCodec<EngineJob, EngineResult, TestResult>;

/** Programs on their way to a worker: the suite by its digest, the rest as it is. */
export function engineCodec(): EngineCodec {
	/** Names the tests of a program that nobody could judge, whatever languages there are. */
	const planner = new Planner(() => true);
	const sharedOf = sharedProblems();
	const problemOf = checkedProblems();
	return {
		languages: ({ kind, job }) => (kind === 'grade' ? languagesOf(job) : [requireLanguage(job.language).name]),
		split: (work) => {
			if (work.kind === 'run') return { own: work };
			const { problem, ...job } = work.job;
			return { own: { kind: work.kind, job }, shared: sharedOf(problem) };
		},
		join: (own, content) => {
			const work = JobShape.parse(own);
			return work.kind === 'run' ? work : { kind: work.kind, job: { ...work.job, problem: problemOf(content) } };
		},
		result: ResultShape,
		progress: TestResult,
		parked: ({ kind, job }, reason) =>
			kind === 'run' ? { kind, result: { ok: false, fault: reason } } : { kind, result: unjudged(job, planner.check(job), reason) },
		faultOf,
	};
}

/** Why another try may go better; undefined when it may not. */
function faultOf({ kind, result }: EngineResult): string | undefined {
	const reasons = kind === 'run' ? [result.ok ? undefined : result.fault] : result.tests.map(({ reason }) => reason);
	return reasons.find((reason) => reason !== undefined && isOurFault(reason));
}

/** A problem that many programs are judged on is digested once. */
function sharedProblems(): (problem: Problem) => Shared {
	const known = new WeakMap<Problem, Shared>();
	return (problem) => {
		const shared = known.get(problem) ?? { digest: digestOf(canonicalJson(problem)), content: problem };
		known.set(problem, shared);
		return shared;
	};
}

/** What arrives is checked once, and stays one object: by that, planning knows a problem that it has seen. */
function checkedProblems(): (content: unknown) => Problem {
	const known = new WeakMap<object, Problem>();
	return (content) => {
		if (typeof content !== 'object' || content === null) throw new AssayError('internal_error', 'a program came without its suite');
		const problem = known.get(content) ?? Problem.parse(content);
		known.set(content, problem);
		return problem;
	};
}

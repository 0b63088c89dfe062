import { describe, expect, it } from 'vitest';
import type { Submission } from '../../services/execution/contract.ts';
import { engineCodec } from '../../services/queue/bullmq/engine-codec.ts';
import { pack, unpack } from '../../services/queue/bullmq/message.ts';
import type { EngineJob } from '../../services/queue/engine.ts';
import { aProblem } from '../support/problems.ts';

const codec = engineCodec();

const submission: Submission = {
	problem: aProblem({ checker: { protocol: 'testlib', language: 'cpp', code: 'int main() {}' } }),
	language: 'py',
	code: 'print(1)',
	files: { 'a.h': '' },
	evaluation: {
		scheme: 'strict',
		options: {},
		suite: { tests: ['small', 'large'], levels: [{ level: 1, weight: 1, tests: ['small', 'large'] }], groups: undefined },
		priors: { small: { failRate: 0.5, costMs: 3 } },
	},
};
const run: EngineJob = {
	kind: 'run',
	job: { language: 'python', code: 'x'.repeat(5000), stdin: 'a', limits: { cpuMs: 1, wallMs: 2, memoryMb: 3, outputBytes: 4 } },
};

/** What a worker makes of what was sent, with what a newer release may have added. */
function delivered(job: EngineJob): EngineJob {
	const { own, shared } = codec.split(job);
	const newer = { ...Object(unpack(pack(own))), addedLater: true };
	return codec.join(newer, shared && unpack(pack(shared.content)));
}

describe('A program on its way to a worker', () => {
	it.each<EngineJob>([{ kind: 'grade', job: submission }, run])('arrives as it was: $kind', (job) => {
		expect(delivered(job)).toEqual(job);
	});

	it('goes to a worker that has the language of the checker, too', () => {
		expect(codec.languages({ kind: 'grade', job: submission })).toEqual(['python', 'cpp']);
		expect(codec.languages(run)).toEqual(['python']);
	});

	it('is judged on one and the same problem as others of its suite', () => {
		const { own, shared } = codec.split({ kind: 'grade', job: submission });
		const content = unpack(pack(shared?.content));
		const [first, second] = [codec.join(own, content), codec.join(own, content)];
		expect(first.kind === 'grade' && second.kind === 'grade' && first.job.problem === second.job.problem).toBe(true);
		expect(codec.split({ kind: 'grade', job: { ...submission, code: 'other' } }).shared?.digest).toBe(shared?.digest);
	});

	it('has no verdict on any test when nobody could judge it', () => {
		const reason = 'worker_died: 3 workers died with it';
		expect(codec.parked?.({ kind: 'grade', job: submission }, reason)).toMatchObject({
			kind: 'grade',
			result: {
				verdict: 'no_verdict',
				reason,
				passed: 0,
				total: 2,
				tests: [{ id: 'small', verdict: 'no_verdict', reason }, { id: 'large' }],
			},
		});
		expect(codec.parked?.(run, reason)).toEqual({ kind: 'run', result: { ok: false, fault: reason } });
	});

	it('is tried again after a mishap of a sandbox, and not when its checker has failed', () => {
		const lost = (reason: string) =>
			codec.faultOf?.(codec.parked?.({ kind: 'grade', job: submission }, reason) ?? { kind: 'run', result: { ok: false, fault: '' } });
		expect(lost('sandbox_fault: the sandbox is gone')).toBe('sandbox_fault: the sandbox is gone');
		expect(lost('checker_failed: it says nothing')).toBeUndefined();
		expect(codec.faultOf?.({ kind: 'run', result: { ok: false, fault: 'sandbox_fault: gone' } })).toBe('sandbox_fault: gone');
	});
});

import { isJudged, type TestResult } from '../contract/verdict.ts';
import { addCounts, type Count, noCount, type TestCounts } from './counts.ts';
import type { OutcomeVector } from './flags.ts';

/** Adds up what became of the samples of one problem, however many there are: a byte for each test of each sample. */
export class SampleTally {
	readonly #tests = new Map<string, { readonly byPolicy: Map<string, Count>; readonly outcomes: Bytes }>();
	readonly #solved = new Map<string, Count>();
	/** Tests that the reference solution does not pass. */
	readonly goldenFails = new Set<string>();
	/** Tests that came out differently when the same program was run again. */
	readonly flaky = new Set<string>();
	samples = 0;

	/** A sample without a verdict on some test counts in that test's numbers not at all, and not as solved or unsolved. */
	add(policy: string, results: readonly Pick<TestResult, 'id' | 'verdict'>[]): void {
		let solved: boolean | undefined = true;
		for (const { id, verdict } of results) {
			const passed = passedOf(verdict);
			if (passed === undefined) solved = undefined;
			else if (!passed && solved === true) solved = false;
			const test = this.#tests.get(id) ?? { byPolicy: new Map<string, Count>(), outcomes: new Bytes() };
			this.#tests.set(id, test);
			test.outcomes.set(this.samples, passed === undefined ? '-' : passed ? '1' : '0');
			if (passed !== undefined) count(test.byPolicy, policy, passed);
		}
		if (solved !== undefined) count(this.#solved, policy, solved);
		this.samples++;
	}

	addGolden(results: readonly Pick<TestResult, 'id' | 'verdict'>[]): void {
		for (const { id, verdict } of results) if (passedOf(verdict) === false) this.goldenFails.add(id);
	}

	/** In the order of the ids given; tests that no sample was judged on have no counts. */
	counts(ids: readonly string[]): readonly TestCounts[] {
		return ids.map((id) => ({ id, byPolicy: this.#tests.get(id)?.byPolicy ?? new Map() }));
	}

	testIds(): readonly string[] {
		return [...this.#tests.keys()];
	}

	outcomes(): ReadonlyMap<string, OutcomeVector> {
		return new Map([...this.#tests].map(([id, { outcomes }]) => [id, outcomes.text(this.samples)]));
	}

	/** Samples that pass every test, by policy. */
	get solved(): ReadonlyMap<string, Count> {
		return this.#solved;
	}
}

/** Undefined where it is not the program's own doing. */
function passedOf(verdict: TestResult['verdict']): boolean | undefined {
	return isJudged(verdict) ? verdict === 'accepted' : undefined;
}

function count(counts: Map<string, Count>, policy: string, passed: boolean): void {
	counts.set(policy, addCounts(counts.get(policy) ?? noCount, { passed: passed ? 1 : 0, judged: 1 }));
}

/** A text of one-byte characters that grows; places that were not set are `-`. */
class Bytes {
	#bytes = Buffer.alloc(16, '-');

	set(at: number, sign: string): void {
		if (at >= this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(Math.max(at, this.#bytes.length), '-')]);
		this.#bytes.write(sign, at, 'latin1');
	}

	text(length: number): string {
		return this.#bytes.toString('latin1', 0, length).padEnd(length, '-');
	}
}

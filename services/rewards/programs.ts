import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { canonicalJson, digestOf } from '../../testcases/digest.ts';
import { type Domain, domainOf, type Problem } from '../../testcases/schema.ts';
import { MathItem, RewardItem } from '../contract/rewards.ts';
import { parseShape } from '../contract/validation.ts';
import { AssayError, isRefusal } from '../errors.ts';
import type { GraderInfo, Submission } from '../execution/contract.ts';
import { toSubmission } from '../planning/submission.ts';
import { foreignLetterShare } from '../scoring/foreign-letters.ts';
import type { ProblemStore } from '../store/contract.ts';

/** A program of a batch, and every item that is this very program. */
export interface Program {
	readonly digest: string;
	readonly submission: Submission;
	/** The tests that it will be judged on. */
	readonly tests: readonly string[];
	readonly items: ItemName[];
}

/** Which item of a batch is meant, and what is said of it whatever becomes of it. */
export interface ItemName {
	/** From 0. */
	readonly position: number;
	readonly id: string;
	readonly domain: Domain;
	/** Share of its letters, 0 to 1, where it has a prompt. */
	readonly foreignLetters?: number;
}

/** An item that is no program: it could not be used, or its completion holds none. */
export interface NoProgram {
	readonly item: ItemName;
	readonly error: AssayError;
	/** Where the problem is known: a completion without a program fails all of its tests. */
	readonly digest?: string;
	readonly tests?: readonly string[];
}

export interface Batch {
	readonly programs: readonly Program[];
	readonly others: readonly NoProgram[];
}

interface Sources {
	readonly grader: Pick<GraderInfo, 'check' | 'languages'>;
	readonly store: Pick<ProblemStore, 'getProblem'>;
	readonly tenant: string;
}

/** So many items are read before others get a turn. */
const itemsAtOnce = 32;

/** Reads the items of a batch; those that are the same program for the same suite become one. */
export async function readBatch(items: readonly unknown[], sources: Sources): Promise<Batch> {
	const languages = await sources.grader.languages();
	const stored = problemOf(sources.store, sources.tenant);
	const programs = new Map<string, Program>();
	const others: NoProgram[] = [];
	const seen = new Set<string>();
	for (const [index, value] of items.entries()) {
		const id = idOf(value) ?? String(index);
		if (index % itemsAtOnce === itemsAtOnce - 1) await breathe();
		const kind = domainAsked(value);
		let name: ItemName = { position: index, id, domain: kind };
		let known: { digest: string; tests: readonly string[] } | undefined;
		try {
			if (seen.has(id)) throw new AssayError('invalid_request', `id: ${JSON.stringify(id)} was there before in this batch`);
			seen.add(id);
			const item = kind === 'math' ? parseShape(MathItem, value) : parseShape(RewardItem, value);
			const { prompt, completion } = item;
			if (prompt !== undefined && completion !== undefined) name = { ...name, foreignLetters: foreignLetterShare(prompt, completion) };
			const { problem, digest } = item.problem === undefined ? await stored(item.problem_id ?? '') : inline(item.problem);
			name = { ...name, domain: domainOf(problem) };
			const plain = { problem, language: item.language, code: '' };
			known = { digest, tests: sources.grader.check(plain) };
			const submission = toSubmission(problem, item, languages);
			const key = createHash('sha256')
				.update(JSON.stringify([digest, submission.language, submission.code]))
				.digest('base64');
			const program = programs.get(key) ?? { ...known, submission, items: [] };
			program.items.push(name);
			programs.set(key, program);
		} catch (error) {
			if (!isRefusal(error)) throw error;
			others.push({ item: name, error, ...(error.code === 'no_code' ? known : {}) });
		}
	}
	return { programs: [...programs.values()], others };
}

const inline = (problem: Problem): FoundSuite => ({ problem, digest: digestOf(canonicalJson(problem)) });

const domainAsked = (value: unknown): Domain =>
	typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'math' ? 'math' : 'code';

/** The id that an item gives itself, if it is one that can be given back. */
function idOf(value: unknown): string | undefined {
	const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
	return typeof id === 'string' && id !== '' && id.length <= 512 ? id : undefined;
}

export interface FoundSuite {
	readonly problem: Problem;
	readonly digest: string;
}

/** Reads uploaded problems by id or digest, each once. Throws `problem_not_found`. */
export function problemOf(store: Pick<ProblemStore, 'getProblem'>, tenant: string): (id: string) => Promise<FoundSuite> {
	const known = new Map<string, Promise<FoundSuite>>();
	const read = async (id: string): Promise<FoundSuite> => {
		const found = await store.getProblem(tenant, id);
		if (found !== undefined) return { problem: found.problem, digest: found.summary.digest };
		throw new AssayError('problem_not_found', `no problem ${JSON.stringify(id)}`, {
			hint: 'Upload it with POST /v1/problems, or send it as `problem`.',
		});
	};
	return async (id) => {
		const reading = known.get(id) ?? read(id);
		known.set(id, reading);
		return await reading;
	};
}

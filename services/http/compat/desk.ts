import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GradeResult } from '../../contract/verdict.ts';
import { AssayError } from '../../errors.ts';
import type { LanguageInfo, ProgramRun, RunResult, Submission } from '../../execution/contract.ts';
import { findByName } from '../../planning/submission.ts';
import { submitPatiently } from '../../rewards/patience.ts';
import { aheadPerSlot } from '../../rewards/pay.ts';
import { clientGone } from '../client-gone.ts';
import type { AppDependencies } from '../dependencies.ts';

/** Names of a protocol for our languages, where they differ; null for one that means something that we do not have. */
export type LanguageNames = Readonly<Record<string, string | null>>;

export interface CaseOptions {
	/** How many programs the request is about. */
	readonly programs?: number;
	/** For how long its client waits; it is told that we are busy while it still listens. */
	readonly patienceMs?: number | undefined;
}

/** Where protocols bring their programs: everything is run by the one engine, in the one line. */
export class Desk {
	readonly dependencies: AppDependencies;

	constructor(dependencies: AppDependencies) {
		this.dependencies = dependencies;
	}

	/** Takes a request on. Throws `rate_limited` or `quota_exceeded` when its key has used up its programs. */
	open(
		request: Pick<FastifyRequest, 'tenant' | 'charge'>,
		reply: Pick<FastifyReply, 'raw'>,
		{ programs = 1, patienceMs }: CaseOptions = {},
	): Case {
		request.charge(programs);
		const gone = clientGone(reply);
		const signal = patienceMs === undefined ? gone : AbortSignal.any([gone, tooLate(reply, patienceMs)]);
		return new Case(this.dependencies, request.tenant, signal);
	}

	/** Of programs: other systems know no final answers. */
	async languages(): Promise<readonly LanguageInfo[]> {
		return (await this.dependencies.grader.languages()).filter(({ answers }) => !answers);
	}

	/** The language that a protocol means. Throws `unknown_language`, or `language_unavailable` where its toolchain is not installed. */
	async language(name: string, names: LanguageNames = {}): Promise<LanguageInfo> {
		const languages = await this.languages();
		const own = Object.hasOwn(names, name) ? names[name] : name.toLowerCase();
		const found = own == null ? undefined : findByName(languages, own);
		if (found === undefined) {
			const known = languages.filter(({ installed }) => installed).map((language) => language.name);
			throw new AssayError('unknown_language', `language ${JSON.stringify(name)} is not one of: ${known.join(', ')}`);
		}
		if (!found.installed) throw new AssayError('language_unavailable', `the toolchain of ${found.name} is not installed`);
		return found;
	}
}

/** Aborts, with what the client is to be told, when it has waited for so long and has no answer. */
function tooLate({ raw }: Pick<FastifyReply, 'raw'>, patienceMs: number): AbortSignal {
	const controller = new AbortController();
	const late = () =>
		new AssayError('overloaded', 'there was no room for the program in the time for which its client waits', { retryAfterSeconds: 1 });
	const timer = setTimeout(() => controller.abort(late()), patienceMs);
	raw.once('close', () => clearTimeout(timer));
	return controller.signal;
}

/** Whether a program that finds no place may wait for one, which it may not while the request can still be refused as a whole. */
export type MayWait = () => boolean;

/** Characters of outputs in one answer; as JSON they may become six times as many, and a string has an end. */
const answerCharacters = 64 << 20;

/** One request. Its programs stop when its client has gone, or would have given up. */
export class Case {
	readonly tenant: string;
	readonly signal: AbortSignal;
	readonly #dependencies: AppDependencies;
	#room = answerCharacters;

	constructor(dependencies: AppDependencies, tenant: string, signal: AbortSignal) {
		this.#dependencies = dependencies;
		this.tenant = tenant;
		this.signal = signal;
	}

	async run(program: ProgramRun, mayWait: MayWait = () => false): Promise<RunResult> {
		return await submitPatiently(this.#dependencies.runs, program, this, mayWait);
	}

	async judge(submission: Submission, mayWait: MayWait = () => false): Promise<GradeResult> {
		const { grader, queue } = this.#dependencies;
		grader.check(submission);
		return await submitPatiently(queue, submission, this, mayWait);
	}

	/** Whether outputs still fit into the answer, in which those of all programs are kept until it is sent. */
	fits(...outputs: readonly string[]): boolean {
		const size = outputs.reduce((sum, { length }) => sum + length, 0);
		if (size > this.#room) return false;
		this.#room -= size;
		return true;
	}

	/** Works on all items, a few at a time; after a failure no more are begun. */
	async each<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
		const results: Result[] = [];
		const left = items.entries();
		let failed = false;
		const worker = async () => {
			for (const [index, item] of left) {
				if (failed) return;
				try {
					results[index] = await work(item);
				} catch (error) {
					failed = true;
					throw error;
				}
			}
		};
		const workers = this.#dependencies.grader.concurrency * (1 + aheadPerSlot);
		await Promise.all(Array.from({ length: workers }, worker));
		return results;
	}
}

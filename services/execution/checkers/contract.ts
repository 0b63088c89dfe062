import type { RunOutcome, SandboxFile } from '../../../runners/sandboxes/contract.ts';
import type { Verdict } from '../../contract/verdict.ts';

/** What a checker or an interactor is given for one test. */
export interface CheckerTask {
	readonly input: Buffer;
	/** The suite's answer. */
	readonly answer: Buffer;
	/** What the candidate wrote; absent for an interactor, which hears it as it comes. */
	readonly output?: Buffer;
	readonly flags: readonly string[];
}

/** How one family of checkers is called and what its answers mean. Pure. */
export interface CheckerProtocol {
	/** Files for the working directory. */
	files(task: CheckerTask): readonly SandboxFile[];
	/** Arguments of a checker, or of an interactor, in terms of those files. */
	args(task: CheckerTask): readonly string[];
	/** What the checker reads on stdin. */
	stdin?(task: CheckerTask): Buffer | undefined;
	/** Its word, or undefined when what it did is no answer of the protocol. */
	read(outcome: RunOutcome): CheckerWord | undefined;
}

export interface CheckerWord {
	readonly verdict: Extract<Verdict, 'accepted' | 'wrong_answer'>;
	/** Partial score, 0 to 1, where the protocol has one. */
	readonly score?: number;
	readonly reason?: string;
}

export function file(name: string, content: Buffer): SandboxFile {
	return { name, content, executable: false };
}

const shownWords = 200;

/** The first words that a checker said, for the reason of a result. */
export function words(...streams: readonly Buffer[]): { reason?: string } {
	const text = streams.map((stream) => stream.toString().trim()).find((said) => said !== '');
	return text === undefined ? {} : { reason: `checker: ${text.slice(0, shownWords)}` };
}

/** A number from 0 to 1 at the head of a text, or undefined. */
export function scoreIn(text: string): number | undefined {
	const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\s|$)/.exec(text);
	const score = match === null ? Number.NaN : Number(match[1]);
	return score >= 0 && score <= 1 ? score : undefined;
}

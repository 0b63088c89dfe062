import { z } from 'zod';
import { Problem } from '../../../testcases/schema.ts';
import { parseJson } from '../../contract/json.ts';
import { type RewardLine, RewardsRequest } from '../../contract/rewards.ts';
import { parseShape } from '../../contract/validation.ts';
import { AssayError } from '../../errors.ts';
import { payRewards } from '../../rewards/pay.ts';
import { SchemeName } from '../../scoring/index.ts';
import type { Case, Desk } from './desk.ts';
import { msOf, Seconds, suiteLimits } from './quantities.ts';
import { InputsAndOutputs, inputsAndOutputs, suiteOf } from './suites.ts';
import { withoutVerdict } from './without-verdict.ts';

/** Trainers that know a URL and nothing else say in its query how they want to be paid. */
export const RewardQuery = z.object({
	scheme: SchemeName.default('all_or_nothing'),
	language: z.string().min(1).max(64).default('python'),
	observe: z.stringbool().default(false),
	policy: z.string().min(1).max(256).default('default'),
	levels: RewardsRequest.shape.levels,
	timeout: z.coerce.number().pipe(Seconds).default(10).describe('Seconds for a test, where the label has tests without limits.'),
});
export type RewardQuery = z.infer<typeof RewardQuery>;

/** A sample of a trainer: what the model wrote, and the label that its data set has for it. */
export interface Rollout {
	readonly completion: string;
	readonly label: unknown;
}

/** What a label can be besides the id of a problem. */
const Label = z.union([
	z.object({ problem_id: z.string().min(1), language: z.string().optional() }),
	InputsAndOutputs.extend({ language: z.string().optional() }),
	Problem,
]);

/**
 * Pays for rollouts, in their order. A completion without a program is paid as one that fails.
 * Throws `no_verdict` where a fault of ours left a reward open, so that the trainer asks again,
 * and the error of the first label that cannot be used.
 */
export async function payRollouts(
	desk: Desk,
	open: Case,
	rollouts: readonly Rollout[],
	query: RewardQuery,
): Promise<readonly (RewardLine & { reward: number })[]> {
	const { scheme, observe, policy, levels } = query;
	const items = rollouts.map(({ completion, label }) => ({ language: query.language, ...itemOf(label, query), completion }));
	const request = parseShape(RewardsRequest, { scheme, observe, policy, levels, items });
	const lines: RewardLine[] = [];
	await payRewards(request, desk.dependencies, {
		...{ tenant: open.tenant, signal: open.signal },
		onReward: (line, position) => {
			lines[position] = line;
		},
	});
	return lines.map(paid);
}

function paid(line: RewardLine, position: number): RewardLine & { reward: number } {
	const { reward, error, reason } = line;
	if (reward !== null) return { ...line, reward };
	if (error !== undefined)
		throw new AssayError(error.code === 'problem_not_found' ? error.code : 'invalid_request', `sample ${position}: ${error.detail}`);
	throw withoutVerdict(reason, `sample ${position}: ${reason ?? 'the program was not judged'}`);
}

/** A label as part of an item of `POST /v1/rewards`. */
function itemOf(label: unknown, { timeout }: RewardQuery): object {
	const value = typeof label === 'string' ? readLabel(label) : label;
	if (typeof value === 'string' || typeof value === 'number') return { problem_id: String(value) };
	const known = parseShape(Label, value);
	if ('problem_id' in known || 'tests' in known) return 'tests' in known ? { problem: known } : known;
	const options = { compare: { method: 'livecodebench' }, limits: suiteLimits(msOf(timeout)) } as const;
	const { language } = known;
	return { problem: suiteOf(inputsAndOutputs(known), options), ...(language === undefined ? {} : { language }) };
}

/** Labels are texts in most trainers: JSON, or else the id of a problem. Throws `invalid_json`. */
function readLabel(label: string): unknown {
	return label.trimStart().startsWith('{') ? parseJson(Buffer.from(label)) : label;
}

/** What a model wrote behind a prompt, without the prompt and without the special tokens at its end. */
export function completionOf(text: string, prompt: string | undefined): string {
	const at = prompt === undefined || prompt === '' ? -1 : text.indexOf(prompt);
	const answer = at < 0 || prompt === undefined ? text : text.slice(at + prompt.length);
	return withoutSpecialTokens(answer);
}

const specialTokens = [
	'<|im_end|>',
	'<|endoftext|>',
	'<|eot_id|>',
	'<|end_of_text|>',
	'<|end|>',
	'<end_of_turn>',
	'<eos>',
	'<pad>',
	'</s>',
];

/** Padding may be as long as the answer, so each is taken off by itself. */
function withoutSpecialTokens(text: string): string {
	let end = text.length;
	for (;;) {
		while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
		const token = specialTokens.find((special) => text.endsWith(special, end));
		if (token === undefined) return text.slice(0, end);
		end -= token.length;
	}
}

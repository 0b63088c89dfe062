import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CodeTest } from '../../testcases/schema.ts';
import type { Done, Replay } from './judge.ts';

const keptChars = 64 << 20;
/** Longer answers are rarely given twice. */
const keptAnswerBytes = 4096;

/**
 * The first call of each test of a group, where it is known. A test that makes one call,
 * and the same one whatever the program, needs no conversation with the program: the
 * call goes to the program together with those of other tests, and the judge gets the answer.
 *
 * The judge's word follows from the answer, and most programs give the answers that others
 * have given before them, so it is asked once about each.
 */
export class ForeseenCalls {
	/** By the first test of a group, which is planned once for a suite and a language. */
	readonly #keys = new WeakMap<CodeTest, string>();
	readonly #groups = new LRUCache<string, (string | undefined)[]>({
		maxSize: keptChars,
		sizeCalculation: (calls) => calls.reduce((chars, call) => chars + (call?.length ?? 0) + 8, 1),
	});

	/** What the tests of a group call first, by its key. */
	readonly #asked = new LRUCache<string, string>({ max: 100_000 });

	/** By group, test and answer. */
	readonly #words = new LRUCache<string, Done>({ maxSize: keptChars, sizeCalculation: (_, name) => name.length + 64 });

	/** What a group of tests is known by: its language and its texts. */
	keyOf(language: string, group: readonly CodeTest[]): string {
		const [first] = group;
		const known = first === undefined ? undefined : this.#keys.get(first);
		if (known !== undefined) return known;
		const texts = group.map(({ entry_point, code }) => [entry_point, code]);
		const key = createHash('sha256')
			.update(JSON.stringify([language, texts]))
			.digest('hex');
		if (first !== undefined) this.#keys.set(first, key);
		return key;
	}

	/** The calls of the group with that key, in the order of its tests; `learn` is asked where they are not known yet. */
	async of(key: string, learn: () => Promise<(string | undefined)[]>): Promise<readonly (string | undefined)[]> {
		const known = this.#groups.get(key);
		if (known !== undefined) return known;
		const calls = await learn();
		this.#groups.set(key, calls);
		const [first] = calls.flatMap((call) => nameIn(call) ?? []);
		if (first !== undefined) this.#asked.set(key, first);
		return calls;
	}

	/** A name of the program that the tests of the group call; undefined where none of them calls anything. */
	askedFor(key: string): string | undefined {
		return this.#asked.get(key);
	}

	/** The judge's word on each, in their order; `ask` is asked about those on which it is not known yet. */
	async judged(
		key: string,
		replays: readonly Replay[],
		ask: (unknown: readonly Replay[]) => Promise<readonly Done[]>,
	): Promise<readonly Done[]> {
		const names = replays.map((replay) => nameOf(key, replay));
		const words = names.map((name) => (name === undefined ? undefined : this.#words.get(name)));
		const unknown = [...words.keys()].filter((index) => words[index] === undefined);
		const heard = unknown.length === 0 ? [] : await ask(unknown.flatMap((index) => replays[index] ?? []));
		for (const [at, index] of unknown.entries()) {
			const [word, name] = [heard[at], names[index]];
			words[index] = word;
			if (word !== undefined && name !== undefined && lasting.has(word.result)) this.#words.set(name, word);
		}
		return words.filter((word) => word !== undefined);
	}

	/** The n-th test of the group turned out to ask for more than one call, or for another one. */
	forget(key: string, unit: number): void {
		const calls = this.#groups.get(key);
		if (calls !== undefined) calls[unit] = undefined;
	}
}

/** What the same judge would say again of the same answer. */
const lasting: ReadonlySet<Done['result']> = new Set(['passed', 'failed', 'raised', 'missing', 'gone']);

/** What the judge's call is of. */
function nameIn(call: string | undefined): string | undefined {
	const { name } = call === undefined ? {} : (JSON.parse(call) as { name?: unknown });
	return typeof name === 'string' ? name : undefined;
}

function nameOf(key: string, { unit, answer }: Replay): string | undefined {
	if (answer !== undefined && answer.length > keptAnswerBytes) return undefined;
	return `${key} ${unit} ${answer === undefined ? '' : `=${answer.toString('latin1')}`}`;
}

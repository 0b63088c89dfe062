export const program = 'print(sum(map(int, input().split())))\n';
/** 50 trivial ones. */
export const tests = Array.from({ length: 50 }, (_, n) => ({ kind: 'stdio' as const, input: `${n} 2\n`, output: `${n + 2}\n` }));

interface CallOptions {
	readonly key?: string;
	readonly signal?: AbortSignal;
	/** Also count the outcomes. */
	readonly observe?: boolean;
}

/**
 * Seconds that one call of POST /v1/rewards took in which all tests are run of so many
 * programs, each of which is another one by the name. Throws when one is not paid in full.
 */
export async function pay(url: string, name: string, count: number, options?: CallOptions): Promise<number> {
	const items = Array.from({ length: count }, (_, n) => ({
		problem: { id: 'sum', tests },
		language: 'python',
		code: `# ${name}, ${n}\n${program}`,
	}));
	const { seconds, rewards } = await callRewards(url, items, options);
	if (rewards.some((reward) => reward !== 1)) throw new Error('not every program was paid in full');
	return seconds;
}

/** What each item of a call of POST /v1/rewards is paid when all tests are run, by the share that it passes, and the seconds it took. */
export async function callRewards(
	url: string,
	items: readonly object[],
	{ key, signal, observe = false }: CallOptions = {},
): Promise<{ seconds: number; rewards: (number | null)[] }> {
	const start = performance.now();
	const response = await fetch(`${url}/v1/rewards`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
		body: JSON.stringify({ scheme: 'fraction', evaluate: 'all', observe, items }),
		...(signal === undefined ? {} : { signal }),
	});
	const { rewards } = (await response.json()) as { rewards?: { reward: number | null }[] };
	if (rewards?.length !== items.length) throw new Error(`POST /v1/rewards answered ${response.status}`);
	return { seconds: (performance.now() - start) / 1000, rewards: rewards.map(({ reward }) => reward) };
}

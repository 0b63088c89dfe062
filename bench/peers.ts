import { type Bench, type Figure, type Gap, median } from './bench.ts';
import { assay } from './peers/assay.ts';
import type { OpenPeer, Peer } from './peers/contract.ts';
import { allPeers } from './peers/index.ts';
import { keepToOneCore } from './peers/one-core.ts';
import { renewed, type Workload, workloads } from './peers/workloads.ts';

/**
 * Tests a second by Assay and by what one would use in its place, on the same programs.
 * All of them, and this process, share one core, so that a second is a core's second;
 * they work in turns, in an order that is turned round each time.
 */
export const peers: Bench = {
	name: 'peers',
	title: 'Tests per second on one core, by Assay and by others',
	target: 'bench-peers',
	async run({ rounds, every }) {
		using core = keepToOneCore();
		const opened = new AsyncDisposableStack();
		let closing: Promise<void> | undefined;
		const close = () => {
			closing ??= opened.disposeAsync();
			return closing;
		};
		const interrupted = () => void close().finally(() => process.exit(130));
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
		try {
			const working = new Map<Peer, OpenPeer>();
			for (const peer of allPeers) if (peer.missing?.() === undefined) working.set(peer, opened.use(await peer.open()));
			const lines: (Figure | Gap)[] = [];
			for (const workload of workloads({ every })) lines.push(...(await compare(workload, working, rounds)));
			const strays = core.strays();
			if (strays.length > 0) throw new Error(`processes that are not kept to core ${core.number}: ${strays.join(', ')}`);
			return lines;
		} finally {
			for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
			await close();
		}
	},
};

async function compare(workload: Workload, working: ReadonlyMap<Peer, OpenPeer>, rounds: number): Promise<readonly (Figure | Gap)[]> {
	const group = workload.title;
	if (workload.missing !== undefined) return [{ group, what: 'every peer', reason: workload.missing }];
	const tasks = await workload.tasks();
	const timed = tasks.filter(({ right }) => right);
	const tests = timed.reduce((sum, { problem }) => sum + problem.tests.length, 0);
	const able = [...working].filter(([peer]) => peer.kinds.includes(workload.kind));
	const perSecond = new Map(able.map(([peer]) => [peer, [] as number[]]));
	const misjudged = new Map(able.map(([peer]) => [peer, new Set<string>()]));
	for (let round = 0; round <= rounds; round++) {
		const chosen = round === 0 ? tasks : timed; // the first one only says what is judged rightly, and warms up
		for (const [peer, { judge }] of round % 2 === 0 ? able : able.toReversed()) {
			const { seconds, accepted } = await judge(renewed(chosen, `round ${round}`));
			for (const [index, { id, right }] of chosen.entries()) if (accepted[index] !== right) misjudged.get(peer)?.add(id);
			if (round > 0) perSecond.get(peer)?.push(tests / seconds);
		}
	}
	const ours = median(perSecond.get(assay) ?? []);
	return allPeers.map((peer) => {
		const reason = peer.missing?.() ?? (peer.kinds.includes(workload.kind) ? undefined : `takes no tests of kind ${workload.kind}`);
		if (reason !== undefined) return { group, what: peer.title, reason };
		const value = median(perSecond.get(peer) ?? []);
		const what = `${peer.title}; ${rightly(tasks.length, misjudged.get(peer) ?? new Set())}`;
		return {
			group,
			what,
			value,
			unit: 'tests/s',
			...(peer === assay ? {} : { ratio: ours / value, ratioOf: 'as many through Assay' }),
		};
	});
}

/** How many programs a peer has judged as they are known to be, and a few of the others. */
function rightly(programs: number, misjudged: ReadonlySet<string>): string {
	const said = `${programs - misjudged.size} of ${programs} programs judged rightly`;
	return misjudged.size === 0 ? said : `${said}, not so ${[...misjudged].slice(0, 4).join(', ')}${misjudged.size > 4 ? ' and more' : ''}`;
}

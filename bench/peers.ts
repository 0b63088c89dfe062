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
			const field = new Field();
			for (const peer of allPeers) await field.admit(peer, async () => opened.use(await peer.open()));
			const lines: (Figure | Gap)[] = [];
			for (const workload of workloads({ every })) lines.push(...(await compare(workload, field, rounds)));
			const strays = core.strays();
			if (strays.length > 0) throw new Error(`processes that are not kept to core ${core.number}: ${strays.join(', ')}`);
			return lines;
		} finally {
			for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupted);
			await close();
		}
	},
};

/** The peers that are at work, and why the others are not. */
class Field {
	readonly working = new Map<Peer, OpenPeer>();
	readonly #reasons = new Map<Peer, string>();

	async admit(peer: Peer, open: () => Promise<OpenPeer>): Promise<void> {
		const missing = peer.missing?.();
		if (missing !== undefined) this.#reasons.set(peer, missing);
		else await this.try(peer, async () => void this.working.set(peer, await open()));
	}

	/** A peer that fails is out of it; when Assay does, there is nothing to compare with. */
	async try(peer: Peer, work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			if (peer === assay) throw error;
			this.working.delete(peer);
			this.#reasons.set(peer, `it failed: ${error instanceof Error ? error.message : error}`);
		}
	}

	reasonAgainst(peer: Peer, { kind }: Workload): string | undefined {
		return this.#reasons.get(peer) ?? (peer.kinds.includes(kind) ? undefined : `takes no tests of kind ${kind}`);
	}
}

async function compare(workload: Workload, field: Field, rounds: number): Promise<readonly (Figure | Gap)[]> {
	const group = workload.title;
	const missing = workload.missing?.();
	if (missing !== undefined) return [{ group, what: 'all of them', reason: missing }];
	const tasks = await workload.tasks();
	const timed = tasks.filter(({ right }) => right);
	const tests = timed.reduce((sum, { problem }) => sum + problem.tests.length, 0);
	const perSecond = new Map(allPeers.map((peer) => [peer, [] as number[]]));
	const misjudged = new Map(allPeers.map((peer) => [peer, new Set<string>()]));
	for (let round = 0; round <= rounds; round++) {
		const chosen = round === 0 ? tasks : timed; // the first one only says what is judged rightly, and warms up
		const able = [...field.working].filter(([peer]) => peer.kinds.includes(workload.kind));
		for (const [peer, { judge }] of round % 2 === 0 ? able : able.toReversed()) {
			await field.try(peer, async () => {
				const { seconds, accepted } = await judge(renewed(chosen, `round ${round}`));
				for (const [index, { id, right }] of chosen.entries()) if (accepted[index] !== right) misjudged.get(peer)?.add(id);
				if (round > 0) perSecond.get(peer)?.push(tests / seconds);
				console.error(`round ${round} of ${rounds}, ${seconds.toFixed(2)} s: ${peer.title}`);
			});
		}
	}
	const ours = median(perSecond.get(assay) ?? []);
	return allPeers.map((peer) => {
		const reason = field.reasonAgainst(peer, workload);
		if (reason !== undefined) return { group, what: peer.title, reason };
		const value = median(perSecond.get(peer) ?? []);
		const what = `${peer.title}; ${rightly(tasks.length, misjudged.get(peer) ?? new Set())}`;
		const ratio = peer === assay ? {} : { ratio: ours / value, ratioOf: 'as many through Assay' };
		return { group, what, value, unit: 'tests/s', ...ratio };
	});
}

/** How many programs a peer has judged as they are known to be, and a few of the others. */
function rightly(programs: number, misjudged: ReadonlySet<string>): string {
	const said = `${programs - misjudged.size} of ${programs} programs judged rightly`;
	return misjudged.size === 0 ? said : `${said}, not so ${[...misjudged].slice(0, 4).join(', ')}${misjudged.size > 4 ? ' and more' : ''}`;
}

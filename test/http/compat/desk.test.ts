import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../../services/execution/contract.ts';
import { ClientGone } from '../../../services/http/client-gone.ts';
import { type Case, Desk } from '../../../services/http/compat/desk.ts';
import type { AppDependencies } from '../../../services/http/dependencies.ts';
import { createMemoryQueue } from '../../../services/queue/memory.ts';
import { createFakeGrader } from '../../support/fake-grader.ts';

const program = (code: string) => ({ language: 'python', code, limits: { cpuMs: 1, wallMs: 1, memoryMb: 1, outputBytes: 1 } });
const done: RunResult = { ok: true, files: [] };

/** A desk whose programs run until they are stopped, but for those that say `end`. */
function openCase(limit: number, patienceMs?: number): { open: Case; leave: () => void; most: () => number } {
	let [running, most] = [0, 0];
	const runs = createMemoryQueue<ReturnType<typeof program>, RunResult>({
		concurrency: 2,
		limit,
		handler: async ({ code }, { signal }) => {
			most = Math.max(most, ++running);
			try {
				if (code === 'end') return done;
				return await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
			} finally {
				running--;
			}
		},
	});
	const grader = createFakeGrader();
	const desk = new Desk({ grader, runs } as Partial<AppDependencies> as AppDependencies);
	const raw = new ServerResponse(new IncomingMessage(new Socket()));
	const open = desk.open({ tenant: 'lab', charge: () => undefined }, { raw }, { patienceMs });
	return { open, leave: () => raw.emit('close'), most: () => most };
}

describe('A request', () => {
	it('is given up with a word that there is no room when its client would give up', async () => {
		const { open } = openCase(10, 50);
		await expect(open.run(program('hang'))).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 });
	});

	it('is given up while it waits for a place, too', async () => {
		const { open } = openCase(0, 50);
		const holders = [open.run(program('hang')), open.run(program('hang'))];
		const waiting = open.run(program('end'), () => true);
		for (const run of [...holders, waiting]) await expect(run).rejects.toMatchObject({ code: 'overloaded' });
	});

	it('ends when its client goes', async () => {
		const { open, leave } = openCase(10, 60_000);
		const running = open.run(program('hang'));
		leave();
		await expect(running).rejects.toBeInstanceOf(ClientGone);
	});

	it('has its programs run in order of arrival, a few at a time, and their results in theirs', async () => {
		const { open, most } = openCase(10);
		const items = Array.from({ length: 50 }, (_, n) => n);
		expect(await open.each(items, async (n) => [n, (await open.run(program('end'))).ok])).toEqual(items.map((n) => [n, true]));
		expect(most()).toBeLessThanOrEqual(2);
	});

	it('begins no more of them when there is no place for one', async () => {
		const { open, leave } = openCase(0);
		const holders = [open.run(program('hang')), open.run(program('hang'))];
		await expect(open.each([1, 2, 3], async () => await open.run(program('end')))).rejects.toMatchObject({ code: 'overloaded' });
		leave();
		await Promise.allSettled(holders);
	});
});

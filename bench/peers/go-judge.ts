import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Started, start } from '../../test/support/command.ts';
import { freePort } from '../../test/support/free-port.ts';
import type { Judged, OpenPeer, Peer, Task } from './contract.ts';
import { forget, type GoJudgeFile, runOnce, upload } from './go-judge-client.ts';
import { installed, whyMissing } from './installed.ts';
import { judgeByProcesses } from './processes.ts';

const readyMs = 10_000;

interface Settings {
	readonly title: string;
	readonly flags: readonly string[];
	/** Tests in flight. */
	readonly atOnce: number;
}

/**
 * go-judge by its HTTP interface, over kept connections: a program is sent once, as a cached
 * file, and each test is a call of /run that starts `python3` in one of its containers,
 * which is used again after its files are wiped.
 */
function goJudge({ title, flags, atOnce }: Settings): Peer {
	return {
		title,
		kinds: ['stdio', 'code'],
		missing: () => whyMissing('go-judge'),
		async open(): Promise<OpenPeer> {
			await using opened = new AsyncDisposableStack();
			const store = await mkdtemp('/dev/shm/assay-bench-'); // it keeps files in memory by default, too, but in a folder that all share
			opened.defer(async () => await rm(store, { recursive: true, force: true }));
			const address = `127.0.0.1:${await freePort()}`;
			const where = ['-http-addr', address, '-dir', store];
			const service = start(join(installed('go-judge'), 'go-judge'), [...where, '-release', '-silent', ...flags]);
			opened.defer(async () => {
				service.child.kill('SIGTERM');
				await service.finished;
			});
			const url = `http://${address}`;
			await untilItAnswers(`${url}/version`, service);
			const kept = opened.move();
			return {
				judge: async (tasks) => await judgeByGoJudge(url, tasks, atOnce),
				[Symbol.asyncDispose]: async () => await kept.disposeAsync(),
			};
		},
	};
}

export const goJudgeDefault = goJudge({
	title: 'go-judge with its defaults: a python3 per test, in a container that is kept',
	flags: [],
	atOnce: 2, // the next one waits there while this one is answered
});

export const goJudgePool = goJudge({
	title: 'go-judge with four containers made before (-pre-fork 4 -parallelism 4), four tests in flight',
	flags: ['-pre-fork', '4', '-parallelism', '4'],
	atOnce: 4,
});

async function judgeByGoJudge(url: string, tasks: readonly Task[], atOnce: number): Promise<Judged> {
	const kept = new Map<string, Promise<string>>();
	const keptFile = async (source: string): Promise<GoJudgeFile> => {
		const id = kept.get(source) ?? upload(url, source);
		kept.set(source, id);
		return { fileId: await id };
	};
	const judged = await judgeByProcesses(tasks, atOnce, async (run, limitMs) => {
		const file = run.shared ? await keptFile(run.source) : { content: run.source };
		return await runOnce(url, run, { file, limitMs });
	});
	for (const id of kept.values()) await forget(url, await id);
	return judged;
}

/** Silent, it does not say when it is ready. */
async function untilItAnswers(url: string, { finished }: Started): Promise<void> {
	const until = performance.now() + readyMs;
	const ended = finished.then(({ code, stderr }) => {
		throw new Error(`go-judge has ended with ${code}: ${stderr}`);
	});
	const answers = async () => {
		while ((await fetch(url).catch(() => undefined))?.ok !== true) {
			if (performance.now() > until) throw new Error(`go-judge does not answer within ${readyMs} ms`);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	};
	await Promise.race([answers(), ended]);
}

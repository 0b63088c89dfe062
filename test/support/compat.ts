import { afterAll, beforeAll, expect } from 'vitest';
import { type ServerUnderTest, serverAround } from './app.ts';
import { type OpenGrader, openFailingGrader, openGrader } from './grader.ts';
import { metric } from './metric.ts';

/** What a client gets. */
export interface Reply {
	readonly status: number;
	readonly headers: Headers;
	readonly body: unknown;
}

export interface CompatServers {
	/** With real sandboxes. */
	url: string;
	/** Whose sandboxes all fail. */
	failingUrl: string;
	/** Without room for one more program while `work` goes on. */
	whileBusy<T>(work: (url: string) => Promise<T>): Promise<T>;
}

/** Servers as they ship, for the tests of one file: one that works, one whose sandboxes fail, one that is full. */
export function compatServers(): CompatServers {
	const open: { grader?: OpenGrader; failing?: OpenGrader; servers: ServerUnderTest[] } = { servers: [] };
	const servers: CompatServers = {
		url: '',
		failingUrl: '',
		whileBusy: async (work) => {
			if (open.grader === undefined) throw new Error('the servers are not there yet');
			await using server = await serverAround(open.grader.grader, { settings: { queueLimit: '0' } });
			const gone = new AbortController();
			const sleeper = { language: 'python', code: 'import time\ntime.sleep(60)', run_timeout: 60 };
			const sleepers = [1, 2].map(() => post(`${server.url}/run_code`, sleeper, { signal: gone.signal }).catch(() => undefined));
			try {
				await expect.poll(async () => await metric('assay_queue_running', server.url), { timeout: 30_000 }).toBe(2);
				return await work(server.url);
			} finally {
				gone.abort();
				await Promise.all(sleepers);
			}
		},
	};
	beforeAll(async () => {
		open.grader = await openGrader();
		open.failing = await openFailingGrader();
		open.servers = [await serverAround(open.grader.grader), await serverAround(open.failing.grader)];
		[servers.url, servers.failingUrl] = open.servers.map(({ url }) => url) as [string, string];
	});
	afterAll(async () => {
		for (const server of open.servers) await server[Symbol.asyncDispose]();
		for (const grader of [open.grader, open.failing]) await grader?.[Symbol.asyncDispose]();
	});
	return servers;
}

export async function post(
	url: string,
	body: unknown,
	options: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal } = {},
): Promise<Reply> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...options.headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
		...(options.signal === undefined ? {} : { signal: options.signal }),
	});
	return { status: response.status, headers: response.headers, body: await response.json() };
}

export async function get(url: string): Promise<Reply> {
	const response = await fetch(url);
	return { status: response.status, headers: response.headers, body: await response.json() };
}

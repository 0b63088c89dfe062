import { join } from 'node:path';
import { pino } from 'pino';
import { type Config, type ConfigOverrides, loadConfig } from '../../services/config.ts';
import type { Grader } from '../../services/execution/contract.ts';
import { type RunningServer, startServer } from '../../services/server.ts';
import { createFakeGrader, type FakeGrader } from './fake-grader.ts';
import { temporaryFolder } from './temporary.ts';

/** A server around some engine. */
export interface ServerUnderTest extends AsyncDisposable {
	readonly server: RunningServer;
	readonly app: RunningServer['app'];
	readonly url: string;
	/** Everything that was logged. */
	readonly logged: () => string;
}

export interface TestServer extends ServerUnderTest {
	readonly grader: FakeGrader;
}

export interface TestServerOptions {
	readonly settings?: ConfigOverrides;
	readonly grader?: FakeGrader;
	/** Beyond what settings can say. */
	readonly config?: Partial<Config>;
}

/** The whole server on a free port with its data in a temporary folder, around a fake engine. */
export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
	const grader = options.grader ?? createFakeGrader();
	const server = await serverAround(grader, options);
	return {
		...server,
		grader,
		[Symbol.asyncDispose]: async () => {
			grader.release();
			await server[Symbol.asyncDispose]();
		},
	};
}

/** The same around an engine of the caller's, which stays open. */
export async function serverAround(grader: Grader, options: Omit<TestServerOptions, 'grader'> = {}): Promise<ServerUnderTest> {
	const folder = await temporaryFolder();
	let log = '';
	const write = (line: string) => {
		log += line;
	};
	const logger = pino({ level: 'info' }, { write });
	const config = { ...loadConfig({ port: '0', dataDir: join(folder.path, 'data'), ...options.settings }, {}), ...options.config };
	const server = await startServer({ config, grader, logger, version: '0.0.0', processMetrics: false });
	return {
		server,
		app: server.app,
		url: server.url,
		logged: () => log,
		[Symbol.asyncDispose]: async () => {
			await server.stop();
			await folder[Symbol.asyncDispose]();
		},
	};
}

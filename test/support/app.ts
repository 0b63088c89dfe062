import { join } from 'node:path';
import { pino } from 'pino';
import { type Config, type ConfigOverrides, loadConfig } from '../../services/config.ts';
import { type RunningServer, startServer } from '../../services/server.ts';
import { createFakeGrader, type FakeGrader } from './fake-grader.ts';
import { temporaryFolder } from './temporary.ts';

export interface TestServer extends AsyncDisposable {
	readonly server: RunningServer;
	readonly app: RunningServer['app'];
	readonly url: string;
	readonly grader: FakeGrader;
	/** Everything that was logged. */
	readonly logged: () => string;
}

export interface TestServerOptions {
	readonly settings?: ConfigOverrides;
	readonly grader?: FakeGrader;
	/** Beyond what settings can say. */
	readonly config?: Partial<Config>;
}

/** The whole server on a free port with its data in a temporary folder, around a fake engine. */
export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
	const folder = await temporaryFolder();
	const grader = options.grader ?? createFakeGrader();
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
		grader,
		logged: () => log,
		[Symbol.asyncDispose]: async () => {
			grader.release();
			await server.stop();
			await folder[Symbol.asyncDispose]();
		},
	};
}

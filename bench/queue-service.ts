import { pino } from 'pino';
import { loadConfig } from '../services/config.ts';
import { startServer } from '../services/server.ts';
import { startTracing } from '../services/telemetry/tracing.ts';
import { createFakeGrader } from '../test/support/fake-grader.ts';

/** A whole service around an engine that answers at once: `node queue-service.ts DATA_DIR [REDIS_URL [COLLECTOR]]`, either of which may be empty. */
const [dataDir = '', redisUrl, otlpEndpoint] = process.argv.slice(2);

const config = loadConfig({ port: '0', dataDir, logLevel: 'error', redisUrl, otlpEndpoint });
const traces = await startTracing(config, '0.0.0');

const server = await startServer({
	config,
	grader: createFakeGrader({ concurrency: 2 }),
	logger: pino({ level: 'error' }),
	version: '0.0.0',
});
console.error(`listens on ${server.url}`);
process.once('SIGTERM', async () => {
	await server.stop();
	await traces[Symbol.asyncDispose]();
});

import { pino } from 'pino';
import { loadConfig } from '../services/config.ts';
import { startServer } from '../services/server.ts';
import { createFakeGrader } from '../test/support/fake-grader.ts';

/** A whole service around an engine that answers at once: `node queue-service.ts DATA_DIR [REDIS_URL]`. */
const [dataDir = '', redisUrl] = process.argv.slice(2);

const server = await startServer({
	config: loadConfig({ port: '0', dataDir, logLevel: 'error', redisUrl }),
	grader: createFakeGrader({ concurrency: 2 }),
	logger: pino({ level: 'error' }),
	version: '0.0.0',
});
console.error(`listens on ${server.url}`);
process.once('SIGTERM', () => void server.stop());

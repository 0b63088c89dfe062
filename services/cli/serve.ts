import { Command } from 'commander';
import { ConfigSchema, environmentName, loadConfig } from '../config.ts';
import type { RunningServer, ServerOptions } from '../server.ts';
import { createLogger } from '../telemetry/logger.ts';
import { startTracing } from '../telemetry/tracing.ts';
import { type CliContext, interruptSignal } from './context.ts';
import { packageVersion } from './version.ts';

interface ServeFlags {
	readonly role?: string;
	readonly host?: string;
	readonly port?: string;
	readonly slots?: string;
	readonly wall?: string;
	readonly containerRuntime?: string;
	readonly dataDir?: string;
	readonly logLevel?: string;
}

/** `assay serve`: the HTTP service, until SIGTERM or SIGINT. */
export function serveCommand(context: CliContext): Command {
	return new Command('serve')
		.description('Serve the HTTP API, or judge programs for those that do')
		.option('--role <role>', 'api, worker or all; api and worker meet in the Redis of ASSAY_REDIS_URL')
		.option('--host <host>', 'address to listen on')
		.option('--port <port>', 'port to listen on; 0 takes a free one')
		.option('--slots <n>', 'programs judged at the same time')
		.option('--wall <name>', 'what keeps programs in: local (bubblewrap) or docker (containers)')
		.option('--container-runtime <name>', 'with --wall docker: a runtime of the engine, such as runsc')
		.option('--data-dir <folder>', 'where problems are kept')
		.option('--log-level <level>', 'fatal, error, warn, info, debug, trace or silent')
		.addHelpText('after', helpText)
		.action(async (flags: ServeFlags) => await serve(flags, context));
}

async function serve(flags: ServeFlags, context: CliContext): Promise<void> {
	const config = loadConfig({ ...flags });
	const logger = createLogger(config.logLevel);
	await using _traces = await startTracing(config, packageVersion());
	using interrupt = interruptSignal(context);
	await using engine = config.role === 'api' ? undefined : await context.engine.open(config, logger);
	const server = await start({ config, grader: engine?.grader, logger, version: packageVersion() });
	const purpose = config.role === 'worker' ? 'a worker; only /healthz, /readyz and /metrics' : `documentation at ${server.url}/docs`;
	context.stderr.write(`assay listens on ${server.url} (${purpose})\n`);
	await aborted(interrupt.signal);
	context.stderr.write('assay: finishing what runs; interrupt again to stop at once\n');
	await server.stop();
}

async function start(options: ServerOptions): Promise<Pick<RunningServer, 'url' | 'stop'>> {
	const { config, grader } = options;
	if (config.role === 'worker' && grader !== undefined) {
		const { startWorker } = await import('../worker.ts');
		return await startWorker({ ...options, grader });
	}
	const { startServer } = await import('../server.ts');
	return await startServer(options);
}

async function aborted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

function helpText(): string {
	const settings = Object.entries(ConfigSchema.shape).map(
		([name, schema]) => `  ${environmentName(name).padEnd(26)} ${schema.description ?? ''}`,
	);
	return `
Settings of the environment (flags win):
${settings.join('\n')}

Examples:
  assay serve
  assay serve --port 9000 --slots 8
  ASSAY_REDIS_URL=redis://host:6379 assay serve --role worker
  assay serve --wall docker --container-runtime runsc
  ASSAY_API_KEYS=some-long-secret assay serve --host 0.0.0.0`;
}

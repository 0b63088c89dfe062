import { startEngine } from './docker-engine.ts';

/** Ends with 1, and the reason, where no container engine can be started: in a container without rights, say. */
try {
	await (await startEngine()).stop();
} catch (error) {
	console.error(`The suites of the Docker wall are skipped: ${error instanceof Error ? error.message : error}`);
	process.exitCode = 1;
}

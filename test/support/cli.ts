import { Writable } from 'node:stream';
import { realEngine } from '../../services/cli/engine.ts';
import { runCli } from '../../services/cli/run.ts';
import type { Finished } from './command.ts';

class Text extends Writable {
	text = '';
	override _write(chunk: Buffer, _encoding: string, done: () => void): void {
		this.text += chunk.toString();
		done();
	}
}

/** The command line in this process, which takes a tenth of the time of a process of its own. */
export async function assayHere(args: readonly string[]): Promise<Finished> {
	const [stdout, stderr] = [new Text(), new Text()];
	let code: number | null = null;
	const setExitCode = (number: number) => {
		code = number;
	};
	const onInterrupt = () => ({ [Symbol.dispose]: () => undefined });
	await runCli(args, { stdout, stderr, engine: realEngine, onInterrupt, exitNow: setExitCode, setExitCode });
	return { code, stdout: stdout.text, stderr: stderr.text };
}

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startAssay } from './command.ts';
import { temporaryFolder } from './temporary.ts';

const slots = 2;
const queueLimit = 10;
/** Ten times as many as have a place. */
const clients = 10 * (slots + queueLimit);
const programSeconds = 0.05;
/** Of the service. With as much as a machine has, garbage is left lying that would look like growth. */
const heapMb = 96;

export interface Overload {
	/** Programs that were answered, and how many of these answers were not what the program deserves. */
	readonly answered: number;
	readonly wrong: number;
	readonly refused: number;
	/** How long a refusal took, of a hundred the second slowest. */
	readonly refusedWithinMs: number;
	/** How often clients came back after as long as they were told, and the share of these that then got in. */
	readonly cameBack: number;
	readonly truth: number;
	readonly longestRetryAfterSeconds: number;
	/** Of the service, on average in the second quarter of the time and in the last. */
	readonly earlierMb: number;
	readonly laterMb: number;
}

/** Clients that send one program after another, ten times as many as a service has places for, and wait as they are told. */
export async function overload(seconds: number): Promise<Overload> {
	await using folder = await temporaryFolder();
	const service = startAssay(['serve', '--port', '0', '--slots', String(slots), '--log-level', 'error'], {
		ASSAY_DATA_DIR: folder.path,
		ASSAY_QUEUE_LIMIT: String(queueLimit),
		NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
	});
	try {
		const [, url = ''] = await service.says(/assay listens on (\S+)/);
		const endMs = performance.now() + seconds * 1000;
		const refusalsMs: number[] = [];
		const waitsSeconds: number[] = [];
		let [answered, wrong, cameBack, gotIn] = [0, 0, 0, 0];
		const client = async (number: number) => {
			for (let n = 0; performance.now() < endMs; n++) {
				const right = (number + n) % 2 === 0;
				const body = JSON.stringify(programOf(`${number}.${n}`, right));
				for (let waited = false; ; waited = true) {
					const startedMs = performance.now();
					const response = await fetch(`${url}/v1/grade`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
					const text = await response.text();
					if (waited) cameBack++;
					if (response.status !== 429) {
						if (waited) gotIn++;
						answered++;
						if (response.status !== 200 || JSON.parse(text).verdict !== (right ? 'accepted' : 'wrong_answer')) wrong++;
						break;
					}
					refusalsMs.push(performance.now() - startedMs);
					const waitSeconds = Number(response.headers.get('retry-after'));
					waitsSeconds.push(waitSeconds);
					if (performance.now() + waitSeconds * 1000 > endMs) return;
					await delay(waitSeconds * 1000);
				}
			}
		};
		const residentMb = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${service.child.pid}/status`, 'utf8'))?.[1]) / 1024;
		const memory = async () => {
			const seen: number[] = [];
			for (; performance.now() < endMs; await delay(250)) seen.push(residentMb());
			const quarter = (n: number) => seen.slice((n * seen.length) / 4, ((n + 1) * seen.length) / 4);
			const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
			return { earlierMb: mean(quarter(1)), laterMb: mean(quarter(3)) };
		};
		const [resident] = await Promise.all([memory(), ...Array.from({ length: clients }, (_, number) => client(number))]);
		return {
			...{ answered, wrong, refused: refusalsMs.length, cameBack, truth: gotIn / cameBack, ...resident },
			refusedWithinMs: refusalsMs.toSorted((a, b) => a - b)[Math.floor(0.98 * refusalsMs.length)] ?? 0,
			longestRetryAfterSeconds: Math.max(...waitsSeconds),
		};
	} finally {
		service.child.kill('SIGTERM');
		await service.finished;
	}
}

function programOf(name: string, right: boolean) {
	return {
		language: 'python',
		code: `import time\ntime.sleep(${programSeconds})\nprint(input()${right ? '' : ' + "!"'})  # ${name}`,
		problem: { id: 'echo', tests: [{ kind: 'stdio', input: 'hello\n', output: 'hello\n' }] },
	};
}

/** In words, as a figure of a test. */
export function describeOverload(seen: Overload): string {
	const { answered, refused, refusedWithinMs, cameBack, truth, longestRetryAfterSeconds, earlierMb, laterMb } = seen;
	return [
		`${answered} programs answered, ${refused} refusals, 98 % of them within ${refusedWithinMs.toFixed(0)} ms`,
		`of ${cameBack} who came back when they were told, after ${longestRetryAfterSeconds} s at most, ${(100 * truth).toFixed(1)} % got in`,
		`${earlierMb.toFixed(0)} MB in the second quarter of the time, ${laterMb.toFixed(0)} MB in the last`,
	].join('; ');
}

import type { Ended, Run } from './processes.ts';

const outputBytes = 16 << 20;
const memoryBytes = 512 << 20;

/** Source text, or the id of a file that is kept. */
export type GoJudgeFile = { readonly content: string } | { readonly fileId: string };

/** One program on one input, in a container. Throws when go-judge itself has failed. */
export async function runOnce(url: string, { stdin }: Run, { file, limitMs }: { file: GoJudgeFile; limitMs: number }): Promise<Ended> {
	const nanoseconds = limitMs * 1_000_000;
	const command = {
		args: ['/usr/bin/python3', 'main.py'],
		env: ['PATH=/usr/bin:/bin'],
		files: [{ content: stdin }, { name: 'stdout', max: outputBytes }, { name: 'stderr', max: outputBytes }],
		cpuLimit: nanoseconds,
		clockLimit: 2 * nanoseconds,
		memoryLimit: memoryBytes,
		procLimit: 64,
		copyIn: { 'main.py': file },
	};
	const response = await fetch(`${url}/run`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ cmd: [command] }),
	});
	if (!response.ok) throw new Error(`go-judge answered ${response.status}: ${await response.text()}`);
	const [result] = (await response.json()) as { status: string; error?: string; files?: { stdout?: string } }[];
	if (result === undefined || result.status === 'Internal Error') throw new Error(`go-judge has failed: ${result?.error}`);
	return { well: result.status === 'Accepted', stdout: result.files?.stdout ?? '' };
}

/** Keeps a file there, under the id that it answers. */
export async function upload(url: string, source: string): Promise<string> {
	const form = new FormData();
	form.append('file', new Blob([source]), 'main.py');
	const response = await fetch(`${url}/file`, { method: 'POST', body: form });
	if (!response.ok) throw new Error(`go-judge answered ${response.status} to a file`);
	return (await response.json()) as string;
}

export async function forget(url: string, fileId: string): Promise<void> {
	await fetch(`${url}/file/${fileId}`, { method: 'DELETE' });
}

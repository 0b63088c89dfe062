import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type Docker from 'dockerode';
import { remove } from './engine.ts';

/** Containers say with it which process made them. */
const label = 'assay.owner';

/** The label of a container that this process makes: the host, the process, and when that was started, since numbers are used again. */
export const ownerLabels = (): Readonly<Record<string, string>> => ({ [label]: `${hostname()}/${process.pid}/${startOf(process.pid)}` });

/** Removes containers that processes of this host have made and not outlived. */
export async function removeOrphans(engine: Docker): Promise<void> {
	const containers = await engine.listContainers({ all: true, filters: { label: [label] } });
	for (const { Id, Labels } of containers) {
		const [host, pid, start] = (Labels[label] ?? '').split('/');
		if (host === hostname() && startOf(Number(pid)) !== start) await remove(engine.getContainer(Id));
	}
}

function startOf(pid: number): string | undefined {
	try {
		return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
	} catch {
		return undefined; // there is no such process
	}
}

import { readdirSync, readFileSync } from 'node:fs';

/** What of the host a program could have changed or left behind, and must not have. */
export interface HostState {
	readonly mounts: number;
	readonly files: readonly string[];
	readonly messages: readonly string[];
	readonly corePattern: string;
}

const places = ['/dev/shm', '/var/tmp', '/run/lock'];
const queues = ['shm', 'sem', 'msg'].map((kind) => `/proc/sysvipc/${kind}`);

export function hostState(): HostState {
	return {
		mounts: readFileSync('/proc/self/mountinfo', 'utf8').split('\n').length,
		files: places.flatMap((place) => readdirSync(place).map((name) => `${place}/${name}`)).sort(),
		messages: queues.flatMap((queue) => readFileSync(queue, 'utf8').trim().split('\n').slice(1)),
		corePattern: readFileSync('/proc/sys/kernel/core_pattern', 'utf8'),
	};
}

/** Descriptors that this process holds. */
export const heldDescriptors = (): number => readdirSync('/proc/self/fd').length;

/** Processes of a user of the host, by their command. */
export function processesOf(uid: number): readonly string[] {
	return readdirSync('/proc').flatMap((pid) => {
		if (!/^\d+$/.test(pid)) return [];
		try {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			const [, real] = /^Uid:\s+(\d+)/m.exec(status) ?? [];
			return Number(real) === uid ? [`${pid} ${/^Name:\s+(.*)$/m.exec(status)?.[1]}`] : [];
		} catch {
			return []; // it has ended meanwhile
		}
	});
}

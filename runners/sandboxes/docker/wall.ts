import { randomBytes } from 'node:crypto';
import type { Agent } from 'node:http';
import { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import { type AgentConnection, AgentSandbox } from '../../agent/client.ts';
import { protection } from '../../agent/protocol.ts';
import { type Protection, SandboxFault, type Wall } from '../contract.ts';
import { connect } from './connection.ts';
import { containerOptions } from './container.ts';
import { engineAt, remove, whileAway } from './engine.ts';
import { imagesByLanguage } from './images.ts';
import { ownerLabels, removeOrphans } from './owner.ts';

export interface DockerWallOptions {
	/** Where the engine listens, e.g. `unix:///run/docker.sock`; default: the usual socket. */
	readonly host?: string | undefined;
	/** A runtime that the engine knows: runc, runsc (gVisor), kata; default: the engine's own default. */
	readonly runtime?: string | undefined;
	/** How long to wait for an engine that is away or being restarted before a sandbox counts as impossible. */
	readonly patienceMs?: number;
	/** What everything in one sandbox together may take. */
	readonly memoryMb?: number;
	/** Size of what a program may write: working directory, /tmp and /dev/shm together. */
	readonly scratchMb?: number;
	/** First host user of the sandboxes, two for each. */
	readonly uidBase?: number;
}

const defaultPatienceMs = 60_000;
/** Of the first call: who starts with a wrong address wants to know soon. */
const firstPatienceMs = 3000;
const defaultUidBase = 800_000;
const defaultMemoryMb = 3072;

/**
 * Sandboxes by a container engine: one container each, from images that hold the
 * toolchains of some languages (`make images`). Rejects with what would help when the
 * engine cannot be reached, has no images, or does not know the runtime. Containers
 * whose makers are gone are removed.
 */
export async function openDockerWall(options: DockerWallOptions = {}): Promise<Wall> {
	const { engine, connections } = engineAt(options.host);
	const patienceMs = options.patienceMs ?? defaultPatienceMs;
	try {
		const info: EngineInfo = await whileAway(Math.min(patienceMs, firstPatienceMs), () => engine.info());
		if (options.runtime !== undefined && info.Runtimes?.[options.runtime] === undefined) {
			const known = Object.keys(info.Runtimes ?? {}).join(', ');
			throw new SandboxFault(`the container engine has no runtime ${JSON.stringify(options.runtime)}; it has: ${known}`);
		}
		const images = await imagesByLanguage(engine);
		if (images.size === 0)
			throw new SandboxFault('the container engine has no images with languages that this version can use: run make images');
		await removeOrphans(engine);
		return new DockerWall(engine, connections, options, patienceMs, info, images);
	} catch (error) {
		connections.destroy();
		throw error;
	}
}

interface EngineInfo {
	readonly Runtimes?: Readonly<Record<string, unknown>>;
	readonly DefaultRuntime?: string;
	readonly ServerVersion?: string;
	readonly SecurityOptions?: readonly string[];
}

class DockerWall implements Wall {
	readonly name = 'docker';
	readonly #engine: Docker;
	readonly #connections: Agent;
	readonly #options: DockerWallOptions;
	readonly #patienceMs: number;
	readonly #info: EngineInfo;
	readonly #images: ReadonlyMap<string, string>;
	/** Several walls may be open in one process. */
	readonly #id = randomBytes(4).toString('hex');
	#opened = 0;

	constructor(
		engine: Docker,
		connections: Agent,
		options: DockerWallOptions,
		patienceMs: number,
		info: EngineInfo,
		images: ReadonlyMap<string, string>,
	) {
		this.#engine = engine;
		this.#connections = connections;
		this.#options = options;
		this.#patienceMs = patienceMs;
		this.#info = info;
		this.#images = images;
	}

	kindFor(language: string): string | undefined {
		return this.#images.get(language);
	}

	async open({ slot, kind }: { readonly slot: number; readonly kind: string }): Promise<AgentSandbox> {
		const connection = await whileAway(
			this.#patienceMs,
			() => this.#start(slot, kind),
			(late) => void late.destroy(),
		);
		try {
			return await AgentSandbox.connect(connection);
		} catch (cause) {
			throw new SandboxFault(`no sandbox can be made: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
		}
	}

	async protections(): Promise<readonly Protection[]> {
		const [kind = ''] = this.#images.values();
		await using sandbox = await this.open({ slot: 0, kind });
		const has = (bit: number) => (sandbox.protections & bit) !== 0;
		const runtime = this.#options.runtime ?? this.#info.DefaultRuntime ?? 'the default runtime';
		const memoryMb = this.#memoryMb;
		return [
			{
				name: 'container',
				inForce: true,
				detail: `engine ${this.#info.ServerVersion}, ${runtime}: no network, read-only root, two capabilities`,
			},
			{ name: 'namespaces', inForce: true, detail: 'by the engine, and below it user, mount and pid by the agent' },
			{
				name: 'separate users',
				inForce: has(protection.twoUsers),
				detail: 'agent and candidate are different users, and nobody on the host',
			},
			{ name: 'system-call filter', inForce: true, detail: 'allow list for the container, deny list for programs, no_new_privs' },
			{ name: 'memory by control group', inForce: true, detail: `${memoryMb} MB for a container; runs by their resident memory` },
			{
				name: 'CPU time by control group',
				inForce: has(protection.cpuGroup),
				detail: has(protection.cpuGroup) ? 'of the container' : 'by rusage and /proc instead',
			},
		];
	}

	async close(): Promise<void> {
		this.#connections.destroy(); // every sandbox is closed by who opened it
	}

	get #memoryMb(): number {
		return this.#options.memoryMb ?? defaultMemoryMb;
	}

	async #start(slot: number, image: string): Promise<AgentConnection> {
		const name = `assay-${this.#id}-${slot}-${this.#opened++}`;
		const container = await this.#engine.createContainer(
			containerOptions({
				name,
				image,
				labels: ownerLabels(),
				agent: {
					root: '/sandbox',
					uidBase: (this.#options.uidBase ?? defaultUidBase) + 2 * slot,
					processor: slot,
					...(this.#options.scratchMb === undefined ? {} : { scratchMb: this.#options.scratchMb }),
				},
				runtime: this.#options.runtime,
				appArmor: this.#info.SecurityOptions?.some((option) => option.includes('apparmor')) === true,
				memoryMb: this.#memoryMb,
			}),
		);
		try {
			const stream = await container.attach({ stream: true, hijack: true, stdin: true, stdout: true, stderr: true });
			if (!(stream instanceof Duplex)) throw new SandboxFault('the engine gave no two-way stream');
			const removed = container.wait({ condition: 'removed' });
			removed.catch(() => undefined); // awaited below; a fault before that is not unhandled
			await container.start();
			return connect(container, name, stream, removed);
		} catch (error) {
			await remove(container).catch(() => undefined); // what went wrong first is what is told
			throw error;
		}
	}
}

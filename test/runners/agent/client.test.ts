import { PassThrough } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { type AgentConnection, AgentSandbox } from '../../../runners/agent/client.ts';
import {
	answer,
	encodeFrame,
	type Frame,
	FrameSplitter,
	protocolVersion,
	request,
	text,
	u8,
	u32,
	u64,
} from '../../../runners/agent/protocol.ts';
import { SandboxFault } from '../../../runners/sandboxes/contract.ts';

const limits = { cpuMs: 1000, wallMs: 2000, memoryKb: 1024, stdoutBytes: 1024, stderrBytes: 1024, processes: 8 };

/** An agent that says what the test tells it to. */
class ScriptedAgent implements AgentConnection {
	readonly id = 'scripted';
	readonly stdin = new PassThrough();
	readonly stdout = new PassThrough();
	readonly ended: Promise<string>;
	readonly asked: Frame[] = [];
	destroyed = false;
	end: (why: string) => void;
	#waiting: (() => void)[] = [];

	constructor() {
		const { promise, resolve } = Promise.withResolvers<string>();
		this.ended = promise;
		this.end = resolve;
		const splitter = new FrameSplitter();
		this.stdin.on('data', (chunk: Buffer) => {
			this.asked.push(...splitter.push(chunk));
			for (const wake of this.#waiting.splice(0)) wake();
		});
	}
	async destroy(): Promise<void> {
		this.destroyed = true;
		this.end('destroyed');
	}
	/** The next request of that type. */
	async next(type: number): Promise<Frame> {
		for (;;) {
			const at = this.asked.findIndex((frame) => frame.type === type);
			const [found] = at < 0 ? [] : this.asked.splice(at, 1);
			if (found !== undefined) return found;
			await new Promise<void>((wake) => this.#waiting.push(wake));
		}
	}
	say(type: number, tag: number, parts: Buffer[] = []): void {
		for (const part of encodeFrame(type, tag, parts)) this.stdout.write(part);
	}
}

async function connected() {
	const agent = new ScriptedAgent();
	const connecting = AgentSandbox.connect(agent);
	const hello = await agent.next(request.hello);
	agent.say(answer.hello, hello.tag, [u32(protocolVersion), u32(0)]);
	return { agent, sandbox: await connecting };
}

const outcome = (status = 0) => [
	u8(status),
	u8(0),
	u32(0),
	u32(0),
	u64(1000),
	u64(1000),
	u64(0),
	u64(1),
	...text(''),
	u8(0),
	...text('out'),
	...text(''),
	...text(''),
];

describe('The host’s end of an agent', () => {
	test('does not talk with an agent of another version', async () => {
		const agent = new ScriptedAgent();
		const connecting = AgentSandbox.connect(agent);
		const hello = await agent.next(request.hello);
		agent.say(answer.hello, hello.tag, [u32(protocolVersion + 1), u32(0)]);
		await expect(connecting).rejects.toThrow('another version');
		expect(agent.destroyed).toBe(true);
	});

	test('hands over each outcome of a request as it comes', async () => {
		const { agent, sandbox } = await connected();
		const seen: number[] = [];
		const all = sandbox.runAll({ command: ['x'], limits }, [{}, {}, {}], (_outcome, index) => seen.push(index));
		const { tag } = await agent.next(request.run);
		agent.say(answer.outcome, tag, outcome());
		agent.say(answer.outcome, tag, outcome());
		await vi.waitFor(() => expect(seen).toEqual([0, 1]));
		agent.say(answer.outcome, tag, outcome());
		await all;
		expect(seen).toEqual([0, 1, 2]);
	});

	test.each<[string, (agent: ScriptedAgent, tag: number) => void, RegExp]>([
		['ends', (agent) => agent.end('killed by the kernel'), /the agent ended: killed by the kernel/],
		['says that it failed', (agent, tag) => agent.say(answer.fault, tag, text('the room could not be emptied')), /could not be emptied/],
		['sends what is no frame', (agent) => agent.stdout.write(Buffer.alloc(64, 0xff)), /not a frame/],
		['gives an outcome that is cut short', (agent, tag) => agent.say(answer.outcome, tag, [u8(0)]), /not a frame/],
		['gives an answer of another kind', (agent, tag) => agent.say(answer.ok, tag), /unexpected answer/],
	])('rejects everything under way, and all that comes after, when the agent %s', async (_what, fail, words) => {
		const { agent, sandbox } = await connected();
		const running = sandbox.run({ command: ['x'], limits });
		const waiting = sandbox.wipe();
		const faults = Promise.allSettled([running, waiting]);
		const { tag } = await agent.next(request.run);
		fail(agent, tag);
		for (const result of await faults) {
			expect(result).toMatchObject({ status: 'rejected', reason: expect.any(SandboxFault) });
		}
		await expect(running).rejects.toThrow(words);
		await expect(sandbox.run({ command: ['x'], limits })).rejects.toThrow(SandboxFault);
	});

	test('gives up an agent that is silent for too long, and not one that is at work', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const { agent, sandbox } = await connected();
			const patienceMs = limits.wallMs * 8 + 30_000;
			const all = sandbox.runAll({ command: ['x'], limits }, [{}, {}], () => undefined);
			const { tag } = await agent.next(request.run);
			await vi.advanceTimersByTimeAsync(patienceMs - 1);
			agent.say(answer.outcome, tag, outcome());
			await vi.advanceTimersByTimeAsync(patienceMs - 1);
			const rejected = expect(all).rejects.toThrow(/silent/);
			await vi.advanceTimersByTimeAsync(1);
			await rejected;
		} finally {
			vi.useRealTimers();
		}
	});
});

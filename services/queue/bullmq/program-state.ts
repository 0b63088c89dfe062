import type { Redis } from 'ioredis';
import {
	cancelScript,
	claimScript,
	finishScript,
	giveBackScript,
	lackingScript,
	renewScript,
	repliesLifeMs,
	submitScript,
} from './scripts.ts';

/** A program as it is handed over. */
export interface NewProgram {
	readonly id: string;
	readonly lane: string;
	readonly tenant: string;
	readonly message: Buffer;
	/** How long it is kept unless it is renewed, in milliseconds. */
	readonly lifeMs: number;
	readonly priority: number;
	readonly expectedMs: number;
}

/** What the queue takes. */
export interface Admission {
	/** Programs, waiting and running. */
	readonly places: number;
	/** What they may take in all, in milliseconds of one slot. */
	readonly expectedMs: number;
}

/** Whether a program was taken, and what the queue has. */
export interface Answer {
	readonly taken: boolean;
	readonly outstanding: number;
	readonly expectedMs: number;
}

export interface Claimed {
	readonly id: string;
	readonly message: Buffer;
	/** This one counted. */
	readonly tries: number;
	readonly tenant: string;
}

export type Known = 'gone' | 'waiting' | 'claimed';
const knownStates: readonly Known[] = ['gone', 'waiting', 'claimed'];

/** The steps, as functions. They are sent by text, which Redis keeps compiled, so that their order is that of the calls. */
export class ProgramState {
	readonly #redis: Redis;
	readonly #prefix: string;

	constructor(redis: Redis, prefix: string) {
		this.#redis = redis;
		this.#prefix = `${prefix}:`;
	}

	/** Without `admission` it is taken even where there is no place, for what was taken before and got lost. */
	async submit(program: NewProgram, admission?: Admission): Promise<Answer> {
		const { id, lane, tenant, message, lifeMs, priority, expectedMs } = program;
		const limits = admission === undefined ? [Number.MAX_SAFE_INTEGER, -1] : [admission.places, admission.expectedMs];
		const [taken, outstanding, total] = await this.#run(submitScript, [id, lane, tenant, message, lifeMs, priority, expectedMs, ...limits]);
		return { taken: taken === 1, outstanding: Number(outstanding), expectedMs: Number(total) };
	}

	/** The program that a ticket is for: that of its earlier start, or the next in line. `token` names this start. Undefined when there is none. */
	async claim(lane: string, ticket: string, token: string, lifeMs: number): Promise<Claimed | undefined> {
		const [id, message, tries, tenant] = await this.#run(claimScript, [lane, ticket, token, lifeMs]);
		if (!Buffer.isBuffer(id) || !Buffer.isBuffer(message)) return undefined;
		return { id: id.toString(), message, tries: Number(tries), tenant: String(tenant) };
	}

	/** The last word on a program, to the caller's stream. False when this start is not the one that counts. */
	async finish(id: string, token: string, replies: string, reply: Buffer): Promise<boolean> {
		return (await this.#eval(finishScript, [id, token, replies, reply, repliesKept])) === 1;
	}

	/** What happens to a program that runs, to the caller's stream. */
	async tell(id: string, replies: string, reply: Buffer): Promise<void> {
		const told = this.#redis.xadd(replies, 'MAXLEN', '~', repliesKept, '*', 'id', id, 'reply', reply);
		await Promise.all([told, this.#redis.pexpire(replies, repliesLifeMs)]);
	}

	/** A start that does not count as a try. */
	async giveBack(id: string, token: string): Promise<void> {
		await this.#eval(giveBackScript, [id, token]);
	}

	async cancel(id: string): Promise<void> {
		await this.#eval(cancelScript, [id]);
	}

	/** Keeps programs for another while and says what is known of each. */
	async renew(programs: readonly { readonly id: string; readonly lifeMs: number }[]): Promise<readonly Known[]> {
		const states = await this.#run(
			renewScript,
			programs.flatMap(({ id, lifeMs }) => [id, lifeMs]),
		);
		return states.map((state) => knownStates[Number(state)] ?? 'gone');
	}

	/** How many tickets there are too few for the programs that wait in a lane; about, while others submit. */
	async lackingTickets(lane: string): Promise<number> {
		return Number(await this.#eval(lackingScript, [lane]));
	}

	/** The token of the start that counts, of each program. */
	async tokens(ids: readonly string[]): Promise<readonly (string | null)[]> {
		return await Promise.all(ids.map(async (id) => await this.#redis.hget(`${this.#prefix}program:${id}`, 'token')));
	}

	/** The lanes that there have been. */
	async lanes(): Promise<readonly string[]> {
		return await this.#redis.smembers(`${this.#prefix}lanes`);
	}

	async outstanding(): Promise<number> {
		return await this.#redis.zcard(`${this.#prefix}outstanding`);
	}

	async #run(script: string, values: readonly (string | number | Buffer)[]): Promise<readonly unknown[]> {
		const reply = await this.#eval(script, values);
		return Array.isArray(reply) ? reply : [];
	}

	async #eval(script: string, values: readonly (string | number | Buffer)[]): Promise<unknown> {
		return await this.#redis.callBuffer('EVAL', script, 0, this.#prefix, ...values);
	}
}

/** Of a caller that does not read; what is lost is judged again. */
const repliesKept = 10_000;

import type { Redis } from 'ioredis';

/**
 * The state of the programs in Redis, below a prefix, and the steps between. A step is
 * one script, so it happens whole or not at all.
 *
 *   program:ID     hash: message, lane, tenant, and once it is claimed ticket, token, tries.
 *                  Lives as long as its caller renews it.
 *   line:LANE:T    the programs of a tenant that wait, by priority and then in order
 *   turn:LANE      the tenants that have any, in turn: exactly those whose line is not empty
 *   claim:TICKET   the program of a ticket that has started
 *   lanes          the lanes that there have been
 *   outstanding    all programs, by when they are given up; costs, cost: what each and all may take
 *   replies:CALLER stream of what workers say
 *
 * A program waits in its line, is claimed by a ticket, and is gone with its last reply
 * or when it is cancelled. A token is one start of a ticket: who holds another one has
 * been taken for dead, and nobody listens to its reply.
 */
const prelude = `
local p = ARGV[1]
local function now()
	local t = redis.call('TIME')
	return t[1] * 1000 + math.floor(t[2] / 1000)
end
local function forget(id)
	if redis.call('ZREM', p .. 'outstanding', id) == 1 then
		local cost = redis.call('HGET', p .. 'costs', id)
		redis.call('HDEL', p .. 'costs', id)
		if cost then redis.call('INCRBYFLOAT', p .. 'cost', -cost) end
		if redis.call('ZCARD', p .. 'outstanding') == 0 then redis.call('DEL', p .. 'cost', p .. 'costs') end
	end
end
`;

const submitScript = `${prelude}
local id, lane, tenant, message = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local life, priority, cost = tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8]
local places, most = tonumber(ARGV[9]), tonumber(ARGV[10])
local program = p .. 'program:' .. id
if redis.call('EXISTS', program) == 1 then return {1, 0, '0'} end
for _, late in ipairs(redis.call('ZRANGEBYSCORE', p .. 'outstanding', '-inf', now())) do forget(late) end
local outstanding = redis.call('ZCARD', p .. 'outstanding')
local total = redis.call('GET', p .. 'cost') or '0'
if outstanding >= places or (most >= 0 and tonumber(total) > most) then return {0, outstanding, total} end
redis.call('HSET', program, 'message', message, 'lane', lane, 'tenant', tenant)
redis.call('PEXPIRE', program, life)
redis.call('ZADD', p .. 'outstanding', now() + life, id)
redis.call('HSET', p .. 'costs', id, cost)
redis.call('INCRBYFLOAT', p .. 'cost', cost)
local line = p .. 'line:' .. lane .. ':' .. tenant
local number = redis.call('INCR', p .. 'number')
redis.call('SADD', p .. 'lanes', lane)
if redis.call('EXISTS', line) == 0 then redis.call('RPUSH', p .. 'turn:' .. lane, tenant) end
redis.call('ZADD', line, string.format('%.0f', number - priority * 1e12), id)
return {1, outstanding + 1, total}
`;

const claimScript = `${prelude}
local lane, ticket, token, life = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local claim, turn = p .. 'claim:' .. ticket, p .. 'turn:' .. lane
local id = redis.call('GET', claim)
while not id do
	local tenant = redis.call('LPOP', turn)
	if not tenant then return {} end
	local line = p .. 'line:' .. lane .. ':' .. tenant
	local next = redis.call('ZPOPMIN', line)[1]
	if redis.call('EXISTS', line) == 1 then redis.call('RPUSH', turn, tenant) end
	if next and redis.call('EXISTS', p .. 'program:' .. next) == 1 then id = next end
end
local program = p .. 'program:' .. id
local found = redis.call('HMGET', program, 'message', 'token', 'tries', 'tenant')
if not found[1] then
	redis.call('DEL', claim)
	return {}
end
local tries = tonumber(found[3] or '0')
if found[2] ~= token then
	tries = redis.call('HINCRBY', program, 'tries', 1)
	redis.call('HSET', program, 'token', token, 'ticket', ticket)
end
redis.call('SET', claim, id, 'PX', life)
return {id, found[1], tries, found[4]}
`;

const finishScript = `${prelude}
local id, token, replies, reply, most = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local program = p .. 'program:' .. id
local found = redis.call('HMGET', program, 'token', 'ticket')
if found[1] ~= token then return 0 end
redis.call('XADD', replies, 'MAXLEN', '~', most, '*', 'id', id, 'reply', reply)
redis.call('PEXPIRE', replies, 600000)
redis.call('DEL', program, p .. 'claim:' .. found[2])
forget(id)
return 1
`;

const giveBackScript = `${prelude}
local id, token = ARGV[2], ARGV[3]
local program = p .. 'program:' .. id
if redis.call('HGET', program, 'token') ~= token then return 0 end
redis.call('HINCRBY', program, 'tries', -1)
redis.call('HDEL', program, 'token')
return 1
`;

const cancelScript = `${prelude}
local id = ARGV[2]
local program = p .. 'program:' .. id
local found = redis.call('HMGET', program, 'lane', 'tenant', 'ticket')
forget(id)
redis.call('PUBLISH', p .. 'cancelled', id)
if not found[1] then return 0 end
local line = p .. 'line:' .. found[1] .. ':' .. found[2]
redis.call('ZREM', line, id)
if redis.call('EXISTS', line) == 0 then redis.call('LREM', p .. 'turn:' .. found[1], 0, found[2]) end
redis.call('DEL', program)
if found[3] then redis.call('DEL', p .. 'claim:' .. found[3]) end
return 1
`;

const renewScript = `${prelude}
local known = {}
local until_ = now()
for i = 2, #ARGV, 2 do
	local id, life = ARGV[i], tonumber(ARGV[i + 1])
	local program = p .. 'program:' .. id
	if redis.call('PEXPIRE', program, life) == 1 then
		redis.call('ZADD', p .. 'outstanding', until_ + life, id)
		local ticket = redis.call('HGET', program, 'ticket')
		if ticket then redis.call('PEXPIRE', p .. 'claim:' .. ticket, life) end
		known[#known + 1] = ticket and 2 or 1
	else
		known[#known + 1] = 0
	end
end
return known
`;

const lackingScript = `${prelude}
local lane = ARGV[2]
local waiting = 0
for _, tenant in ipairs(redis.call('LRANGE', p .. 'turn:' .. lane, 0, -1)) do
	waiting = waiting + redis.call('ZCARD', p .. 'line:' .. lane .. ':' .. tenant)
end
return waiting - redis.call('LLEN', p .. lane .. ':wait') - redis.call('ZCARD', p .. lane .. ':delayed')
`;

export interface Submission {
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
	async submit(
		program: Submission,
		admission?: Admission,
	): Promise<{ readonly taken: boolean; readonly outstanding: number; readonly expectedMs: number }> {
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
		await this.#redis.xadd(replies, 'MAXLEN', '~', repliesKept, '*', 'id', id, 'reply', reply);
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

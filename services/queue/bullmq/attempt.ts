import { isRefusal } from '../../errors.ts';
import type { JobHandler } from '../contract.ts';
import type { JobCodec } from './codec.ts';
import { JobMessage, pack, type Reply, unpack } from './message.ts';
import type { Claimed, ProgramState } from './program-state.ts';
import type { SharedReader } from './shared.ts';
import type { Ticket } from './tickets.ts';

export interface AttemptTools<Job, Result, Progress> {
	readonly state: ProgramState;
	readonly shared: SharedReader;
	readonly codec: JobCodec<Job, Result, Progress>;
	readonly handler: JobHandler<Job, Result, Progress>;
	readonly mostTries: number;
	readonly onFault: (fault: unknown) => void;
}

/** Why a run is cut off: nobody waits for it any longer, or this process stops. */
export class CutOff extends Error {
	readonly why: 'unwanted' | 'stopping';

	constructor(why: CutOff['why']) {
		super(why === 'unwanted' ? 'nobody waits for this job any longer' : 'this worker stops');
		this.name = 'CutOff';
		this.why = why;
	}
}

/** Our own fault; another try may go better. */
class Fault extends Error {}

/** Runs a program that a ticket has claimed and sees to both, whatever happens. In how many milliseconds the ticket comes back, if it does. */
export async function attempt<Job, Result, Progress>(
	ticket: Ticket,
	claimed: Claimed,
	signal: AbortSignal,
	tools: AttemptTools<Job, Result, Progress>,
): Promise<number | undefined> {
	const { state, mostTries } = tools;
	const { id, tries, tenant } = claimed;
	const message = JobMessage.parse(unpack(claimed.message));
	const last = tries >= mostTries;
	const reply =
		tries > mostTries
			? new Fault(`worker_died: ${mostTries} workers died with it`)
			: await run(claimed, message, signal, tools, last).catch((error: unknown) => asReply(error, signal));
	if (reply instanceof CutOff) {
		await letGo(ticket, claimed, reply, state);
		return undefined;
	}
	if (!(reply instanceof Fault)) {
		await state.finish(id, ticket.token, message.replies, pack(reply));
		await ticket.done();
		return undefined;
	}
	tools.onFault(reply);
	if (!last) return await ticket.failed(tries);
	await state.finish(id, ticket.token, message.replies, pack({ kind: 'parked', reason: reply.message }));
	await ticket.park({ program: id, tenant, tries: Math.min(tries, mostTries) }, reply.message);
	return undefined;
}

async function run<Job, Result, Progress>(
	{ id }: Claimed,
	{ shared, own, replies, progress, trace }: JobMessage,
	signal: AbortSignal,
	{ shared: reader, codec, handler, state, onFault }: AttemptTools<Job, Result, Progress>,
	last: boolean,
): Promise<Reply> {
	const content = shared === undefined ? undefined : await reader.read(shared);
	if (shared !== undefined && content === undefined) return { kind: 'incomplete' };
	const job = codec.join(own, content);
	signal.throwIfAborted();
	const startedMs = performance.now();
	const onProgress = (step: Progress) => {
		if (progress && !signal.aborted) state.tell(id, replies, pack({ kind: 'progress', progress: step })).catch(onFault);
	};
	const result = await handler(job, { signal, onProgress, trace });
	signal.throwIfAborted();
	const fault = last ? undefined : codec.faultOf?.(result);
	if (fault !== undefined) throw new Fault(fault);
	return { kind: 'result', result, tookMs: performance.now() - startedMs };
}

/** What the job did wrong is told to its caller; all else is a fault of ours. */
function asReply(error: unknown, signal: AbortSignal): Reply | Fault | CutOff {
	if (signal.aborted) return signal.reason instanceof CutOff ? signal.reason : new CutOff('unwanted');
	if (error instanceof Fault) return error;
	if (isRefusal(error)) {
		const { code, message, hint } = error;
		return { kind: 'refused', code, message, ...(hint === undefined ? {} : { hint }) };
	}
	return new Fault(error instanceof Error ? error.message : String(error), { cause: error });
}

async function letGo(ticket: Ticket, { id }: Claimed, { why }: CutOff, state: ProgramState): Promise<void> {
	if (why === 'unwanted') return await ticket.done();
	await state.giveBack(id, ticket.token);
	await ticket.giveBack();
}

import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ndjsonMediaType } from '../../contract/grade-stream.ts';
import { ProblemDetails } from '../../contract/problem-details.ts';
import { RewardLine, RewardsRequest, RewardsResponse, SnapshotRequest, SnapshotResponse, snapshotPrefix } from '../../contract/rewards.ts';
import { AssayError } from '../../errors.ts';
import { Calls } from '../../rewards/calls.ts';
import { domainSummaries } from '../../rewards/domains.ts';
import { type Call, payRewards } from '../../rewards/pay.ts';
import { clientGone } from '../client-gone.ts';
import type { AppDependencies } from '../dependencies.ts';
import { streamLines, wantsLines } from '../line-stream.ts';
import { preferHeader, preferredWaitMs } from '../preferred-wait.ts';

/** A line of a streamed answer: a reward, or why there are no more. */
const RewardStreamLine = z.union([RewardLine, z.object({ error: ProblemDetails })]);
type RewardStreamLine = z.infer<typeof RewardStreamLine>;

/** `POST /v1/rewards`: a batch of rollouts. */
export function rewardRoutes(dependencies: AppDependencies): FastifyPluginAsyncZod {
	const calls = new Calls(dependencies.store);
	return async (app) => {
		app.post(
			'/v1/rewards',
			{
				schema: {
					summary: 'Pay rewards for a batch of programs',
					description: `In the order of the items; with \`Accept: ${ndjsonMediaType}\`, one line for each as it settles. A fault of ours is \`reward: null\`.`,
					tags: ['rewards'],
					headers: z.object({
						prefer: preferHeader,
						'idempotency-key': z
							.string()
							.min(1)
							.max(256)
							.optional()
							.describe(
								'A name of your own for this call. Sent again within a day, it goes on where it stopped, and counts nothing twice.',
							),
					}),
					body: RewardsRequest,
					response: {
						200: { content: { 'application/json': { schema: RewardsResponse }, [ndjsonMediaType]: { schema: RewardStreamLine } } },
					},
				},
			},
			async (request, reply) => {
				const signal = clientGone(reply);
				const timeoutMs = preferredWaitMs(request.headers.prefer);
				const { tenant, body } = request;
				const payFor = async (onReward: OnReward, call?: Call) =>
					await payRewards(body, dependencies, { tenant, signal, timeoutMs, call, onReward });
				const key = request.headers['idempotency-key'];
				const pay: Pay = async (onReward) => {
					const charge = (programs: number) => request.charge(programs);
					if (key !== undefined) return await calls.once(tenant, key, body, { charge, pay: async (call) => await payFor(onReward, call) });
					charge(body.items.length);
					await payFor(onReward);
				};
				if (!wantsLines(request)) {
					const rewards = await inOrder(pay);
					return { rewards, domains: domainSummaries(rewards) };
				}
				return await streamLines<RewardStreamLine>(request, reply, { work: pay, errorLine: (error) => ({ error }) });
			},
		);
	};
}

/** `POST /v1/snapshots`: pins what `levels` goes by. */
export function snapshotRoutes({ store }: Pick<AppDependencies, 'store'>): FastifyPluginAsyncZod {
	return async (app) => {
		app.post(
			'/v1/snapshots',
			{
				schema: {
					summary: 'Keep the pass rates as they are now',
					description: 'Rewards with these `levels` do not drift while more samples are observed.',
					tags: ['rewards'],
					body: SnapshotRequest,
					response: { 200: SnapshotResponse },
				},
			},
			async (request) => {
				const { id } = request.body;
				if (await store.takeSnapshot(request.tenant, id)) return { id, levels: `${snapshotPrefix}${id}` };
				throw new AssayError('snapshot_exists', `there is a snapshot ${JSON.stringify(id)} already`, { hint: 'Choose another name.' });
			},
		);
	};
}

type OnReward = (line: RewardLine, position: number) => void;
type Pay = (onReward: OnReward) => Promise<void>;

async function inOrder(pay: Pay): Promise<RewardLine[]> {
	const lines: RewardLine[] = [];
	await pay((line, position) => {
		lines[position] = line;
	});
	return lines;
}

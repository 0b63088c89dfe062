import { z } from 'zod';
import { Verdict } from './verdict.ts';

/** How a server stands, told every second. Programs are those of the tenant; queue and slots are everybody's. */
export const LiveView = z.object({
	at: z.string().describe('RFC 3339.'),
	started_at: z.string().describe('Another one than before: the server was started anew, and its counts with it.'),
	queue: z.object({ waiting: z.number().int(), running: z.number().int(), limit: z.number().int() }),
	slots: z.object({ total: z.number().int(), busy: z.number().int() }),
	workers: z.number().int().describe('Processes that judge.'),
	per_second: z.array(z.number().int()).describe('Programs judged in each of the last seconds that are over, the oldest first.'),
	programs: z.number().int().describe('Programs judged since the start.'),
	kept: z.number().int().describe('Of these, those that this server has kept to be looked at.'),
	verdicts: z.partialRecord(Verdict, z.number().int()).describe('Their verdicts.'),
});
export type LiveView = z.infer<typeof LiveView>;

import { z } from 'zod';
import type { JobCodec } from '../../services/queue/bullmq/codec.ts';

/** Jobs that are words; one is for workers with the language `words`, or with that before its colon. */
export const words: JobCodec<string, string, number> = {
	language: (job) => /^(\w+):/.exec(job)?.[1] ?? 'words',
	split: (job) => ({ own: job }),
	join: (own) => z.string().parse(own),
	result: z.string(),
	progress: z.number(),
};

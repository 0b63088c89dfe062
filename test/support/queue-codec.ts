import { z } from 'zod';
import type { JobCodec } from '../../services/queue/bullmq/codec.ts';

/** Jobs that are words; one is for workers with the language `words`, or with those before its colon. */
export const words: JobCodec<string, string, number> = {
	languages: (job) => (/^([\w+]+):/.exec(job)?.[1] ?? 'words').split('+'),
	split: (job) => ({ own: job }),
	join: (own) => z.string().parse(own),
	result: z.string(),
	progress: z.number(),
};

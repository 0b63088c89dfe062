import { z } from 'zod';

export const LanguagesResponse = z.object({
	languages: z.array(
		z.object({
			name: z.string(),
			aliases: z.array(z.string()),
			title: z.string(),
			version: z.string().nullable().describe('As the toolchain prints it; null when it is not installed here.'),
		}),
	),
});

export const Liveness = z.object({ status: z.literal('ok') });
export const Readiness = z.object({ ready: z.boolean(), reason: z.string().optional() });

import { z } from 'zod';
import { errorCatalogue } from '../../errors.ts';
import type { Refusals } from './contract.ts';

/** Errors as FastAPI has them, in which most of these systems are written: `detail`, and 422 for a body that cannot be used. */
export const fastApiRefusals: Refusals = {
	shape: z.object({ detail: z.string() }),
	of: (error) => {
		const { status } = errorCatalogue[error.code];
		return { status: status === 400 ? 422 : status, body: { detail: error.message } };
	},
};

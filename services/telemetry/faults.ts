import type { Logger } from 'pino';
import type { FaultPart } from './causes.ts';
import type { Metrics } from './metrics.ts';

/** What the faults of a part of this process are told to. */
export type OnFault = (part: FaultPart) => (fault: unknown) => void;

/** Logs and counts them. */
export function faultTeller(logger: Pick<Logger, 'error'>, metrics: Pick<Metrics, 'recordFault'>): OnFault {
	return (part) => (fault) => {
		metrics.recordFault(part);
		logger.error({ err: fault }, `fault of the ${part}`);
	};
}

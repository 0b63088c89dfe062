import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

/** Structured logs on standard error. What is logged never holds the text of programs or tests, nor keys. */
export function createLogger(
	level: Config['logLevel'],
	destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
	return pino(
		{
			level,
			base: null,
			timestamp: pino.stdTimeFunctions.isoTime,
			redact: ['req.headers.authorization', 'req.headers["x-api-key"]'],
		},
		destination,
	);
}

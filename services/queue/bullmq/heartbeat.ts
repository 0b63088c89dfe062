import type { Redis } from 'ioredis';

const everyMs = 2_000;
/** Beats without an answer until the other end counts as gone; longer than commands block. */
const mostMissed = 4;

/**
 * Connects again when the other end has gone without a word, as behind a cut line: by itself TCP would
 * wait for a quarter of an hour, and who only listens for ever. What is under way is sent again.
 * Beats are counted, and not time, so that a process that was held up does not blame the line.
 */
export function beat(redis: Redis): void {
	let missed = 0;
	const heard = () => {
		missed = 0;
	};
	const timer = setInterval(() => {
		if (redis.status !== 'ready') return heard();
		if (missed === mostMissed) {
			redis.disconnect(true);
			return heard();
		}
		if (missed === 0) redis.ping().then(heard, () => undefined); // it rejects when the connection is given up
		missed++;
	}, everyMs);
	timer.unref();
	redis.once('end', () => clearInterval(timer));
}

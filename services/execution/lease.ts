import type { Sandbox } from '../../runners/sandboxes/contract.ts';
import type { SandboxPool } from '../../runners/sandboxes/pool.ts';

/**
 * Does work in a leased sandbox. It is thrown away when the work fails, when the signal is
 * aborted, which stops what runs in it, or when the work says that it should not be used again.
 */
export async function inSandbox<T>(
	pool: SandboxPool,
	wanted: { readonly language: string; readonly signal: AbortSignal | undefined },
	work: (sandbox: Sandbox, spoil: () => void) => Promise<T>,
): Promise<T> {
	const { signal } = wanted;
	const lease = await pool.acquire(wanted);
	const abort = () => lease.discard();
	signal?.addEventListener('abort', abort, { once: true });
	try {
		signal?.throwIfAborted();
		let spoiled = false;
		const result = await work(lease.sandbox, () => {
			spoiled = true;
		});
		signal?.throwIfAborted();
		if (spoiled) lease.discard();
		else lease.release();
		return result;
	} catch (error) {
		lease.discard();
		throw error;
	} finally {
		signal?.removeEventListener('abort', abort);
	}
}

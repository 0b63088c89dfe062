/** Where nothing else is asked for. */
export const defaultKs: readonly number[] = [1, 10, 100];

/**
 * The unbiased estimate of pass@k from n samples of which c are right,
 * 1 - C(n-c, k) / C(n, k) (M. Chen et al., 2021, "Evaluating Large Language Models
 * Trained on Code"); null when there are fewer than k samples.
 */
export function passAtK(n: number, c: number, k: number): number | null {
	if (k < 1 || n < k) return null;
	if (n - c < k) return 1;
	if (k === 1) return c / n;
	let allWrong = 1;
	for (let i = n - c + 1; i <= n; i++) allWrong *= 1 - k / i;
	return 1 - allWrong;
}

import { expect, test } from 'vitest';
import { closingLine } from './tally.ts';

test('the closing line names passed and failed, and skipped only when there are some', () => {
	expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
	expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});

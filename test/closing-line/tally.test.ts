import { expect, test } from 'vitest';
import { closingLine, readClosingLine } from './tally.ts';

test('the closing line names passed and failed, and skipped only when there are some', () => {
	expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
	expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});

test('a closing line is read back as it was written, and only when it is the last line', () => {
	expect(readClosingLine('noise\n3 passed, 1 failed, 2 skipped\n')).toEqual({ passed: 3, failed: 1, skipped: 2 });
	expect(readClosingLine('3 passed, 1 failed\nnoise')).toBeUndefined();
});

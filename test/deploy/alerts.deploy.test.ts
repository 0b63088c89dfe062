import { expect, it } from 'vitest';
import { tool } from './tools.ts';

it('The alert rules are such as Prometheus reads', () => {
	expect(tool('promtool', ['check', 'rules', 'deploy/prometheus/alerts.yaml'])).toContain('SUCCESS');
});

it('They fire when they should, and not before', () => {
	expect(tool('promtool', ['test', 'rules', 'test/deploy/alerts.yaml'])).toContain('SUCCESS');
});

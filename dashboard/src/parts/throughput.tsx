import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';

const height = 170;

/** Programs judged in each of the last seconds. */
export function Throughput({ perSecond }: { readonly perSecond: readonly number[] }) {
	const place = useRef<HTMLDivElement>(null);
	const plot = useRef<uPlot | undefined>(undefined);
	useEffect(() => {
		const { current } = place;
		if (current === null) return;
		const colour = (name: string) => () => getComputedStyle(current).getPropertyValue(name);
		const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
		plot.current = new uPlot(
			{
				width: current.clientWidth,
				height,
				legend: { show: false },
				cursor: { show: false },
				scales: { x: { time: false }, y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
				axes: [
					{ ...axis, size: 28, values: (_plot, seconds) => seconds.map((second) => (second === 0 ? 'now' : `${second} s`)) },
					{ ...axis, size: 48, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
				],
				series: [{}, { stroke: colour('--accent'), fill: colour('--accent-soft'), width: 2, points: { show: false } }],
			},
			[[], []],
			current,
		);
		const resized = new ResizeObserver(() => plot.current?.setSize({ width: current.clientWidth, height }));
		resized.observe(current);
		const scheme = matchMedia('(prefers-color-scheme: dark)');
		const repaint = () => plot.current?.redraw(false);
		scheme.addEventListener('change', repaint);
		return () => {
			scheme.removeEventListener('change', repaint);
			resized.disconnect();
			plot.current?.destroy();
		};
	}, []);
	useEffect(() => {
		plot.current?.setData([perSecond.map((_, index) => index - perSecond.length + 1), [...perSecond]]);
	}, [perSecond]);
	const sum = perSecond.reduce((total, value) => total + value, 0);
	return (
		<div
			class="chart"
			ref={place}
			role="img"
			aria-label={`Programs judged a second over the last ${perSecond.length} seconds: ${sum} in all, at most ${Math.max(0, ...perSecond)} in one.`}
		/>
	);
}

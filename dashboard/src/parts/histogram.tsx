import { binName, histogram } from '../../../services/difficulty/histogram.ts';

const [width, height, foot] = [320, 130, 16];

/** Figure 5 of the MiMo-7B report: how many tests have which pass rate. */
export function Histogram({ title, passRates }: { readonly title: string; readonly passRates: readonly number[] }) {
	const bins = histogram(passRates);
	const most = Math.max(1, ...bins);
	const step = width / bins.length;
	const said = bins.map((number, bin) => `${binName(bin)}: ${number}`).join(', ');
	return (
		<figure>
			<figcaption>{title}</figcaption>
			<svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Tests by pass rate, ${title}. ${said}`}>
				{bins.map((number, bin) => {
					const tall = (number / most) * (height - foot - 16);
					const [x, y] = [bin * step, height - foot - tall];
					return (
						<g key={bin}>
							<rect class={`rate-${bin}`} x={x + 2} y={y} width={step - 4} height={tall} rx="2" />
							{number === 0 ? null : (
								<text x={x + step / 2} y={y - 4} text-anchor="middle">
									{number}
								</text>
							)}
							<text x={x} y={height - 3}>
								{(bin / 10).toFixed(1)}
							</text>
						</g>
					);
				})}
			</svg>
		</figure>
	);
}

import { count } from '../format.ts';
import { useLoaded } from '../loaded.ts';
import { useSession } from '../session.ts';
import { diffLines } from './lines-diff.ts';
import { Await } from './message.tsx';
import { Text } from './text.tsx';

const linesShown = 500;
const signs = { same: ' ', expected: '−', got: '+' } as const;
const names = { same: '', expected: 'expected: ', got: 'got: ' } as const;

/** What is expected of a submission on a test and what comes, line by line. */
export function OutputsOf({ submission, test }: { readonly submission: string; readonly test: string }) {
	const { assay } = useSession();
	const loaded = useLoaded(async (signal) => await assay.outputs(submission, test, { signal }), [submission, test]);
	return (
		<section class="card" aria-labelledby="outputs">
			<h2 id="outputs">
				Outputs on test <span class="id">{test}</span>
			</h2>
			<Await loaded={loaded}>
				{({ input, expected, got, stderr, status, cut }) => {
					const lines = diffLines(expected, got);
					return (
						<>
							<p>
								It was run once more, and ended as <strong>{status}</strong>. <span class="removed">− expected</span>{' '}
								<span class="added">+ got</span>
								{cut ? ' Only the beginning of long texts is shown.' : null}
							</p>
							<Text name="Expected and got, line by line">
								{lines.slice(0, linesShown).map(({ kind, text }, index) => (
									<div key={index} class={kind}>
										<span aria-hidden="true">{signs[kind]} </span>
										<span class="hidden">{names[kind]}</span>
										{text}
									</div>
								))}
							</Text>
							{lines.length > linesShown ? <p>{count(lines.length - linesShown)} more lines are not shown.</p> : null}
							<h3>Input</h3>
							<Text name="Input">{input}</Text>
							{stderr === '' ? null : (
								<>
									<h3>Standard error</h3>
									<Text name="Standard error">{stderr}</Text>
								</>
							)}
						</>
					);
				}}
			</Await>
		</section>
	);
}

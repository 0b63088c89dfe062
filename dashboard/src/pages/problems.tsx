import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProblemList } from '../../../clients/typescript/src/index.ts';
import { many, time } from '../format.ts';
import { usePaused } from '../loaded.ts';
import { LongList } from '../parts/long-list.tsx';
import { Empty, Failure } from '../parts/message.tsx';
import { linkTo } from '../route.ts';
import { useSession } from '../session.ts';

type Summary = ProblemList['problems'][number];

interface Pages {
	readonly search: string;
	readonly problems: readonly Summary[];
	/** Null: that was all. */
	readonly cursor: string | null | undefined;
}

const atOnce = 500;

/** All problems, or those whose id or title holds a text; pages come as one gets near their end. */
export function Problems() {
	const { assay, restarts, report } = useSession();
	const [typed, setTyped] = useState('');
	const search = usePaused(typed.trim());
	const [pages, setPages] = useState<Pages>({ search: '', problems: [], cursor: undefined });
	const [error, setError] = useState<unknown>();
	const loading = useRef<string | undefined>(undefined);
	const load = ({ problems, cursor }: Pages) => {
		const wanted = `${search} ${cursor}`;
		if (cursor === null || loading.current === wanted) return;
		loading.current = wanted;
		const query = { limit: atOnce, ...(search === '' ? {} : { search }), ...(cursor === undefined ? {} : { cursor }) };
		assay.problems(query).then(
			(page) => {
				if (loading.current !== wanted) return;
				loading.current = undefined;
				setError(undefined);
				setPages({ search, problems: [...problems, ...page.problems], cursor: page.next_cursor });
			},
			(reason: unknown) => {
				if (loading.current !== wanted) return;
				loading.current = undefined;
				report(reason);
				setError(reason);
			},
		);
	};
	useEffect(() => {
		loading.current = undefined;
		load({ search, problems: [], cursor: undefined });
	}, [assay, search, restarts]);
	const done = pages.cursor !== undefined;
	const found = `${many(pages.problems.length, 'problem')}${pages.cursor === null ? '' : ' and more'}`;
	return (
		<>
			<h1>Problems</h1>
			<search>
				<form class="row" onSubmit={(event) => event.preventDefault()}>
					<label>
						Search by id or title
						<input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
					</label>
					<span role="status">{done ? found : ''}</span>
				</form>
			</search>
			{error === undefined ? null : <Failure error={error} />}
			{done && pages.problems.length === 0 ? (
				<Empty>
					{pages.search === ''
						? 'No problem was uploaded yet: POST /v1/problems takes them.'
						: `Nothing has ${JSON.stringify(pages.search)} in its id or title.`}
				</Empty>
			) : null}
			{pages.problems.length === 0 ? null : (
				<LongList
					label="Problems"
					items={pages.problems}
					keyOf={({ id }) => id}
					row={(problem) => <Row problem={problem} />}
					onEnd={() => load(pages)}
				/>
			)}
		</>
	);
}

function Row({ problem: { id, title, tests, created_at } }: { readonly problem: Summary }) {
	return (
		<a class="problem" href={linkTo('problems', id)}>
			<span class="id">{id}</span>
			<span class="title">{title}</span>
			<span class="number">{many(tests, 'test')}</span>
			<time dateTime={created_at}>{time(created_at)}</time>
		</a>
	);
}

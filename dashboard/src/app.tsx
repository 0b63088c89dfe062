import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { JobPage } from './pages/job.tsx';
import { Jobs } from './pages/jobs.tsx';
import { KeyForm } from './pages/key-form.tsx';
import { Overview } from './pages/overview.tsx';
import { ProblemPage } from './pages/problem.tsx';
import { Problems } from './pages/problems.tsx';
import { SubmissionPage } from './pages/submission.tsx';
import { Submissions } from './pages/submissions.tsx';
import { TryIt } from './pages/try-it.tsx';
import { Empty } from './parts/message.tsx';
import { linkTo, type Route, useRoute } from './route.ts';
import { type Session, SessionProvider, useNewSession } from './session.ts';

const places: readonly (readonly [string, string])[] = [
	['', 'Overview'],
	['problems', 'Problems'],
	['submissions', 'Submissions'],
	['jobs', 'Jobs'],
	['try', 'Try it'],
];

/** The page of the route, under the places that there are. */
export function App() {
	const route = useRoute();
	const session = useNewSession();
	return (
		<SessionProvider value={session}>
			<header>
				<button type="button" class="skip" onClick={focusMain}>
					Skip to the content
				</button>
				<strong class="brand">Assay</strong>
				<nav aria-label="Main">
					{places.map(([place, name]) => (
						<a key={place} href={linkTo(place)} aria-current={route[0] === place ? 'page' : undefined}>
							{name}
						</a>
					))}
					<a href="/docs">API</a>
				</nav>
				<Connection session={session} />
			</header>
			<Main route={route}>{session.needsKey ? <KeyForm /> : pageOf(route)}</Main>
		</SessionProvider>
	);
}

function pageOf([place = '', id, more]: Route): ComponentChildren {
	switch (place) {
		case '':
			return <Overview />;
		case 'problems':
			return id === undefined ? <Problems /> : <ProblemPage key={id} id={id} />;
		case 'submissions':
			return id === undefined ? <Submissions /> : <SubmissionPage key={id} id={id} />;
		case 'jobs':
			return id === undefined ? <Jobs /> : <JobPage key={id} id={id} />;
		case 'try':
			return <TryIt key={`${id} ${more}`} problemId={id} submissionId={more} />;
		default:
			return (
				<>
					<h1>Nothing here</h1>
					<Empty>This address leads nowhere.</Empty>
				</>
			);
	}
}

/** Where the focus goes when the page changes, so that a screen reader begins there. */
function Main({ route, children }: { readonly route: Route; readonly children: ComponentChildren }) {
	const place = useRef<HTMLElement>(null);
	const first = useRef(true);
	useEffect(() => {
		if (!first.current) place.current?.focus();
		first.current = false;
		document.title = `${[...route].reverse().join(' · ')} · Assay`.replace(/^ · /, '');
	}, [route]);
	return (
		<main id="main" ref={place} tabIndex={-1}>
			{children}
		</main>
	);
}

const focusMain = (): void => document.getElementById('main')?.focus();

function Connection({ session: { connected, needsKey, hasKey, setKey } }: { readonly session: Session }) {
	return (
		<span class="connection">
			<span role="status" class={connected ? 'on' : 'off'}>
				{connected ? 'live' : needsKey ? 'key needed' : 'connecting …'}
			</span>
			{hasKey && !needsKey ? (
				<button type="button" class="plain" onClick={() => setKey('')}>
					Forget the key
				</button>
			) : null}
		</span>
	);
}

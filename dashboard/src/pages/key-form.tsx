import { useState } from 'preact/hooks';
import { useSession } from '../session.ts';

/** Asks for an API key, which is kept until the tab is closed. */
export function KeyForm() {
	const { hasKey, setKey } = useSession();
	const [given, setGiven] = useState('');
	const submit = (event: Event) => {
		event.preventDefault();
		if (given.trim() !== '') setKey(given.trim());
	};
	return (
		<form class="card narrow" onSubmit={submit}>
			<h1>API key</h1>
			<p>This server asks for an API key. It is kept in this tab, and forgotten when that is closed.</p>
			{hasKey ? (
				<p class="message failure" role="alert">
					The server does not know this key.
				</p>
			) : null}
			<label>
				Key
				<input type="password" autocomplete="off" required value={given} onInput={(event) => setGiven(event.currentTarget.value)} />
			</label>
			<button type="submit">Use this key</button>
		</form>
	);
}

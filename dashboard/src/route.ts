import { useEffect, useState } from 'preact/hooks';

/** Where one is: the parts of what stands behind `#/`. Ids may hold anything, so each part is encoded. */
export type Route = readonly string[];

export const linkTo = (...parts: Route): string => `#/${parts.map(encodeURIComponent).join('/')}`;

/** The route of the address, whenever it changes. */
export function useRoute(): Route {
	const [route, setRoute] = useState(routeOf(location.hash));
	useEffect(() => {
		const changed = () => setRoute(routeOf(location.hash));
		addEventListener('hashchange', changed);
		return () => removeEventListener('hashchange', changed);
	}, []);
	return route;
}

function routeOf(hash: string): Route {
	try {
		return hash
			.replace(/^#?\/?/, '')
			.split('/')
			.map(decodeURIComponent);
	} catch {
		return ['nowhere'];
	}
}

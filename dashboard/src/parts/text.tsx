import type { ComponentChildren } from 'preact';

/** A text as it stands, in a box that can be scrolled, by keyboard too. */
export function Text({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
	return (
		<section class="text" tabIndex={0} aria-label={name}>
			<pre>{children}</pre>
		</section>
	);
}

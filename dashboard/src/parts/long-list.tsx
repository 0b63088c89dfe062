import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface LongListProps<T> {
	readonly label: string;
	readonly items: readonly T[];
	readonly keyOf: (item: T) => string;
	readonly row: (item: T) => ComponentChildren;
	/** Called when the end is near. */
	readonly onEnd: () => void;
}

const rowHeight = 44;
const spare = 8;

/** A list of which only the rows that can be seen are there, however long it is. */
export function LongList<T>({ label, items, keyOf, row, onEnd }: LongListProps<T>) {
	const place = useRef<HTMLElement>(null);
	const [from, setFrom] = useState(0);
	const [rows, setRows] = useState(40);
	const look = () => {
		const { current } = place;
		if (current === null) return;
		setFrom(Math.max(0, Math.floor(current.scrollTop / rowHeight) - spare));
		setRows(Math.ceil(current.clientHeight / rowHeight) + 2 * spare);
	};
	useEffect(look, [items.length]);
	useEffect(() => {
		if (from + rows >= items.length - spare) onEnd();
	}, [from, rows, items.length]);
	const shown = items.slice(from, from + rows);
	return (
		<section class="long-list" ref={place} onScroll={look} tabIndex={0} aria-label={label}>
			<ul style={{ height: `${items.length * rowHeight}px` }}>
				{shown.map((item, index) => (
					<li
						key={keyOf(item)}
						style={{ top: `${(from + index) * rowHeight}px`, height: `${rowHeight}px` }}
						aria-setsize={items.length}
						aria-posinset={from + index + 1}
					>
						{row(item)}
					</li>
				))}
			</ul>
		</section>
	);
}

import type { ComponentChildren } from 'preact';

interface TableProps {
	/** For those who do not see where it stands. */
	readonly name: string;
	/** Their headings; those of numbers stand at the right. */
	readonly columns: readonly (string | { readonly number: string })[];
	/** The rows. */
	readonly children: ComponentChildren;
}

/** A table that can be scrolled sideways where it is wider than its place, by keyboard too. */
export function Table({ name, columns, children }: TableProps) {
	return (
		<section class="scroll" tabIndex={0} aria-label={name}>
			<table>
				<thead>
					<tr>
						{columns.map((column) => {
							const [title, kind] = typeof column === 'string' ? [column] : [column.number, 'number'];
							return (
								<th key={title} scope="col" class={kind}>
									{title}
								</th>
							);
						})}
					</tr>
				</thead>
				<tbody>{children}</tbody>
			</table>
		</section>
	);
}

import type { SchemaElement } from 'hyparquet';

/** What a column holds. Everything may be null. */
export type ColumnType =
	| 'string'
	| 'int64'
	| 'double'
	| 'boolean'
	| { readonly list: ColumnType }
	| { readonly struct: Readonly<Record<string, ColumnType>> };
export type Columns = Readonly<Record<string, ColumnType>>;

/** The schema of a file, lists in the three levels that the Parquet standard asks for. */
export function schemaOf(columns: Columns): SchemaElement[] {
	return [
		{ name: 'schema', num_children: Object.keys(columns).length },
		...Object.entries(columns).flatMap(([name, type]) => elementsOf(name, type)),
	];
}

function elementsOf(name: string, type: ColumnType): SchemaElement[] {
	const element = { name, repetition_type: 'OPTIONAL' as const };
	switch (type) {
		case 'string':
			return [{ ...element, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }];
		case 'int64':
			return [{ ...element, type: 'INT64' }];
		case 'double':
			return [{ ...element, type: 'DOUBLE' }];
		case 'boolean':
			return [{ ...element, type: 'BOOLEAN' }];
	}
	if ('list' in type) {
		return [
			{ ...element, converted_type: 'LIST', logical_type: { type: 'LIST' }, num_children: 1 },
			{ name: 'list', repetition_type: 'REPEATED', num_children: 1 },
			...elementsOf('element', type.list),
		];
	}
	const fields = Object.entries(type.struct);
	return [{ ...element, num_children: fields.length }, ...fields.flatMap(([field, inner]) => elementsOf(field, inner))];
}

/** JSON data as the writer wants it for a column of this type; what is not there is null. */
export function toCell(type: ColumnType, value: unknown): unknown {
	if (value === null || value === undefined) return null;
	if (type === 'int64') return BigInt(value as number);
	if (typeof type === 'string') return value;
	if ('list' in type) return (value as unknown[]).map((item) => toCell(type.list, item));
	return toRow(type.struct, value);
}

/** A record as a row of these columns. */
export function toRow(columns: Columns, record: unknown): Record<string, unknown> {
	const fields = record as Readonly<Record<string, unknown>>;
	return Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, toCell(type, fields[name])]));
}

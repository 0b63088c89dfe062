/** "2.0 seconds" as a limit; nothing when the text is absent or says no number. */
export function cpuMsOf(text: string | null | undefined): { cpu_ms?: number } {
	const match = /^\s*(\d{1,6}(?:\.\d{1,9})?)\s*(ms|milliseconds?|s|sec|seconds?)\s*$/i.exec(text ?? '');
	if (match === null) return {};
	const unit = match[2]?.toLowerCase().startsWith('m') ? 1 : 1000;
	return atLeastOne('cpu_ms', Math.round(Number(match[1]) * unit));
}

/** "256.0 megabytes" as a limit. */
export function memoryMbOf(text: string | null | undefined): { memory_mb?: number } {
	const match = /^\s*(\d{1,9}(?:\.\d{1,9})?)\s*(kilobytes?|kb|megabytes?|mb|gigabytes?|gb)\s*$/i.exec(text ?? '');
	if (match === null) return {};
	const unit = { k: 1 / 1024, m: 1, g: 1024 }[match[2]?.charAt(0).toLowerCase() ?? ''] ?? 1;
	return atLeastOne('memory_mb', Math.ceil(Number(match[1]) * unit));
}

function atLeastOne<Name extends string>(name: Name, value: number): { [Key in Name]?: number } {
	return (value >= 1 ? { [name]: value } : {}) as { [Key in Name]?: number };
}

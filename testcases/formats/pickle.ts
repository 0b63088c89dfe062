import { RecordError } from './contract.ts';

/**
 * The one string of a pickle that holds nothing but a string, as LiveCodeBench
 * stores its private tests. A pickle is a program; this reader knows only the
 * opcodes that such a one needs, and refuses every other, so nothing can run.
 */
export function unpickleString(bytes: Buffer): string {
	const reader = { bytes, at: 0 };
	let value: string | null = null;
	for (;;) {
		const opcode = take(reader, 1)[0];
		switch (opcode) {
			case 0x80: // PROTO version
				take(reader, 1);
				break;
			case 0x95: // FRAME length
				take(reader, 8);
				break;
			case 0x8c: // SHORT_BINUNICODE
				value = once(value, text(take(reader, take(reader, 1).readUInt8())));
				break;
			case 0x58: // BINUNICODE
				value = once(value, text(take(reader, take(reader, 4).readUInt32LE())));
				break;
			case 0x8d: // BINUNICODE8
				value = once(value, text(take(reader, Number(take(reader, 8).readBigUInt64LE()))));
				break;
			case 0x94: // MEMOIZE
				break;
			case 0x71: // BINPUT index
				take(reader, 1);
				break;
			case 0x2e: // STOP
				if (value === null) throw new RecordError('the pickle holds no string');
				return value;
			default:
				throw new RecordError(`the pickle has opcode 0x${Number(opcode).toString(16)}; only a plain string is read`);
		}
	}
}

function take(reader: { readonly bytes: Buffer; at: number }, length: number): Buffer {
	if (length > reader.bytes.length - reader.at) throw new RecordError('the pickle is cut short');
	const part = reader.bytes.subarray(reader.at, reader.at + length);
	reader.at += length;
	return part;
}

function once(earlier: string | null, value: string): string {
	if (earlier !== null) throw new RecordError('the pickle holds more than one string');
	return value;
}

function text(bytes: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw new RecordError('the pickle holds a string that is not UTF-8');
	}
}

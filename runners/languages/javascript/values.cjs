'use strict';
/*
 * Values as text between a judge and a candidate: typed JSON, one line each. What JSON
 * does not carry as itself is an object with one key that names its type; what cannot be
 * carried at all stays where it is and travels as a handle. See values.py, whose twin this is.
 */

const mostDepth = 200;
const mostItems = 2_000_000;

class Uncarriable extends Error {}
/** It has more in it, or goes deeper, than is ever sent. */
class TooLarge extends Uncarriable {}

// Kept here, so that nothing that a program changes later has a part in it.
const { isArray } = Array;
const { getPrototypeOf, entries, is } = Object;
const { isFinite: isFiniteNumber } = Number;
const { stringify, parse } = JSON;
const plain = Object.prototype;
const { isPrototypeOf: isBehind } = plain;
/** Of generators, and of what gives the members of lists, maps and sets. */
const iterator = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()));

/** `keep(value)` gives the number of a handle, or throws Uncarriable. */
function encoder(keep) {
	let items = 0;
	const encode = (value, depth = 0) => {
		if (depth > mostDepth || ++items > mostItems) throw new TooLarge('a value that is too large or too deep');
		if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
		if (typeof value === 'number') return isFiniteNumber(value) && !is(value, -0) ? value : { f: is(value, -0) ? '-0' : String(value) };
		if (value === undefined) return { u: 1 };
		if (typeof value === 'bigint') return { i: String(value) };
		if (typeof value === 'object') return encodeObject(value, depth + 1);
		return { h: keep(value), n: typeof value };
	};
	const list = (values, depth) => {
		const encoded = [];
		for (let index = 0; index < values.length; index++) encoded.push(encode(values[index], depth));
		return encoded;
	};
	const pairs = (all, depth) => all.map(([key, value]) => [encode(key, depth), encode(value, depth)]);
	const encodeObject = (value, depth) => {
		if (isArray(value)) return list(value, depth);
		const prototype = getPrototypeOf(value);
		if (prototype === plain || prototype === null) return { o: entries(value).map(([key, inner]) => [key, encode(inner, depth)]) };
		if (prototype === Map.prototype) return { M: pairs([...value], depth) };
		if (prototype === Set.prototype) return { S: list([...value], depth) };
		if (prototype === Date.prototype) return { D: value.getTime() };
		if (prototype === RegExp.prototype) return { R: [value.source, value.flags] };
		if (value instanceof Number || value instanceof String || value instanceof Boolean) return encode(value.valueOf(), depth);
		if (ArrayBuffer.isView(value) && typeof value.length === 'number') return { A: [prototype.constructor.name, list(value, depth)] };
		if (isBehind.call(iterator, value)) return { g: rest(value, depth) };
		return { h: keep(value), n: value.constructor?.name ?? 'object' };
	};
	const rest = (values, depth) => {
		const encoded = [];
		for (const value of values) encoded.push(encode(value, depth));
		return encoded;
	};
	return encode;
}

const arrays = Object.fromEntries(
	[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array].map((kind) => [
		kind.name,
		kind,
	]),
);

/** The inverse; `resolve(number, name)` turns a handle into what stands for it. */
function decode(data, resolve) {
	if (isArray(data)) return data.map((item) => decode(item, resolve));
	if (typeof data !== 'object' || data === null) return data;
	if ('h' in data) return resolve(data.h, data.n);
	const inner = (item) => decode(item, resolve);
	if ('f' in data) return Number(data.f);
	if ('u' in data) return undefined;
	if ('i' in data) return BigInt(data.i);
	if ('o' in data) {
		const object = {};
		for (const [key, value] of data.o)
			Object.defineProperty(object, key, { value: inner(value), enumerable: true, configurable: true, writable: true });
		return object;
	}
	if ('M' in data) return new Map(data.M.map(([key, value]) => [inner(key), inner(value)]));
	if ('S' in data) return new Set(data.S.map(inner));
	if ('D' in data) return new Date(data.D);
	if ('g' in data) return data.g.map(inner)[Symbol.iterator]();
	if ('R' in data) return new RegExp(data.R[0], data.R[1]);
	if ('A' in data && Object.hasOwn(arrays, data.A[0])) return arrays[data.A[0]].from(data.A[1].map(inner));
	throw new TypeError('not a value');
}

const toLine = (message) => Buffer.from(`${stringify(message)}\n`);
const fromLine = (line) => parse(line.toString());

module.exports = { Uncarriable, TooLarge, encoder, decode, toLine, fromLine };

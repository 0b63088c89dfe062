/** How numbers and times are shown. */

const whole = new Intl.NumberFormat('en');
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

export const count = (value: number): string => whole.format(value);
export const percent = (rate: number | null | undefined): string =>
	rate == null ? '–' : `${(100 * rate).toFixed(rate === 0 || rate === 1 ? 0 : 1)} %`;
export const reward = (value: number | null | undefined): string => (value == null ? '–' : value.toFixed(2));
export const time = (rfc3339: string): string => dates.format(new Date(rfc3339));
export const milliseconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`);
export const memory = (kb: number): string => (kb < 1024 ? `${Math.round(kb)} KiB` : `${(kb / 1024).toFixed(1)} MiB`);
export const words = (name: string): string => name.replaceAll('_', ' ');
/** `1 test`, `2 tests`. */
export const many = (number: number, thing: string): string => `${count(number)} ${thing}${number === 1 ? '' : 's'}`;

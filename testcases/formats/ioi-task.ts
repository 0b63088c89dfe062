import { z } from 'zod';
import type { Checker } from '../schema.ts';

/** What open-r1's files of an IOI task come to. */
export interface IoiTask {
	/** `Batch`, or another kind, in which a program speaks with a manager. */
	readonly kind: string;
	/** The file that is the program's. */
	readonly main: string;
	/** Sources that it is compiled with: the grader, and headers. */
	readonly graders: Readonly<Record<string, string>>;
	/** Absent where lines are compared. */
	readonly checker?: Checker;
	readonly timeLimitSeconds: number;
	/** 0: none. */
	readonly memoryMb: number;
}

const Config = z.object({ task_type: z.string(), code: z.string(), time_limit: z.number(), memory_limit: z.number().nullish() });
export const ioiConfigName = 'graders/grader_config.json';

/** Reads `graders/grader_config.json`, and what is in `graders/` and `checker/` beside it. Undefined where the configuration is none. */
export function ioiTask(config: unknown, files: ReadonlyMap<string, string>): IoiTask | undefined {
	const read = Config.safeParse(config);
	if (!read.success) return undefined;
	const { task_type, code, time_limit, memory_limit } = read.data;
	const main = `graders/${code}.cpp`;
	const checkers = sourcesIn(files, 'checker/');
	return {
		kind: task_type,
		main,
		graders: Object.fromEntries(sourcesIn(files, 'graders/').filter(([name]) => `graders/${name}` !== main)),
		...(checkers.length === 0 ? {} : { checker: { protocol: 'cms', language: 'cpp', files: Object.fromEntries(checkers) } }),
		timeLimitSeconds: time_limit,
		memoryMb: (memory_limit ?? 0) / 1024 ** 2,
	};
}

function sourcesIn(files: ReadonlyMap<string, string>, folder: string): [string, string][] {
	return [...files].flatMap(([name, content]): [string, string][] =>
		name.startsWith(folder) && /\.(?:cpp|h|hpp)$/.test(name) ? [[name.slice(folder.length), content]] : [],
	);
}

import { execFileSync } from 'node:child_process';

/** A machine on a line of its own to this one: a network namespace. */
export interface TestHost extends Disposable {
	/** This machine, as it is seen from there. */
	readonly gateway: string;
	/** What a command begins with that is to run there. */
	readonly enter: readonly string[];
	/** Nothing gets through any more, and who is connected is not told. */
	cut(): void;
	heal(): void;
}

/** Needs root and Debian's iproute2; its addresses are those set aside for tests of networks. `number` is from 1 to 254. */
export function startHost(number: number): TestHost {
	using resources = new DisposableStack();
	const name = `assay-${process.pid}-${number}`;
	const [here, there] = [`as${process.pid}h${number}`, 'line'];
	ip('netns', 'add', name);
	resources.defer(() => ip('netns', 'del', name)); // and the line with it
	ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', name);
	ip('addr', 'add', `198.18.${number}.1/30`, 'dev', here);
	ip('-n', name, 'addr', 'add', `198.18.${number}.2/30`, 'dev', there);
	ip('link', 'set', here, 'up');
	for (const device of ['lo', there]) ip('-n', name, 'link', 'set', device, 'up');
	const held = resources.move();
	return {
		gateway: `198.18.${number}.1`,
		enter: ['nsenter', `--net=/run/netns/${name}`],
		cut: () => ip('-n', name, 'link', 'set', there, 'down'),
		heal: () => ip('-n', name, 'link', 'set', there, 'up'),
		[Symbol.dispose]: () => held.dispose(),
	};
}

function ip(...words: string[]): void {
	execFileSync('ip', words, {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
	});
}

import { type Sandbox, SandboxFault, type Wall } from '../../runners/sandboxes/contract.ts';

/** A sandbox that only remembers what was asked of it, for tests of its callers. */
export interface FakeSandbox extends Sandbox {
	readonly kind: string;
	wipes: number;
	closed: boolean;
	/** The next wipe fails with this. */
	failWipe: Error | undefined;
}

export interface FakeWall extends Wall {
	readonly opened: FakeSandbox[];
	/** Every `open` fails with this while it is set. */
	failOpen: Error | undefined;
}

export function createFakeWall(): FakeWall {
	const opened: FakeSandbox[] = [];
	const wall: FakeWall = {
		name: 'fake',
		kindFor: (language) => (language === 'none' ? undefined : language),
		opened,
		failOpen: undefined,
		open: async ({ slot, kind }) => {
			if (wall.failOpen !== undefined) throw wall.failOpen;
			const sandbox = createFakeSandbox(`${slot}-${opened.length}`, kind);
			opened.push(sandbox);
			return sandbox;
		},
		protections: async () => [],
		close: async () => undefined,
	};
	return wall;
}

function createFakeSandbox(id: string, kind: string): FakeSandbox {
	const unused = async (): Promise<never> => {
		throw new SandboxFault('not part of this test');
	};
	const sandbox: FakeSandbox = {
		id,
		kind,
		wipes: 0,
		closed: false,
		failWipe: undefined,
		put: unused,
		fetch: unused,
		seal: unused,
		run: unused,
		runAll: unused,
		launch: unused,
		open: () => {
			throw new SandboxFault('not part of this test');
		},
		wipe: async () => {
			sandbox.wipes++;
			const fault = sandbox.failWipe;
			sandbox.failWipe = undefined;
			if (fault !== undefined) throw fault;
		},
		close: async () => {
			sandbox.closed = true;
		},
		[Symbol.asyncDispose]: async () => await sandbox.close(),
	};
	return sandbox;
}

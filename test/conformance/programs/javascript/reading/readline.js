const lines = require('readline').createInterface({ input: process.stdin });
let total = 0;
lines.on('line', (line) => {
	for (const word of line.split(' ')) total += Number(word);
});
lines.on('close', () => console.log(total));

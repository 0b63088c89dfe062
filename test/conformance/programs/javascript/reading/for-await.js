import { createInterface } from 'node:readline';

let total = 0;
for await (const line of createInterface({ input: process.stdin })) {
	for (const word of line.split(' ')) total += Number(word);
}
console.log(total);

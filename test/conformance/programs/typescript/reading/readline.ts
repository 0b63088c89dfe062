import { createInterface, type Interface } from 'node:readline';

const lines: Interface = createInterface({ input: process.stdin });
let total = 0;
for await (const line of lines) for (const word of line.split(' ')) total += Number(word);
console.log(total);

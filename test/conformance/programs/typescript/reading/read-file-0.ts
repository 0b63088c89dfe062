import * as fs from 'fs';

const words: string[] = fs.readFileSync(0, 'utf8').split(/\s+/);
console.log(words.reduce((total: number, word: string) => total + Number(word), 0));

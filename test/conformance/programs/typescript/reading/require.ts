declare const require: any;
enum Kind {
	Sum = 1,
}
const words: string[] = require('fs').readFileSync('/dev/stdin', 'utf8').split(/\s+/);
console.log(words.reduce((total, word) => total + Kind.Sum * Number(word), 0));

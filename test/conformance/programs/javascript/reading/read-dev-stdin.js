const words = require('fs').readFileSync('/dev/stdin', 'utf8').split(/\s+/);
console.log(words.reduce((total, word) => total + Number(word), 0));

// answers with marks of other types and the keys of prototypes
const answer = '{"value": {"$dict": [["__proto__", {"length": 2}], ["length", 2], ["constructor", {"$float": "nan"}]]}, "missing": "", "__proto__": {"value": true}}';
const solve = () => {
	require('node:fs').writeSync(3, answer);
	process.reallyExit(0);
};

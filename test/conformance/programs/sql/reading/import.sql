CREATE TABLE lines(line TEXT);
.mode list
.separator "\t"
.import /dev/stdin lines
WITH RECURSIVE words(word, rest) AS (
	SELECT NULL, line || ' ' FROM lines
	UNION ALL
	SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM words WHERE rest <> ''
)
SELECT sum(CAST(word AS INTEGER)) FROM words;

#!/bin/sh
# Says which statements of the program $1 are not SQL. They are run one by one on nothing, each for a moment only,
# since only SQLite itself knows where one ends. Commands of the shell are left out, where they can stand, and so are
# complaints of tables, which those may have made.
said=$(
	awk '
		starts == line && /^[.]/ { starts++; line++; print ""; next }
		starts == line && /^[ \t]*(--.*)?$/ || /;[ \t]*(--.*)?$/ { starts = line + 1 }
		{ line++; print }
	' "$1" |
		sqlite3 -batch -cmd '.progress 1000 --limit 1 --quiet' :memory: 2>&1 >/dev/null |
		grep -A 2 -E '^Parse error.*(syntax error|incomplete input|unrecognized token)'
) && echo "$said" >&2 && exit 1
exit 0

#!/bin/sh
# Prints what objcopy is to do to the names that an object with the C library defines, so that a
# program may have any of them for itself, as it may where the library is shared: all become weak,
# and what the library calls by a name that is not reserved for it stays its own, but for the
# memory of strdup and the like, which is to come from a program's malloc and go to its free.
set -eu
readelf -sSW "$1" | awk '
	/^ *\[ *[0-9]+\]/ { sub(/^ *\[ */, ""); sub(/\]/, ""); section[$1] = $2; next }
	$5 != "GLOBAL" && $5 != "WEAK" || $7 !~ /^[0-9]+$/ { next }
	{ print "--weaken-symbol=" $8 }
	$8 ~ /^_/ || $4 == "TLS" || $8 ~ /alloc|^free$|memalign$/ { next }
	{
		type = $4 == "IFUNC" ? "indirect-function" : $4 == "OBJECT" ? "object" : "function"
		print "--redefine-sym=" $8 "=__assay_" $8
		print "--add-symbol=" $8 "=" section[$7] ":0x" $2 ",weak," type
	}'

# Starts a virtual machine of Java: `start.sh lean|whole ARCHIVE ARGUMENTS`. What set-up has made for it is used where it is
# there, and the Java that it is made from (see the Makefile). An archive that is named and missing would make Java start more
# slowly than it does by itself.
lib=/assay/lib/jvm
java=$lib/$1/bin/java archive=$lib/$2.jsa
shift 2
[ -x "$java" ] && [ -x $lib/whole/bin/java ] && [ -r "$archive" ] || exec java "$@"
exec "$java" -XX:SharedArchiveFile="$archive" "$@"

# Starts a virtual machine of Java: `start.sh lean|whole ARCHIVE ARGUMENTS`. What set-up has made for it, the lean runtime and
# archives of classes (see the Makefile), is used where it is there. An archive that is named and missing would make Java start
# more slowly than it does by itself.
archive=/assay/lib/jvm/$2.jsa java=java
[ "$1" = whole ] || java=/assay/lib/jvm/lean/bin/java
shift 2
[ -r "$archive" ] || exec java "$@"
exec "$java" -XX:SharedArchiveFile="$archive" "$@"

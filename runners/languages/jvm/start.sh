# Starts a virtual machine of Java: `start.sh lean|whole ARCHIVE ARGUMENTS`. What set-up has made for it, the lean runtime and
# archives of classes (see the Makefile), is used where it is there. Without its archive either would start more slowly than
# Java does by itself.
runtime=java archive=/assay/lib/jvm/$2.jsa
[ "$1" = whole ] || runtime=/assay/lib/jvm/lean/bin/java
shift 2
[ -r "$archive" ] && { [ "$runtime" = java ] || [ -x "$runtime" ]; } || exec java "$@"
exec "$runtime" -XX:SharedArchiveFile="$archive" "$@"

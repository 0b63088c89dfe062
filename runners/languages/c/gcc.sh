# Runs GCC with what set-up has made (see the Makefile), as long as that is of the C library which is here:
#   gcc.sh compile COMPILER ARGUMENTS   compiles by gcc or g++, without it if need be
#   gcc.sh serve FILE ARGUMENTS   stays (see compile-server.cc), in a main file of that name, if it can
lib=/assay/lib/c made= there=
[ ! -r $lib/VERSION ] || read -r made <$lib/VERSION
[ -z "$made" ] || there=$(stat -c '%n %s %Y' "${made%% *}")
what=$1
shift
case $what in
compile)
	[ -n "$made" ] && [ "$made" = "$there" ] || exec "$@"
	compiler=$1
	shift
	exec "$compiler" -B$lib "$@"
	;;
serve)
	[ -n "$made" ] && [ "$made" = "$there" ] && [ -r $lib/compile-server.so ] || exit 1
	echo '#pragma assay serve' >"$1"
	exec gcc -fplugin=$lib/compile-server.so "$@"
	;;
esac

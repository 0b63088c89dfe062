# Compiles the file of that name to `main` as `go build` does, but for its look at the standard library, which takes most of its
# time. Where set-up has not listed the library, or has for another version of Go, it is `go build`.
lib=/assay/lib/go made= there=
[ ! -r $lib/packages ] || [ ! -r $lib/tools/compile ] || {
	read -r made <$lib/VERSION
	read -r there <$lib/tools/../../../VERSION
}
[ -n "$made" ] && [ "$made" = "$there" ] || exec go build -ldflags='-s -w' -o main "$1"
$lib/tools/compile -importcfg $lib/packages -p main -complete -o /tmp/main.a "$1" &&
	exec $lib/tools/link -importcfg $lib/linked -s -w -o main /tmp/main.a

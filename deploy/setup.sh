#!/usr/bin/env bash
# Brings what Assay needs on Debian or Ubuntu: system packages, node modules, the
# sandbox agent, the dashboard. Does nothing, and quickly, when nothing is missing. `--fuzz` adds
# what `make fuzz` needs: a compiler with a fuzzer, and a fuzzer of HTTP APIs;
# `--docker` what `make test-docker` needs: a container engine, and a base image's maker;
# `--clients` what `make test-light-clients` needs: the clients of trainers, by their published packages;
# `--trainers` what `make test-clients` needs besides: a trainer, and torch;
# `--math` what compares final answers of math problems;
# `--postgres` a PostgreSQL server, of which `make test` starts its own;
# `--chaos` what `make test-chaos` needs: that server, a container engine, and network namespaces;
# `--python-client` what `make test-python-client` needs: what checks and builds the Python client;
# `--browser` what `make test-browser` needs: a browser, and what makes the TypeScript client's types;
# `--deploy` what `make test-deploy` needs: a container engine, docker-compose, and in build/deploy promtool, Helm and the schemas of Kubernetes;
# `--peers` what `make bench-peers` compares with, in build/peers;
# `--languages all` the toolchains of every language, `--languages go,rust` those of some.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PATH=$PATH:/usr/sbin # where container engines are

say() { printf '%s\n' "$*" >&2; }
fail() { say "setup: $*"; exit 1; }

# command or file | Debian package that brings it. redis-check-rdb is the program of the
# server, too; the package redis-server would start a service of the machine.
needs='
/usr/bin/bwrap|bubblewrap
/usr/bin/gcc|gcc
/usr/bin/g++|g++
/usr/libexec/mold/ld|mold
/usr/bin/make|make
/usr/include/stdio.h|libc6-dev
/usr/include/boost/any.hpp|libboost-dev
/usr/include/openssl/md5.h|libssl-dev
/usr/bin/python3|python3
/usr/lib/python3/dist-packages/numpy/__init__.py|python3-numpy
/usr/bin/ps|procps
redis-check-rdb|redis-tools
javac|default-jdk-headless
npm|npm
'
docker_needs='
dockerd|docker.io
docker|docker.io
mmdebstrap|mmdebstrap
'
chaos_needs='
ip|iproute2
'
deploy_needs='
docker-compose|docker-compose
go|golang-go
'
venv_needs='
/usr/lib/python3*/ensurepip|python3-venv
'
postgres_needs='
/usr/lib/postgresql/*/bin/initdb|postgresql
'
python_client_needs='
/usr/bin/openssl|openssl
'
browser_needs='
chromium|chromium
'
fuzz_needs='
clang|clang
llvm-symbolizer|llvm
'
peers_needs='
go|golang-go
'

has() { case $1 in /*) compgen -G "$1" >/dev/null ;; *) command -v "$1" >/dev/null 2>&1 ;; esac }

missing_packages() {
	local thing package
	while IFS='|' read -r thing package; do
		[ -z "$thing" ] || has "$thing" || printf '%s\n' "$package"
	done <<<"$1"
}

install_packages() {
	local packages=("$@") as_root=()
	command -v apt-get >/dev/null 2>&1 || fail "this is not Debian or Ubuntu (no apt-get); install by hand what brings: ${packages[*]}"
	if [ "$(id -u)" -ne 0 ]; then
		command -v sudo >/dev/null 2>&1 || fail "not root and no sudo; as root, run: apt-get install ${packages[*]}"
		as_root=(sudo)
	fi
	say "setup: installing ${packages[*]}"
	if [ -z "${updated:-}" ]; then
		quietly "${as_root[@]}" apt-get update -qq || fail "apt-get update failed; these packages are missing: ${packages[*]}"
		updated=1
	fi
	quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" ||
		fail "apt-get could not install: ${packages[*]}"
}

# What a command says is only of interest when it fails.
quietly() {
	local said
	said=$("$@" 2>&1 </dev/null) || { printf '%s\n' "$said" | tail -n 40 >&2; return 1; }
}

install_missing() {
	local packages
	mapfile -t packages < <(missing_packages "$1")
	[ "${#packages[@]}" -eq 0 ] || install_packages "${packages[@]}"
}

# A virtual environment, and what pip is told to install into it; made anew when that has changed.
make_venv() {
	local folder=$1 stamp
	shift
	stamp=$folder/installed-$( (printf '%s\n' "$@"; cat "${!#}" 2>/dev/null || true) | cksum | cut -d' ' -f1) # the last may be a file
	[ -e "$stamp" ] && return 0
	say "setup: pip install $*"
	rm -rf "$folder"
	quietly /usr/bin/python3 -m venv "$folder" || fail 'no virtual environment could be made'
	quietly "$folder/bin/pip" install --disable-pip-version-check "$@" || fail "pip could not install $*"
	touch "$stamp"
}

# What cannot be had here is listed with its reason, and is no reason to go without the rest.
install_optional() {
	local name=$1 version=$2 said
	local folder=$PWD/${3:-build/peers}/$name
	[ "$(cat "$folder/installed" 2>/dev/null)" != "$version" ] || return 0
	say "setup: installing $name $version in ${folder#"$PWD"/}"
	rm -rf "$folder"
	mkdir -p "$folder"
	if said=$("install_${name//-/_}" "$folder" "$version" 2>&1 </dev/null); then
		printf '%s\n' "$version" >"$folder/installed"
	else
		printf '%s\n' "$said" | tail -n 1 | tee "$folder/missing" | sed "s/^\s*/setup: $name is left out: /" >&2
	fi
}

install_go_judge() { GOBIN=$1 go install "github.com/criyle/go-judge/cmd/go-judge@v$2"; }

# Its reward functions are modules by themselves: what the package needs to train is not installed.
install_verl() { /usr/bin/python3 -m venv --system-site-packages "$1" && "$1/bin/pip" install --disable-pip-version-check --no-deps "verl==$2"; }

install_helm() { GOBIN=$1 go install "helm.sh/helm/v3/cmd/helm@v$2"; }
install_kubernetes_models() { npm install --prefix "$1" --no-audit --no-fund --loglevel=error "kubernetes-models@$2" @kubernetes-models/keda@2.0.0; }

# Out of Debian's package of Prometheus, which would start a service of the machine.
install_promtool() {
	cd "$1" && apt-get download -qq prometheus &&
		dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x --strip-components 3 ./usr/bin/promtool && rm -f prometheus_*.deb
}

install_deploy() {
	install_missing "$docker_needs$deploy_needs"
	install_optional helm 3.22.0 build/deploy
	install_optional kubernetes-models 5.1.0 build/deploy
	install_optional promtool debian build/deploy
}

install_peers() {
	install_missing "$peers_needs$venv_needs"
	install_optional go-judge 1.11.3
	install_optional verl 0.9.1
}

# libFuzzer's library is a package of its own, named after the version of clang.
install_fuzzer() {
	install_missing "$fuzz_needs$venv_needs"
	make_venv build/schemathesis 'schemathesis==4.32.5'
	local library version
	library=$(clang -print-file-name=libclang_rt.fuzzer-x86_64.a)
	[ "${library#/}" = "$library" ] || [ ! -e "$library" ] || return 0
	library=$(clang -print-resource-dir)/lib/linux
	compgen -G "$library/libclang_rt.fuzzer-*.a" >/dev/null && return 0
	version=$(clang -dumpversion)
	install_packages "libclang-rt-${version%%.*}-dev"
}

# The stamp is written last, so that an installation that was cut off is done again.
install_modules() {
	local stamp=node_modules/.assay-setup
	[ -e "$stamp" ] && [ ! package-lock.json -nt "$stamp" ] && return 0
	say 'setup: installing node modules'
	# The project's own Node is among the modules; the machine's only has to run npm. npm asks for it in vain, hence the quiet.
	npm ci --no-audit --no-fund --loglevel=error >&2 || fail 'npm ci failed'
	[ -x node_modules/.bin/node ] || fail 'npm ci has brought no node_modules/.bin/node: are install scripts switched off (npm config get ignore-scripts)?'
	touch "$stamp"
}

# Apart from the other modules, since what makes types of an OpenAPI document needs another TypeScript than ours.
install_client_tools() {
	local folder=clients/typescript
	[ ! -e "$folder/node_modules/.package-lock.json" ] || [ "$folder/package-lock.json" -nt "$folder/node_modules/.package-lock.json" ] || return 0
	say "setup: installing node modules of $folder"
	npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error >&2 || fail "npm ci failed in $folder"
}

# The manifests say what brings a language. One that cannot be had here is no reason to go without the others.
install_languages() {
	local list name needed packages missing=() all=()
	list=$(node_modules/.bin/node deploy/language-packages.ts "$1") || exit 1
	while IFS='|' read -r name needed _; do
		read -ra packages <<<"$needed"
		dpkg -s "${packages[@]}" >/dev/null 2>&1 || { missing+=("$name|$needed") all+=("${packages[@]}"); }
	done <<<"$list"
	[ ${#missing[@]} -gt 0 ] || return 0
	(install_packages "${all[@]}") && return 0
	updated=1 # which the attempt has done
	while IFS='|' read -r name needed; do
		read -ra packages <<<"$needed"
		(install_packages "${packages[@]}") || say "setup: $name is left out"
	done < <(printf '%s\n' "${missing[@]}")
}

# What a plugin of GCC is made with is a package named after its version. C and C++ compile more slowly without.
install_plugin_headers() {
	local package
	package=gcc-$(g++ -dumpversion)-plugin-dev
	[ ! -e "$(g++ -print-file-name=plugin)/include/gcc-plugin.h" ] || return 0
	apt-cache show "$package" >/dev/null 2>&1 || return 0
	(install_packages "$package") || say "setup: $package is left out"
}

install_missing "$needs"
install_plugin_headers
case ${1:-} in
'') ;;
--fuzz) install_fuzzer ;;
--peers) install_peers ;;
--docker) install_missing "$docker_needs" ;;
--deploy) install_deploy ;;
--clients)
	install_missing "$venv_needs"
	make_venv build/clients --no-deps -r test/e2e/clients/requirements.txt
	;;
--trainers)
	install_missing "$venv_needs"
	make_venv build/trainers --no-cache-dir --no-deps -r test/e2e/clients/requirements-trainers.txt
	;;
--postgres) install_missing "$postgres_needs" ;;
--chaos) install_missing "$postgres_needs$docker_needs$chaos_needs" ;;
--python-client)
	install_missing "$venv_needs$python_client_needs"
	make_venv build/python-client -r clients/python/requirements-dev.txt
	;;
--math)
	install_missing "$venv_needs"
	make_venv build/math -r runners/languages/math/requirements.txt
	ln -sfn "$(cd build/math && echo lib/python3*/site-packages)" build/math/packages
	;;
--browser) install_missing "$browser_needs" ;;
--languages) [ -n "${2:-}" ] || fail 'which languages? --languages all, or --languages go,rust' ;;
*) fail "unknown option $1; there are --fuzz, --peers, --browser, --docker, --deploy, --clients, --trainers, --chaos, --python-client, --postgres, --math, --languages all and --languages go,rust" ;;
esac
install_modules
[ "${1:-}" != --browser ] || install_client_tools
[ "${1:-}" != --languages ] || install_languages "$2"
[ ! -f runners/agent/Makefile ] || make -s -C runners/agent all >&2
# What programs of a language compile or start sooner with, and just as well without.
for makefile in runners/languages/*/Makefile; do
	make -s -C "${makefile%/*}" >&2 || say "setup: nothing is made in ${makefile%/*}; its programs are slower without"
done
make -s -C dashboard >&2

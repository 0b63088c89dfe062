#!/usr/bin/env bash
# Builds assay/api and assay/worker. PACKAGES are the toolchains of the worker, by default
# those of the core languages; LANGUAGES=go,rust adds those of others. Without a registry in
# reach, deploy/base-images.sh makes a stand-in for the image they start from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { printf '%s\n' "$*" >&2; }
fail() { say "service images: $*"; exit 1; }

version=$(sed -n 's/^\t"version": "\(.*\)",$/\1/p' package.json)
base=$(sed -n 's/^ARG BASE=//p' deploy/service/Dockerfile)
packages_of() { PATH="$PWD/node_modules/.bin:$PATH" node deploy/language-packages.ts "$1" | cut -d '|' -f 2,4 --output-delimiter ' ' | xargs; }
packages=${PACKAGES-$(packages_of python,c,cpp,java)}
[ -z "${LANGUAGES:-}" ] || packages+=" $(packages_of "$LANGUAGES")"

docker version --format '{{.Server.Version}}' >/dev/null 2>&1 ||
	fail 'the Docker engine cannot be reached: is it installed (apt-get install docker.io) and started, and may this user use it?'
docker image inspect "$base" >/dev/null 2>&1 || docker pull -q "$base" >/dev/null 2>&1 || deploy/base-images.sh "$base"

[ -f build/dashboard/index.html ] || fail 'the dashboard is not built: run deploy/setup.sh'

# What is in the images, and nothing else: links, but for what npm writes to.
context=build/service
rm -rf "$context"
mkdir -p "$context"
cp -a package.json package-lock.json "$context"
cp -al LICENSE bin node_modules runners services testcases "$context"
make -s -C dashboard
mkdir -p "$context/build" "$context/clients/typescript"
cp -al build/dashboard "$context/build"
mkdir -p "$context/build/math" # for final answers, where deploy/setup.sh --math has brought what compares them
[ ! -e build/math/packages ] || cp -aL build/math/packages "$context/build/math/packages"
cp -al clients/typescript/src "$context/clients/typescript"
cp -al node_modules/node-api-headers/include "$context/node-api"
rm -f "$context/node_modules/.package-lock.json"
(cd "$context" && npm prune --omit=dev --no-audit --no-fund --loglevel=error) >&2

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for target in api worker; do
	say "service images: building assay/$target:$version"
	DOCKER_BUILDKIT=0 docker build --network host --target "$target" --build-arg "PACKAGES=$packages" \
		--tag "assay/$target:$version" --file deploy/service/Dockerfile "$context" >"$log" 2>&1 ||
		{ tail -n 40 "$log" >&2; fail "assay/$target could not be built"; }
done
rm -rf "$context"

#!/usr/bin/env bash
# Builds the images of the core languages, or those of the families that are named, or
# `all`. Without a registry in reach, deploy/base-images.sh makes a stand-in for the
# image they start from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { printf '%s\n' "$*" >&2; }
fail() { say "images: $*"; exit 1; }

version=$(sed -n 's/^\t"version": "\(.*\)",$/\1/p' package.json)
protocol=$(sed -n 's/^enum { PROTOCOL_VERSION = \(.*\) };$/\1/p' runners/agent/frame.h)
base=$(sed -n 's/^ARG BASE=//p' deploy/images/Dockerfile)
asked=math # is built when it is named: it needs PyPI
core=$(sed -n 's/^FROM sandbox AS //p' deploy/images/Dockerfile | grep -vx -e more -e "$asked")
more=$(sed -n 's/^\([a-z]*\) .*/\1/p' deploy/images/families)
families=("$@")
[ ${#families[@]} -gt 0 ] || mapfile -t families <<<"$core"
[ "${families[*]}" != all ] || mapfile -t families <<<"$core"$'\n'"$more"

docker version --format '{{.Server.Version}}' >/dev/null 2>&1 ||
	fail 'the Docker engine cannot be reached: is it installed (apt-get install docker.io) and started, and may this user use it?'
docker image inspect "$base" >/dev/null 2>&1 || docker pull -q "$base" >/dev/null 2>&1 || deploy/base-images.sh "$base"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for family in "${families[@]}"; do
	target=$family arguments=(--build-arg "PROTOCOL=$protocol")
	if grep -qx "$family" <<<"$more"; then
		languages=$(sed -n "s/^$family //p" deploy/images/families)
		needs=$(PATH="$PWD/node_modules/.bin:$PATH" node deploy/language-packages.ts "$languages")
		target=more arguments+=(
			--build-arg "LANGUAGES=$languages"
			--build-arg "PACKAGES=$(cut -d '|' -f 2 <<<"$needs" | xargs)"
			--build-arg "FOLDERS=$(cut -d '|' -f 3 <<<"$needs" | xargs)"
			--build-arg "MAKERS=$(cut -d '|' -f 4 <<<"$needs" | xargs -n 1 | sort -u | xargs)"
		)
	elif ! grep -qx "$family" <<<"$core"$'\n'"$asked"; then
		fail "there is no family $family; there are: ${core//$'\n'/, }, $asked, ${more//$'\n'/, }"
	fi
	say "images: building assay/$family:$version"
	DOCKER_BUILDKIT=0 docker build --network host --target "$target" "${arguments[@]}" --tag "assay/$family:$version" --file deploy/images/Dockerfile . >"$log" 2>&1 ||
		{ tail -n 40 "$log" >&2; fail "assay/$family could not be built"; }
done

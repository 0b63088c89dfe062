#!/usr/bin/env bash
# Builds the images of the languages, or of those families that are named. Without a
# registry in reach, deploy/base-images.sh makes a stand-in for the image they start from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

say() { printf '%s\n' "$*" >&2; }
fail() { say "images: $*"; exit 1; }

version=$(sed -n 's/^\t"version": "\(.*\)",$/\1/p' package.json)
base=$(sed -n 's/^ARG BASE=//p' deploy/images/Dockerfile)
all=$(sed -n 's/^FROM sandbox AS //p' deploy/images/Dockerfile)
families=("$@")
[ ${#families[@]} -gt 0 ] || mapfile -t families <<<"$all"

docker version --format '{{.Server.Version}}' >/dev/null 2>&1 ||
	fail 'the Docker engine cannot be reached: is it installed (apt-get install docker.io) and started, and may this user use it?'
docker image inspect "$base" >/dev/null 2>&1 || docker pull -q "$base" >/dev/null 2>&1 || deploy/base-images.sh "$base"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for family in "${families[@]}"; do
	grep -qx "$family" <<<"$all" || fail "there is no family $family; there are: ${all//$'\n'/, }"
	say "images: building assay/$family:$version"
	DOCKER_BUILDKIT=0 docker build --network host --target "$family" --tag "assay/$family:$version" --file deploy/images/Dockerfile . >"$log" 2>&1 ||
		{ tail -n 40 "$log" >&2; fail "assay/$family could not be built"; }
done

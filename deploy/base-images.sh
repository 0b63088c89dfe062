#!/usr/bin/env bash
# Makes a stand-in for a public Debian base image out of Debian's packages, for
# machines that reach those but no container registry. It has the same name, so that
# the very same Dockerfile is built on it.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
fail() { say "base images: $*"; exit 1; }

image=${1:?usage: deploy/base-images.sh IMAGE, e.g. debian:bookworm-slim}
[[ $image =~ ^debian:([a-z]+)(-slim)?$ ]] || fail "$image is not an image of Debian"
suite=${BASH_REMATCH[1]}
command -v mmdebstrap >/dev/null || fail 'mmdebstrap is not installed: apt-get install mmdebstrap'

archive=$(mktemp --suffix .tar)
trap 'rm -f "$archive"' EXIT
say "base images: making $image of Debian's packages"
mmdebstrap --quiet --variant=minbase --include=ca-certificates "$suite" "$archive" 2>&1 | grep -v '^W:' >&2 || true
[ -s "$archive" ] || fail "mmdebstrap made nothing"
docker import "$archive" "$image" >/dev/null

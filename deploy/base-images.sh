#!/usr/bin/env bash
# Makes a stand-in for a public base image out of Debian's packages, for machines that reach
# those but no container registry: debian:SUITE[-slim], redis:7 or postgres:15. It has the same
# name, so that the very same Dockerfile is built on it, and the very same compose.yaml started.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
fail() { say "base images: $*"; exit 1; }

image=${1:?usage: deploy/base-images.sh IMAGE, e.g. debian:bookworm-slim}
suite=bookworm packages=ca-certificates hook=true changes=()
case $image in
debian:*) [[ $image =~ ^debian:([a-z]+)(-slim)?$ ]] || fail "$image is not an image of Debian"; suite=${BASH_REMATCH[1]} ;;
redis:7)
	packages=redis-tools
	hook='ln -s redis-check-rdb "$1/usr/bin/redis-server"; chroot "$1" install -d -o redis -g redis /data'
	changes=('CMD ["redis-server"]' 'USER redis')
	;;
postgres:15)
	packages=postgresql-15
	hook='install -m 755 deploy/postgres-entrypoint.sh "$1/usr/local/bin/docker-entrypoint.sh"; chroot "$1" install -d -o postgres -g postgres /var/lib/postgresql/data'
	changes=('ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["postgres"]' 'USER postgres')
	;;
*) fail "there is no stand-in for $image" ;;
esac
command -v mmdebstrap >/dev/null || fail 'mmdebstrap is not installed: apt-get install mmdebstrap'

archive=$(mktemp --suffix .tar)
trap 'rm -f "$archive"' EXIT
say "base images: making $image of Debian's packages"
mmdebstrap --quiet --variant=minbase --include="$packages" --customize-hook="$hook" "$suite" "$archive" 2>&1 | grep -v '^W:' >&2 || true
[ -s "$archive" ] || fail "mmdebstrap made nothing"
docker import "${changes[@]/#/--change=}" "$archive" "$image" >/dev/null

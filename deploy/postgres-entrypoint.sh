#!/bin/sh
# In the stand-in for the image postgres: makes the database at the first start, as that does.
set -eu
PATH=/usr/lib/postgresql/15/bin:$PATH
export PGDATA="${PGDATA:-/var/lib/postgresql/data}"
user=${POSTGRES_USER:-postgres}
if [ ! -s "$PGDATA/PG_VERSION" ]; then
	words=$(mktemp)
	printf '%s\n' "${POSTGRES_PASSWORD:?}" >"$words"
	initdb --username="$user" --pwfile="$words" --auth=scram-sha-256 --encoding=UTF8 >/dev/null
	rm "$words"
	echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
	echo "CREATE DATABASE \"${POSTGRES_DB:-$user}\";" | postgres --single -j postgres >/dev/null
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/tmp

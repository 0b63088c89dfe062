#!/bin/sh
# In a build stage: installs packages, and makes of what is then there the root of a
# sandbox in /sandbox: toolchains and empty places, as the local wall shows them. FOLDERS
# are those beside /usr that the toolchains read, and MAKERS packages that are there only
# while what programs compile or start sooner with is made.
set -eu

apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" ${MAKERS:-}
if [ -n "${MAKERS:-}" ]; then
	for makefile in /sandbox-languages/*/Makefile; do
		language=${makefile%/*}
		make -s -C "$language" OUT="/sandbox-lib/${language##*/}"
	done
	DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq --auto-remove $MAKERS
fi

root=/sandbox
mkdir -p $root/etc $root/dev $root/assay/bin $root/assay/lib
for folder in proc prog scratch box tmp run dev/shm; do mkdir -p "$root/$folder"; done
for device in null zero full random urandom; do : >"$root/dev/$device"; done
ln -s /proc/self/fd $root/dev/fd
ln -s /proc/self/fd/0 $root/dev/stdin
ln -s /proc/self/fd/1 $root/dev/stdout
ln -s /proc/self/fd/2 $root/dev/stderr

for name in bin lib lib32 lib64 libx32 sbin; do
	[ ! -e "/$name" ] || cp -a "/$name" "$root/$name"
done
rm -rf /usr/share/doc /usr/share/man /usr/share/info /usr/share/locale /usr/share/i18n
cp -a /usr $root/usr

for path in /etc/alternatives /etc/ld.so.cache /etc/ld.so.conf /etc/ld.so.conf.d /etc/java-*-openjdk ${FOLDERS:-}; do
	[ ! -e "$path" ] || { mkdir -p "$root/${path%/*}" && cp -a "$path" "$root/${path%/*}/"; }
done
cp /sandbox-etc/* $root/etc/
cp -a /sandbox-lib/. $root/assay/lib/
cp -a /sandbox-languages $root/assay/languages
[ ! -d /sandbox-bin ] || cp -a /sandbox-bin/. $root/assay/bin/

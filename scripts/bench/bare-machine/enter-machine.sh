#!/bin/sh
# The first process of an emulated machine: $1 is its folder, $2 the folder in it to work in, the rest the command.
# Runs in namespaces of its own for mounts, processes and the network, so all of this goes when it ends.
set -eu
root=$1 folder=$2
shift 2
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
	NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt sh -c 'cd "$1" && shift && exec "$@"' sh "$folder" "$@" &
child=$!
trap 'kill -TERM "$child"' TERM
status=0
wait "$child" || status=$?
# A trapped signal ends `wait` early, once.
if kill -0 "$child" 2>/dev/null; then status=0; wait "$child" || status=$?; fi
# npm is gone before what it started is, when it ends by a signal.
running() {
	for process in /proc/[0-9]*; do
		[ "${process#/proc/}" = $$ ] || ! [ -s "$process/cmdline" ] || return 0
	done
	return 1
}
tries=0
while running && [ $tries -lt 60 ]; do tries=$((tries + 1)); sleep 1; done
for process in /proc/[0-9]*; do
	pid=${process#/proc/}
	[ "$pid" = $$ ] || ! [ -s "$process/cmdline" ] || echo "LEFT $pid $(tr '\0' ' ' <"$process/cmdline")"
done
exit "$status"

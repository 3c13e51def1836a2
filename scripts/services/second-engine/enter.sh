#!/bin/sh
# Runs an engine in another system's files, in a mount namespace of its own, so that all mounts go when it ends:
# $1 is that system's folder, $2 and $3 are the engine's own folders, the rest is the command.
set -eu
root=$1 data=$2 run=$3
shift 3
mount --bind "$root" "$root"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
for folder in "$data" "$run"; do
	mkdir -p "$root$folder"
	mount --bind "$folder" "$root$folder"
done
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin exec chroot "$root" "$@"

#!/bin/sh
# Closes the cluster to what builds run: all that the engine's bridge sends to these networks, but for names, and to
# this pod itself. Runs before the engine, which keeps DOCKER-USER first among what it forwards.
set -eu
bridge=docker0
iptables -nL >/dev/null 2>&1 || PATH="/usr/local/sbin/.iptables-legacy:$PATH"

iptables -N DOCKER-USER 2>/dev/null || iptables -F DOCKER-USER
iptables -C FORWARD -j DOCKER-USER 2>/dev/null || iptables -I FORWARD -j DOCKER-USER
# shellcheck disable=SC2013 # words are what it prints
for server in $(awk '$1 == "nameserver" && $2 !~ /:/ { print $2 }' /etc/resolv.conf); do
  for protocol in udp tcp; do
    iptables -A DOCKER-USER -i "$bridge" -d "$server" -p "$protocol" --dport 53 -j RETURN
  done
done
for network in $(echo "$BAKEHOUSE_BUILD_DENY" | tr ',' ' '); do
  iptables -A DOCKER-USER -i "$bridge" -d "$network" -p tcp -j REJECT --reject-with tcp-reset
  iptables -A DOCKER-USER -i "$bridge" -d "$network" -j REJECT
done

iptables -N BUILDS-IN 2>/dev/null || iptables -F BUILDS-IN
iptables -C INPUT -i "$bridge" -j BUILDS-IN 2>/dev/null || iptables -I INPUT -i "$bridge" -j BUILDS-IN
iptables -A BUILDS-IN -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN
iptables -A BUILDS-IN -j REJECT

#!/usr/bin/env bash
# try-container.sh [ENGINE...]: runs the container recipe of docs/operations.md with each of podman, docker and buildah that works
# here, with podman also those of systemd, cron and logrotate, and says what it left out. The package of this clone takes the place of the published one. BASE=IMAGE names another base;
# where the one of examples/Containerfile cannot be had, one is made with debootstrap and the Node that is here. BUILD_OPTIONS
# go to the engine's build.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
made=()
tidy() {
  for engine in "${made[@]}"; do
    "$engine" rm -f tos-try >/dev/null 2>&1 || true
    "$engine" volume rm tos-try-state >/dev/null 2>&1 || true
    "$engine" rmi tos-try-units tos-try >/dev/null 2>&1 || true
  done
  rm -rf "$work"
}
trap tidy EXIT

# What the image is built in: recipe, package, and the base where it had to be made.
mkdir "$work/image"
npm run --silent package >&2
(cd package && npm pack --silent --pack-destination "$work" >/dev/null)
mv "$work"/*.tgz "$work/image/tos.tgz"
sed 's|^RUN npm install --global tos-tui|COPY tos.tgz /tmp/tos.tgz\nRUN npm install --global /tmp/tos.tgz|' \
  examples/Containerfile >"$work/image/Containerfile"
base=${BASE:-$(sed -n 's/^ARG BASE=//p' examples/Containerfile)}

make_base() {
  [ -e "$work/base/base.tar" ] && return
  [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null || return 1
  echo "$base cannot be had: making one with debootstrap" >&2
  local root=$work/root npm
  debootstrap --variant=minbase --include=ca-certificates,libstdc++6 bookworm "$root" >"$work/debootstrap.log" || return 1
  cp "$(node -p process.execPath)" "$root/usr/local/bin/node"
  npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
  mkdir -p "$root/usr/local/lib/node_modules" "$work/base"
  cp -r "$npm" "$root/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  tar -C "$root" -cf "$work/base/base.tar" .
  rm -rf "$root"
  printf 'FROM scratch\nADD base.tar /\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n' >"$work/base/Containerfile"
}

# ENGINE CONTEXT TAG [OPTION...]
build() {
  local engine=$1 context=$2 tag=$3
  shift 3
  # shellcheck disable=SC2086
  "$engine" build ${BUILD_OPTIONS:-} "$@" -t "$tag" -f "$context/Containerfile" "$context" >"$work/build.log" 2>&1 || {
    tail -n 20 "$work/build.log" >&2
    return 1
  }
}

# As the document has it, but without a network.
safe=(--network none --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges
  -v "$work/night:/project" -v tos-try-state:/home/tos/.local/state/tos)
journal=$work/night/logs/journal.ndjson
# ENGINE OPTION... IMAGE WORD...
contained() {
  local engine=$1
  shift
  "$engine" run --rm "${safe[@]}" "$@"
}

try() {
  local engine=$1 from=$base said
  if ! "$engine" pull "$base" >/dev/null 2>&1 && [ -z "${BASE:-}" ]; then
    make_base || { echo "$engine: left out: there is no base image, and none can be made (root and debootstrap are needed)"; exit 2; }
    from=localhost/tos-try-base
    build "$engine" "$work/base" "$from"
  fi
  build "$engine" "$work/image" tos-try --build-arg "BASE=$from"
  rm -rf "$work/night"
  mkdir "$work/night"
  if [ "$engine" = buildah ]; then
    echo 'buildah: the image is built; left out: to run it as the document says, for buildah has no read-only root'
    exit 0
  fi
  local open=(--security-opt 'unmask=/proc/*')
  if [ "$engine" = docker ]; then
    local profile=/usr/share/containers/seccomp.json
    [ -e $profile ] || profile=unconfined
    open=(--security-opt systempaths=unconfined --security-opt "seccomp=$profile")
  fi
  "$engine" run --rm --network none --user 0 -v "$work/night:/project" --entrypoint chown tos-try tos:tos /project
  contained "$engine" --entrypoint id tos-try -u | grep -qx 10001
  contained "$engine" --entrypoint sh tos-try -c '! touch /etc/x /home/tos/x 2>/dev/null && touch /project/x /home/tos/.local/state/tos/x && rm /project/x'
  contained "$engine" tos-try demo --dir /project --prepare >/dev/null 2>&1
  said=$(contained "$engine" "${open[@]}" tos-try doctor 2>&1 || true)
  grep -q '^ok    sandbox .*bubblewrap' <<<"$said" || { echo "$said"; return 1; }
  # As the image is called; stopped from outside it records its end, and its loop goes on from there.
  "$engine" run -d --name tos-try "${safe[@]}" "${open[@]}" tos-try >/dev/null
  until grep -q '"type":"step.started"' "$journal" 2>/dev/null; do
    [ "$("$engine" inspect tos-try --format '{{.State.Running}}')" = true ] || break
    sleep 0.2
  done
  "$engine" stop -t 60 tos-try >/dev/null
  said=$("$engine" inspect tos-try --format '{{.State.ExitCode}}')
  [ "$said" = 130 ] || { "$engine" logs tos-try; echo "it was stopped and ended with $said"; return 1; }
  "$engine" rm tos-try >/dev/null
  grep -q '"why":"stopped"' "$journal"
  contained "$engine" "${open[@]}" tos-try resume --loop --plain >"$work/night.log" || { cat "$work/night.log"; return 1; }
  grep -q '"why":"loop_complete"' "$journal"
  [ "$(grep -c '"sandbox":{"kind":"bubblewrap"' "$journal")" = 2 ]
  # The container alone as the wall.
  contained "$engine" tos-try cleanrun --loop --plain >"$work/night.log" || { cat "$work/night.log"; return 1; }
  contained "$engine" tos-try report -o /project/night.html
  echo "$engine: the image runs a loop: uid 10001, read-only root, no capabilities; with the sandbox, and with the container as the wall"
}

# The lines of the document itself, in a container whose first process is systemd. ENGINE
try_units() {
  local engine=$1
  if [ "$engine" != podman ]; then
    echo "$engine: left out: systemd, cron and logrotate, which podman alone can run in a container"
    return
  fi
  mkdir -p "$work/units"
  cat >"$work/units/Containerfile" <<'EOF'
FROM localhost/tos-try
USER root
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends systemd systemd-sysv cron logrotate
WORKDIR /usr/local/lib/node_modules/tos-tui
COPY inside.sh /inside.sh
ENTRYPOINT ["/sbin/init"]
CMD []
EOF
  cat >"$work/units/inside.sh" <<'EOF'
set -e
block() { awk -v heading="## $1" '$0 == heading { on = 1 } /^```$/ && on { if (++n == 2) exit; next } n == 1' docs/operations.md; }
journal=/srv/night/logs/journal.ndjson
until systemctl list-units >/dev/null 2>&1; do sleep 0.5; done
install -d -o tos -g tos /srv/night /srv/reports
su tos -c 'tos demo --dir /srv/night --prepare' >/dev/null 2>&1
block systemd | grep -v 'systemctl stop' | sh -ex
systemctl start tos-night
until grep -qs '"type":"step.started"' $journal; do sleep 0.2; done
block systemd | grep 'systemctl stop' | sh -ex
grep -q '"why":"stopped"' $journal
[ "$(systemctl show -p Result --value tos-night)" = success ]
systemctl start tos-night
while systemctl is-active -q tos-night; do sleep 0.5; done
grep -q '"why":"loop_complete"' $journal
systemctl start tos-watchdog
block cron | sh -ex
sed -i 's|^[*]/5 |* |' /etc/cron.d/tos
until journalctl -u cron | grep -q '(tos) CMD (tos watchdog --root /srv/night)'; do sleep 1; done
mkdir -p /srv/night/logs
su tos -c 'echo old >>/srv/night/logs/cron.log'
block Logs | sh -ex
logrotate --force /etc/logrotate.d/tos
[ "$(cat /srv/night/logs/cron.log.1)" = old ]
EOF
  build "$engine" "$work/units" tos-try-units
  "$engine" run -d --name tos-try --privileged --systemd=always --network none tos-try-units >/dev/null
  "$engine" exec tos-try sh /inside.sh >"$work/units.log" 2>&1 || { cat "$work/units.log"; return 1; }
  "$engine" rm -f tos-try >/dev/null
  echo "$engine: systemd starts, stops and watches a loop, cron and logrotate take what is in examples/"
}

tried=0
[ $# -gt 0 ] || set -- podman docker buildah
for engine; do
  if ! command -v "$engine" >/dev/null; then
    echo "$engine: left out: it is not here"
  elif ! "$engine" info >/dev/null 2>&1; then
    echo "$engine: left out: it is here and does not work ('$engine info')"
  else
    made+=("$engine")
    # Not behind `||`: an error would not end it there.
    set +e
    (set -e; try "$engine"; try_units "$engine")
    code=$?
    set -e
    [ $code = 0 ] && tried=1
    [ $code = 0 ] || [ $code = 2 ] || { echo "$engine: the recipe fails"; exit 1; }
  fi
done
[ $tried = 1 ] || exit 77

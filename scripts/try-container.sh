#!/usr/bin/env bash
# try-container.sh: builds examples/Containerfile with podman or docker and runs a loop in it as docs/operations.md says:
# another user than root, a read-only root, no network. The package of this clone takes the place of the published one.
set -euo pipefail
cd "$(dirname "$0")/.."
engine=$(command -v podman || command -v docker) || { echo 'there is no podman and no docker'; exit 77; }
"$engine" info >/dev/null 2>&1 || { echo "$engine does not work here"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm run --silent package >&2
(cd package && npm pack --silent --pack-destination "$work" >/dev/null)
mv "$work"/*.tgz "$work/tos.tgz"
sed 's|^RUN npm install --global tos-tui|COPY tos.tgz /tmp/tos.tgz\nRUN npm install --global /tmp/tos.tgz|' examples/Containerfile >"$work/Containerfile"
"$engine" build -t tos-try -f "$work/Containerfile" "$work" >&2
mkdir -p "$work/night"
"$engine" run --rm --read-only --tmpfs /tmp -v "$work/night:/project" --user 0 --entrypoint chown tos-try -R 10001:10001 /project
run=("$engine" run --rm --read-only --tmpfs /tmp --network none -v "$work/night:/project" -v tos-try-state:/home/tos/.local/state/tos)
case $engine in *docker) open=(--security-opt systempaths=unconfined --security-opt seccomp=unconfined) ;; *) open=(--security-opt unmask=ALL) ;; esac
"${run[@]}" --entrypoint id tos-try -u | grep -qx 10001
"${run[@]}" tos-try init --yes >&2
"${run[@]}" "${open[@]}" tos-try doctor >&2 || true
"${run[@]}" "${open[@]}" tos-try demo --plain >&2
"$engine" volume rm tos-try-state >/dev/null
"$engine" rmi tos-try >/dev/null
echo 'the image runs a loop'

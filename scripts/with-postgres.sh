#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs it beside a PostgreSQL server of its own, whose address it finds in TOS_TEST_POSTGRES.
# The server listens on loopback only, on a free port, keeps its data in a temporary folder, and goes with the command.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -z "$bin" ] && command -v initdb >/dev/null; then bin=$(dirname "$(command -v initdb)"); fi
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
fi
if [ -z "$bin" ]; then
  echo "with-postgres: no PostgreSQL here; install it (apt-get install postgresql), then call again" >&2
  exit 1
fi

# initdb refuses root.
as=()
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
  as=(setpriv --reuid postgres --regid "$(id -g postgres)" --clear-groups)
fi

fsync=${TOS_POSTGRES_FSYNC:-off}
base=${TMPDIR:-/tmp}
# On a disk where what is written has to be there.
if [ "$fsync" = off ] && [ -d /dev/shm ] && [ -w /dev/shm ]; then base=/dev/shm; fi
data=$(mktemp -d "$base/tos-postgres-XXXXXX")
if [ "$(id -u)" = 0 ]; then chown postgres "$data"; fi
export LC_ALL=C

stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$data/db" stop -m immediate -s >/dev/null 2>&1 || true
  rm -rf "$data"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"${as[@]}" "$bin/initdb" -D "$data/db" -U tos -A trust --no-sync --no-locale -E UTF8 >"$data/log" 2>&1 || { cat "$data/log" >&2; exit 1; }
for try in 1 2 3 4 5; do
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || echo $((20000 + RANDOM % 20000)))
  if "${as[@]}" "$bin/pg_ctl" -D "$data/db" -l "$data/server.log" -w -s start \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=$fsync -c max_connections=100" >/dev/null 2>&1 </dev/null; then
    break
  fi
  [ "$try" != 5 ] || { cat "$data/server.log" >&2; exit 1; }
done
export TOS_TEST_POSTGRES="postgres://tos@127.0.0.1:$port/postgres"
export TOS_TEST_POSTGRES_DATA="$data/db"
export TOS_TEST_POSTGRES_BIN="$bin"

# In the background, so that a signal is heard at once; it is passed on.
"$@" <&0 &
child=$!
trap 'kill -TERM $child 2>/dev/null; wait $child; exit 143' TERM
trap 'kill -INT $child 2>/dev/null; wait $child; exit 130' INT
code=0
wait $child || code=$?
exit "$code"

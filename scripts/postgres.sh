#!/usr/bin/env bash
# Run a command with a private PostgreSQL that lives as long as the command.
#   scripts/postgres.sh cargo nextest run
# The command finds the cluster in WUZHEN_TEST_POSTGRES=postgres://postgres@127.0.0.1:PORT/postgres
# and may make as many databases in it as it likes.
# shellcheck source=scripts/environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

programs=$(dirname "$(command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")
[ -x "$programs/initdb" ] || { warn "PostgreSQL is not installed (Debian package: postgresql)"; exit 1; }

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

mkdir -p target/postgres
folder=$(mktemp -d "$PWD/target/postgres/cluster.XXXXXX")
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  if ! as_postgres test -x "$folder" 2>/dev/null; then
    # A repository in a private home folder: the user postgres cannot even get there.
    rmdir "$folder"
    folder=$(mktemp -d /tmp/wuzhen-postgres.XXXXXX)
    chown postgres "$folder"
  fi
fi

stop() {
  as_postgres "$programs/pg_ctl" stop -s -D "$folder/data" -m immediate >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

as_postgres "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" ||
  { cat "$folder/initdb.log"; exit 1; }

# A throw-away cluster needs no durability; the tests of durability are about SQLite's file.
settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off
  -c full_page_writes=off -c max_connections=200 -c shared_buffers=128MB -c client_min_messages=warning"
settings=${settings//$'\n'/ }

# A port that nobody answers on; another process may still be quicker, so try a few.
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 12000))
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue; fi
  if as_postgres "$programs/pg_ctl" start -s -w -D "$folder/data" -l "$folder/data/server.log" -o "$settings -p $port" >/dev/null 2>&1; then
    started=yes
    break
  fi
done
if [ -z "${started:-}" ]; then
  cat "$folder/data/server.log" >&2 || true
  warn "PostgreSQL did not start"
  exit 1
fi

export WUZHEN_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
"$@"

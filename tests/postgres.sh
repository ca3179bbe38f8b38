#!/bin/sh
# Sees to it that there is a PostgreSQL server for the tests to start. Where there is none, Debian's is installed if that
# needs no password.
set -eu

remedy='apt-get install postgresql, or put the folder of its pg_ctl on PATH.'

find_server() {
    command -v pg_ctl >/dev/null && return 0
    for program in /usr/lib/postgresql/*/bin/pg_ctl; do
        [ -x "$program" ] && return 0
    done
    return 1
}

find_server && exit 0

if ! command -v apt-get >/dev/null; then
    as_root=no
elif [ "$(id -u)" -eq 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n'
else
    as_root=no
fi
if [ "$as_root" = no ]; then
    if [ -n "${CI:-}" ]; then
        echo "The tests need a PostgreSQL server, and none was found: $remedy" >&2
        exit 1
    fi
    echo "No PostgreSQL server was found, and the tests on one are skipped: $remedy" >&2
    exit 0
fi

echo "No PostgreSQL server was found: installing Debian's." >&2
{
    $as_root apt-get -qq update
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends postgresql
} </dev/null >&2 || {
    echo "apt-get could not install PostgreSQL: $remedy" >&2
    exit 1
}
find_server || {
    echo "apt-get installed no PostgreSQL that was found: $remedy" >&2
    exit 1
}

#!/bin/sh
# Prints the path of a Chromium for the browser tests. Where there is none, Debian's is installed if that needs no
# password.
set -eu

remedy='apt-get install chromium, or set CHROMIUM to the path of a Chromium or Chrome.'

find_chromium() {
    for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
        if [ -n "${CHROMIUM:-}" ]; then
            echo "CHROMIUM is $CHROMIUM, which is no program: $remedy" >&2
            exit 1
        fi
    done
    return 1
}

find_chromium && exit 0

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
    echo "The browser tests need a Chromium, and none was found: $remedy" >&2
    exit 1
fi

echo "No Chromium was found: installing Debian's." >&2
{
    $as_root apt-get -qq update
    # The font is for the text on the page: a bare machine has none.
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends chromium fonts-dejavu-core
} </dev/null >&2 || {
    echo "apt-get could not install Chromium: $remedy" >&2
    exit 1
}
find_chromium || {
    echo "apt-get installed no Chromium that was found: $remedy" >&2
    exit 1
}

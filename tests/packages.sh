#!/usr/bin/env bash
# Installs the pinned packages. Unpacking takes nearly all the time, so both cores unpack: first the named
# packages in two halves side by side, then whatever they need.
set -eu
python=$1 folder=$2 list=$3
if "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    pip=("$folder/bin/python" -m pip)
else
    pip=("$python" -m pip --python "$folder/bin/python")
fi
install() { "${pip[@]}" install --quiet --disable-pip-version-check --no-compile "$@"; }
names=$(grep -E '^[A-Za-z]' "$list")
half() { echo "$names" | awk "NR % 2 == $1"; }
# shellcheck disable=SC2046
{ install --no-deps $(half 0) & install --no-deps $(half 1) & wait; } || true
install -r "$list"

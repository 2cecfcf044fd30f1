#!/usr/bin/env bash
# Makes the virtual environment. Where the Python already has a pip that can install into another environment,
# that one is used and the new environment goes without: unpacking a second pip takes a tenth of the time of
# `make run`. Debian and Ubuntu ship Python without either: fetch `venv` where we may.
set -eu
python=$1 folder=$2
[ -n "$python" ] || { echo "没有找到 Python：请先安装 python3（3.11 或更高） / Python 3.11 or newer is needed" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "Python 版本过低：需要 3.11 或更高 / Python 3.11 or newer is needed" >&2; exit 1; }
[ -x "$folder/bin/python" ] && exit 0
if "$python" -m pip --python "$python" --version >/dev/null 2>&1 && "$python" -m venv --without-pip "$folder"; then
    exit 0
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
    root=""; [ "$(id -u)" = 0 ] || root="sudo -n"
    $root apt-get update -q && $root apt-get install -y -q "python$version-venv" || {
        echo "请先执行：sudo apt install python$version-venv" >&2
        exit 1
    }
fi
"$python" -m venv "$folder"

#!/usr/bin/env bash
# Installs 街情看板 on a server without internet, or brings an installed one up to date. Nothing is fetched.
#   sudo ./install.sh [--prefix DIR] [--data DIR] [--port N] [--readers N] [--demo] [--no-service]
# The release stands in PREFIX/releases/VERSION, `current` points at it; data and settings stand elsewhere and stay.
# --readers N: N more servers, on the ports after PORT, for those who only look; 0 takes them away (docs/readers.md).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
prefix=/opt/street-indicators data=/var/lib/street-indicators settings=/etc/street-indicators
port=8501 readers="" demo="" service=yes user=street
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) prefix=$2; shift 2 ;;
        --data) data=$2; shift 2 ;;
        --settings) settings=$2; shift 2 ;;
        --port) port=$2; shift 2 ;;
        --readers) readers=$2; shift 2 ;;
        --demo) demo=yes; shift ;;
        --no-service) service=""; shift ;;
        *) sed -n '2,5p' "$0" | cut -c3-; exit 2 ;;
    esac
done

say() { echo "街情看板：$*"; }
stop() { echo "未安装：$1" >&2; exit 1; }

[ -z "$service" ] || [ "$(id -u)" = 0 ] || stop "请用 sudo 执行；只想装到自己的目录，请加 --no-service --prefix 目录 --data 目录 --settings 目录"
case $readers in "" | [0-9] | [12][0-9]) ;; *) stop "--readers 后面写只读服务的个数（0 到 29）" ;; esac
wanted=$(cat "$here/PYTHON") version=$(cat "$here/VERSION")
python=$(command -v "python$wanted" || command -v python3 || true)
[ -n "$python" ] || stop "服务器上没有 python3，请从系统安装光盘安装 python$wanted"
found=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
[ "$found" = "$wanted" ] || stop "安装包是为 Python $wanted 制作的，这台服务器是 $found；请在同版本的机器上重新执行 make bundle"
(cd "$here" && sha256sum --quiet -c SHA256SUMS) || stop "安装包不完整或被改动过，请重新拷贝"
free=$(df -Pk "$(dirname "$prefix")" 2>/dev/null | awk 'NR == 2 {print $4}')
[ -z "$free" ] || [ "$free" -gt 2000000 ] || stop "$(dirname "$prefix") 剩余空间不足 2 GB"

release="$prefix/releases/$version"
say "安装 $version 到 $release"
rm -rf "$release.new"
mkdir -p "$release.new" "$data" "$settings"
chmod 750 "$data"
cp -a "$here/app/." "$release.new/"
# Debian's Python has no pip and cannot make an environment with one: the bundle's own pip installs from its wheels.
"$python" -m venv --without-pip "$release.new/.venv"
PYTHONPATH=$(echo "$here"/wheels/pip-*.whl) "$release.new/.venv/bin/python" -m pip install --quiet --no-index \
    --disable-pip-version-check --find-links "$here/wheels" -r "$release.new/requirements.txt" pip
[ -f "$settings/street.env" ] || cat > "$settings/street.env" <<ENV
# 街情看板 / Street Indicators. 改动后执行：systemctl restart street-indicators
STREET_DATABASE=$data/street.duckdb
ADDRESS=127.0.0.1
PORT=$port
ENV

# Without the option what stands stays: no readers at first, and nginx leads everybody to the one server.
[ -n "$readers" ] || [ -f "$settings/readers.conf" ] || readers=0
if [ -n "$readers" ]; then
    port=$(. "$settings/street.env" && echo "$PORT")
    sed -i '/^STREET_SNAPSHOTS=/d' "$settings/street.env"
    if [ "$readers" = 0 ]; then
        echo "server 127.0.0.1:$port;" > "$settings/readers.conf"
    else
        echo "STREET_SNAPSHOTS=$data/snapshots" >> "$settings/street.env"
        for n in $(seq "$readers"); do echo "server 127.0.0.1:$((port + n));"; done > "$settings/readers.conf"
        mkdir -p "$data/snapshots" && chmod 700 "$data/snapshots"
    fi
fi

if [ -n "$service" ]; then
    id "$user" >/dev/null 2>&1 || useradd --system --home-dir "$data" --shell /usr/sbin/nologin "$user"
    chown -R "$user": "$data"
fi
as_user() { if [ -n "$service" ]; then setpriv --reuid="$user" --regid="$user" --init-groups "$@"; else "$@"; fi; }
run_in() { (cd "$1" && set -a && . "$settings/street.env" && set +a && shift && as_user "$@"); }

running=""
if [ -n "$service" ] && [ -d /run/systemd/system ] && systemctl is-active --quiet street-indicators; then
    running=yes
    systemctl stop street-indicators
fi
database=$(. "$settings/street.env" && echo "$STREET_DATABASE")
if [ -f "$database" ] && [ -x "$prefix/current/.venv/bin/python" ]; then
    copy="$data/before-$version-$(date +%Y%m%d%H%M%S).zip"
    say "升级前备份到 $copy"
    run_in "$prefix/current" .venv/bin/python -m data backup "$copy" || {
        [ -z "$running" ] || systemctl start street-indicators
        stop "升级前的备份没有成功，旧版本照常可用"
    }
fi
# What stood here under the same version is put aside, not mixed with what comes.
if [ -e "$release" ]; then rm -rf "$release.old" && mv "$release" "$release.old"; fi
mv "$release.new" "$release"
# Scripts in the environment name the folder they were installed into.
sed -i "s|$release.new|$release|g" "$release/.venv/pyvenv.cfg" "$release"/.venv/bin/* 2>/dev/null || true
ln -sfn "$release" "$prefix/current"
rm -rf "$release.old"

if [ -n "$demo" ] && [ ! -f "$database" ]; then
    say "生成演示数据"
    run_in "$prefix/current" .venv/bin/python -m data demo
fi
if [ -n "$service" ]; then
    for unit in street-indicators.service street-indicators-reader@.service; do
        sed -e "s|@PREFIX@|$prefix|g; s|@DATA@|$data|g; s|@SETTINGS@|$settings|g; s|@USER@|$user|g" \
            "$release/deploy/$unit" > "/etc/systemd/system/$unit"
    done
    if [ -d /etc/nginx/sites-available ] && [ ! -e /etc/nginx/sites-available/street-indicators ]; then
        sed -e "s|@PORT@|$port|g; s|@SETTINGS@|$settings|g" "$release/deploy/nginx.conf" \
            > /etc/nginx/sites-available/street-indicators
        say "nginx 站点已写好：放好证书 $settings/tls.crt、tls.key 后，执行 ln -s ../sites-available/street-indicators /etc/nginx/sites-enabled/ && nginx -t && systemctl reload nginx"
    fi
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload
        if [ -n "$readers" ]; then
            systemctl list-units --all --plain --no-legend 'street-indicators-reader@*' | awk '{print $1}' |
                xargs -r systemctl disable --quiet --now
            for n in $(seq "$readers"); do systemctl enable --quiet "street-indicators-reader@$((port + n))"; done
            say "只读服务 $readers 个；nginx 在用时请执行 systemctl reload nginx（以前装的站点没有只读服务的部分，请对照 $release/deploy/nginx.conf 更换）"
        fi
        systemctl enable --quiet --now street-indicators
        "$release/.venv/bin/python" "$release/deploy/wait_until_up.py" "http://127.0.0.1:$port/_stcore/health" ||
            stop "服务没有在 60 秒内启动，请看：journalctl -u street-indicators -n 50"
    fi
fi
say "安装完成。打开 http://127.0.0.1:$port ；没有 systemd 的机器在 $prefix/current 下执行 .venv/bin/python -m server 启动"

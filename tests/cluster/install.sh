#!/usr/bin/env bash
# Finds Java 17 or newer for the cluster tests, or installs it where apt-get may be used.
set -u
found() {
    version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1)
    [ "${version:-0}" -ge 17 ]
}

if ! found; then
    root=""; [ "$(id -u)" = 0 ] || root="sudo -n"
    log=$(mktemp)
    echo "Installing openjdk-17-jre-headless for the cluster tests ..."
    { $root apt-get update -q && { $root apt-get install -y -q openjdk-17-jre-headless ||
        $root apt-get install -y -q default-jre-headless; }; } >"$log" 2>&1 || tail -3 "$log"
    rm -f "$log"
fi
found && exit 0
echo "没有 Java 17，集群测试无法运行：sudo apt install openjdk-17-jre-headless / Java 17 or newer is needed" >&2
exit 1

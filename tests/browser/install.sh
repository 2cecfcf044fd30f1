#!/usr/bin/env bash
# Finds Chromium and a Chinese font for the browser tests, or installs them where apt-get may be used.
# Without a browser the tests in it are skipped, loudly; under CI=true that is a failure.
set -u
found() {
    [ -n "${CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome
}
chinese() { fc-list :lang=zh 2>/dev/null | grep -q .; }

if ! { found && chinese; } >/dev/null; then
    root=""; [ "$(id -u)" = 0 ] || root="sudo -n"
    log=$(mktemp)
    echo "Installing chromium and fonts-noto-cjk for the browser tests ..."
    { $root apt-get update -q && $root apt-get install -y -q chromium fonts-noto-cjk fontconfig; } \
        >"$log" 2>&1 || tail -3 "$log"
    rm -f "$log"
fi
found >/dev/null && exit 0
cat >&2 <<'TEXT'
************************************************************************
*  NO BROWSER: the tests in a real Chromium will NOT run.              *
*  没有浏览器：真实浏览器中的测试不会运行。                            *
*  Install one:  sudo apt install chromium fonts-noto-cjk              *
************************************************************************
TEXT
[ "${CI:-}" = true ] && exit 1
exit 0

#!/usr/bin/env bash
# Makes dist/street-indicators-VERSION.tar.gz: the dashboard, every wheel it needs and pip itself, the service, the
# nginx site and install.sh. It is made where there is internet and installed where there is none.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:?the python of the environment}
version=$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
name="street-indicators-$version"
dist=${DIST:-dist}
mkdir -p "$dist"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root="$work/$name"
mkdir -p "$root/app" "$root/wheels"

echo "收集安装包（约一分钟） / collecting the wheels"
"$python" -m pip --version >/dev/null 2>&1 && pip=("$python" -m pip) ||
    pip=("$("$python" -c 'import sys; print(sys._base_executable)')" -m pip --python "$python")
"${pip[@]}" wheel --quiet --disable-pip-version-check --wheel-dir "$root/wheels" -r requirements.txt pip || { echo "下载失败：打包需要能访问 PyPI 的机器 / this needs a machine that reaches PyPI" >&2; exit 1; }

# Only what is committed goes out, and of that only what runs.
git archive HEAD -- . ':!tests' ':!.ci' ':!requirements-dev.txt' ':!docs' | tar -x -C "$root/app"
[ -d docs ] && git archive HEAD docs | tar -x -C "$root"
mv "$root/app/deploy/install.sh" "$root/install.sh"
"$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")' > "$root/PYTHON"
echo "$version" > "$root/VERSION"
(cd "$root" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS)
tar -C "$work" -czf "$dist/$name.tar.gz" "$name"
(cd "$dist" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
echo "已生成 $dist/$name.tar.gz（$(du -h "$dist/$name.tar.gz" | cut -f1)），内网服务器上解压后执行：sudo ./install.sh"

"""The archive for a server without internet: made, installed with the network cut off, started, served by nginx."""
from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import audit
from tests.browser import chromium
from tests.browser.server import ROOT
from tests.deploy import front
from tests.server.provider import free_port, providing, write_rules

pytestmark = pytest.mark.slow

CUT_OFF = ["unshare", "--net", "--map-root-user", "--"]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """The bundle's folder, made from what is committed."""
    folder = tmp_path_factory.mktemp("bundle")
    subprocess.run(["bash", "deploy/bundle.sh", ".venv/bin/python"], cwd=ROOT, check=True,
                   env={**os.environ, "DIST": str(folder)})
    [archive] = folder.glob("*.tar.gz")
    subprocess.run(["sha256sum", "--quiet", "-c", f"{archive.name}.sha256"], cwd=folder, check=True)
    subprocess.run(["tar", "-xzf", archive], cwd=folder, check=True)
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def installed(unpacked, tmp_path_factory) -> Path:
    """The bundle installed into a folder of one's own, with the network cut off."""
    home = tmp_path_factory.mktemp("server")
    done = _install(unpacked, home, "--demo")
    assert done.returncode == 0, done.stderr
    return home


def _install(unpacked: Path, home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    asked = ["--no-service", "--prefix", home / "app", "--data", home / "data", "--settings", home / "etc", *options]
    return subprocess.run([*_cut_off(), "bash", unpacked / "install.sh", *asked], text=True, capture_output=True,
                          env={**os.environ, "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull})


def _cut_off() -> list[str]:
    """What starts a command without a network, where this machine lets us."""
    allowed = subprocess.run([*CUT_OFF, "true"], capture_output=True).returncode == 0
    return CUT_OFF if allowed else []


@pytest.fixture(scope="module")
def address() -> str:
    """How browsers reach the dashboard: by nginx."""
    return f"https://localhost:{free_port()}"


@pytest.fixture(scope="module")
def served(installed, address) -> Iterator[int]:
    """The port of the installed dashboard, started as the service starts it, with a provider to sign in at."""
    with providing() as provider:
        write_rules(installed / "data" / "access.toml", provider, address)
        with _started(installed) as port:
            yield port


@contextlib.contextmanager
def _started(installed: Path) -> Iterator[int]:
    port = free_port()
    home = installed / "app" / "current"
    unit = (home / "deploy" / "street-indicators.service").read_text("utf-8")
    [command] = re.findall(r"^ExecStart=@PREFIX@/current/(.+)$", unit, re.MULTILINE)
    given = {"ADDRESS": "127.0.0.1", "PORT": str(port), "STREET_DATABASE": str(installed / "data" / "street.duckdb")}
    command = command.replace("${ADDRESS}", given["ADDRESS"]).replace("${PORT}", given["PORT"])
    server = subprocess.Popen(command.split(), cwd=home, env={**os.environ, **given})
    try:
        subprocess.run([".venv/bin/python", "deploy/wait_until_up.py", f"http://127.0.0.1:{port}/_stcore/health"],
                       cwd=home, check=True)
        yield port
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def nginx(installed, served, address) -> Iterator[str]:
    """The address of nginx in front, with the site that comes with the bundle and a certificate of our own."""
    settings, port = installed / "etc", int(address.rpartition(":")[2])
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", settings / "tls.key", "-out", settings / "tls.crt"], check=True, capture_output=True)
    (settings / "readers.conf").write_text(f"server 127.0.0.1:{served};\n")  # the port is the test's own
    marks = {"@SETTINGS@": str(settings), "@PORT@": str(served)}
    text = front.site(installed / "app/current/deploy/nginx.conf", marks, port, free_port())
    with front.nginx(settings, text, port):
        yield address


def test_a_bundle_brings_everything_and_nothing_of_the_workshop(unpacked):
    names = {path.name for path in (unpacked / "app").iterdir()}

    assert {"dashboard.py", "pages", "requirements.txt", "deploy"} <= names
    assert not names & {"tests", ".ci", "requirements-dev.txt", "dist"}
    assert any(path.name.startswith("pip-") for path in (unpacked / "wheels").iterdir())


def test_an_altered_bundle_is_refused_before_anything_is_changed(unpacked, tmp_path):
    spoilt = Path(shutil.copytree(unpacked, tmp_path / "spoilt", copy_function=os.link))
    page = spoilt / "app" / "dashboard.py"
    text = page.read_text("utf-8")
    page.unlink()
    page.write_text(text + "\n", "utf-8")
    done = _install(spoilt, tmp_path / "home")

    assert done.returncode == 1 and "不完整或被改动过" in done.stderr
    assert not (tmp_path / "home").exists()


def test_a_bundle_for_another_python_is_refused_with_the_cure(unpacked, tmp_path):
    other = Path(shutil.copytree(unpacked, tmp_path / "other", copy_function=os.link))
    (other / "PYTHON").unlink()
    (other / "PYTHON").write_text("3.99\n")
    done = _install(other, tmp_path / "home")

    assert done.returncode == 1 and "3.99" in done.stderr and "make bundle" in done.stderr


def test_the_installed_dashboard_shows_its_numbers_through_nginx(nginx, browsers):
    with browsers("none").new_context(ignore_https_errors=True, viewport={"width": 1366, "height": 768}) as context:
        page = chromium.Watch().over(context.new_page())
        answer = page.goto(nginx)
        page.get_by_role("link", name="登录").click()
        page.locator('input[name="sub"]').fill("boss")
        page.locator('button:not([value="deny"])').first.click()
        page.wait_for_url(f"{nginx}/**", timeout=60_000)
        page.locator(".kpi").nth(9).wait_for(timeout=60_000)
        kept = {one["name"]: one for one in context.cookies() if one["domain"] == "localhost"}

    assert answer is not None and answer.headers["strict-transport-security"].startswith("max-age=")
    [ticket] = [one for name, one in kept.items() if name.startswith("__Host-")]
    assert ticket["secure"] and ticket["httpOnly"]


def test_nginx_hides_the_metrics_and_sends_plain_http_to_tls(nginx):
    assert _status(nginx, "/_stcore/metrics") == 404
    assert _status(nginx, "/_stcore/metrics/") in (401, 404)
    assert _status(nginx, "/_stcore/health") == 200


def test_the_machine_itself_is_told_that_the_dashboard_is_up_and_no_numbers_of_its_running(served):
    """What a monitor on the server may ask past nginx; under the name of the outside only health is answered."""
    asked = {path: http.client.HTTPConnection("127.0.0.1", served, timeout=20) for path in
             ("/_stcore/health", "/_stcore/metrics", "/")}
    for path, connection in asked.items():
        connection.request("GET", path)
    answers = {path: connection.getresponse() for path, connection in asked.items()}
    assert {path: one.status for path, one in answers.items()} == {
        "/_stcore/health": 200, "/_stcore/metrics": 421, "/": 421}
    assert answers["/_stcore/health"].read() == b"ok"


def test_failed_sign_ins_are_counted_by_the_visitor_that_nginx_names_and_not_by_nginx_itself(nginx, installed):
    host, port = nginx.removeprefix("https://").split(":")
    ask = http.client.HTTPSConnection(host, int(port), context=ssl._create_unverified_context(), timeout=20)
    ask.request("GET", "/oauth2callback?error=access_denied", headers={"X-Forwarded-For": "203.0.113.9"})
    assert ask.getresponse().status == 401

    found = audit.search(installed / "data" / "street.duckdb", "sign_in_failed")[0]
    assert found.detail["address"] == "127.0.0.1", "nginx puts the visitor's address in place of what he claims"


def test_an_update_backs_up_first_and_keeps_the_data(unpacked, installed):
    before = (installed / "data" / "street.duckdb").stat().st_size
    done = _install(unpacked, installed)

    assert done.returncode == 0, done.stderr
    assert list((installed / "data").glob("before-*.zip"))
    assert (installed / "data" / "street.duckdb").stat().st_size == before


def test_one_option_gives_readers_and_takes_them_away(unpacked, installed):
    def said() -> tuple[str, str]:
        return (installed / "etc/street.env").read_text("utf-8"), (installed / "etc/readers.conf").read_text("utf-8")

    assert _install(unpacked, installed, "--readers", "2").returncode == 0
    env, readers = said()
    assert f"STREET_SNAPSHOTS={installed / 'data' / 'snapshots'}\n" in env
    assert readers == "server 127.0.0.1:8502;\nserver 127.0.0.1:8503;\n"
    assert _install(unpacked, installed).returncode == 0 and said() == (env, readers), "an update changes nothing of it"
    assert _install(unpacked, installed, "--readers", "0").returncode == 0
    env, readers = said()
    assert "STREET_SNAPSHOTS" not in env and readers == "server 127.0.0.1:8501;\n"


def _status(address: str, path: str) -> int:
    host, port = address.removeprefix("https://").split(":")
    context = ssl._create_unverified_context()
    ask = http.client.HTTPSConnection(host, int(port), context=context, timeout=20)
    ask.request("GET", path)
    return ask.getresponse().status

"""What the server gives to whom: nobody gets anything without a session, and no cookie or header makes one."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from components.page import PAGES
from tests.browser.server import ROOT
from tests.server import sockets
from tests.server.provider import attempt, query, sign_in, visitor
from tests.server.sockets import Turned

DOOR = {"/auth/login", "/auth/logout", "/oauth2callback"}  # for whoever is about to sign in or out
HEALTH = "/_stcore/health"
ROUTES = """
import json, streamlit
app = streamlit.App("dashboard.py")._build_starlette_app()
print(json.dumps([[one.path, sorted(getattr(one, "methods", None) or [])] for one in app.routes]))
"""


@pytest.fixture(scope="session")
def routes() -> list[tuple[str, list[str]]]:
    """Everything that Streamlit itself would answer, its names filled in."""
    said = subprocess.run([sys.executable, "-c", ROUTES], cwd=ROOT, capture_output=True, check=True, text=True)
    found = json.loads(said.stdout.splitlines()[-1])
    assert len(found) > 15
    return [(path.replace("{path:path}", "x.js").replace("{file_id:path}", "a.csv").replace("{session_id}", "s")
             .replace("{file_id}", "f"), methods) for path, methods in found]


def socket_status(address: str, client: httpx.Client, **headers: str) -> int:
    """101 where the socket is opened."""
    try:
        sockets.opened(address, client, headers=headers).close()
    except Turned as problem:
        return problem.status
    return 101


def is_shut(address: str, client: httpx.Client, **headers: str) -> bool:
    """Whether neither a page nor a script nor the socket is given."""
    asked = ("/", "/service", "/static/js/index.js", "/app/static/logo.png", "/_stcore/host-config")
    return (
        {client.get(one, headers=headers).status_code for one in asked} == {401}
        and socket_status(address, client, **headers) == 403
    )


def test_whoever_is_not_signed_in_gets_nothing_of_all_that_the_server_has(
    office: str, routes: list[tuple[str, list[str]]]
) -> None:
    answered = {}
    with visitor(office) as nobody:
        own = [(f"/{'' if one == 'home' else one}", ["GET"]) for one in PAGES]
        for path, methods in [*routes, *own, ("/anything", ["GET"]), ("/app/static/logo.png", ["GET"])]:
            if path in DOOR | {HEALTH}:
                continue
            for method in {*methods, "GET", "POST", "PUT", "DELETE", "OPTIONS"}:
                found = nobody.request(method, path or "/")
                answered[method, path] = found.status_code
                assert "stApp" not in found.text and "root" not in found.text, path
        assert set(answered.values()) <= {401, 404}, answered
        assert {path for (_, path), code in answered.items() if code == 404} <= {
            "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"}
        assert socket_status(office, nobody) == 403
        assert nobody.get(HEALTH).status_code == 200


def test_the_page_that_asks_to_sign_in_says_so_in_chinese_and_leads_back(office: str) -> None:
    with visitor(office) as nobody:
        page = nobody.get("/service?area=990101001001&period=2026-10")
    assert "请用单位的统一身份账号登录" in page.text and "<script" not in page.text
    assert "/sign-in?next=%2Fservice%3Farea%3D990101001001%26period%3D2026-10" in page.text


def test_eight_forged_expired_and_replayed_cookies_and_headers_are_refused(office: str) -> None:
    """The ninth, a true ticket, shows that the questions are the right ones."""
    insider = sign_in(office, "looker")
    ticket = insider.cookies["street_ticket"]
    forged_claims = "eyJpc19sb2dnZWRfaW4iOiB0cnVlLCAic3ViIjogImJvc3MifQ.x.y"

    def with_cookie(**cookies: str) -> bool:
        with visitor(office) as client:
            for name, value in cookies.items():
                client.cookies.set(name, value)
            return is_shut(office, client)

    def with_header(**headers: str) -> bool:
        with visitor(office) as client:
            return is_shut(office, client, **{name.replace("_", "-"): value for name, value in headers.items()})

    assert with_cookie(street_ticket="A" * 43), "a guessed ticket"
    assert with_cookie(street_ticket=ticket[:-1] + ("A" if ticket[-1] != "A" else "B")), "a ticket changed by a letter"
    assert with_cookie(_streamlit_user=forged_claims), "claims signed by somebody else"
    assert with_cookie(_streamlit_user=forged_claims, street_ticket=""), "the same beside an empty ticket"
    assert with_header(X_Forwarded_User="boss", X_Auth_Request_User="boss", Remote_User="boss"), "a proxy's word"
    assert with_header(Authorization="Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJib3NzIn0."), "a token without signature"
    assert with_header(Cookie=f"street_ticket={ticket}; street_ticket=other"), "two tickets at once"
    assert not with_cookie(street_ticket=ticket)

    insider.get("/auth/logout")
    assert with_cookie(street_ticket=ticket), "a ticket replayed after signing out"


def test_the_way_back_from_the_provider_leads_in_only_once(office: str) -> None:
    client = visitor(office)
    answer, callback = attempt(client, "looker")
    assert answer.status_code == 303

    assert client.get(callback).status_code == 401
    with visitor(office) as thief:
        stolen = thief.get(callback)
        assert stolen.status_code == 401 and "street_ticket" not in thief.cookies
        forged = thief.get("/oauth2callback?code=x&state=y")
        assert forged.status_code == 401 and "登录没有完成" in forged.text


def test_an_account_without_a_rule_is_told_so_and_not_let_in(office: str) -> None:
    client = visitor(office)
    answer, _ = attempt(client, "stranger")

    assert answer.status_code == 403 and "账号“stranger”还没有权限" in answer.text
    assert is_shut(office, client)


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "/sign-in", "evil"])
def test_signing_in_never_leads_to_another_site(office: str, wanted: str) -> None:
    client = visitor(office)
    first = client.get("/sign-in", params={"next": wanted})
    answer, _ = attempt(client, "looker", wanted)

    assert first.status_code == 303 and answer.headers["location"] == "/"


def test_every_answer_tells_the_browser_to_run_and_frame_nothing_of_others(office: str, people) -> None:
    for client in (people[""], people["boss"]):
        for path in ("/", "/upload", HEALTH, "/_stcore/host-config", "/static/nothing.js", "/auth/login"):
            said = client.get(path).headers
            policy = said["content-security-policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
            assert "'unsafe-eval'" not in policy
            assert "script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-" in policy
            assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
            assert (said["x-frame-options"], said["x-content-type-options"]) == ("DENY", "nosniff")
            assert said["referrer-policy"] == "same-origin"


def test_the_browser_holds_a_ticket_that_scripts_cannot_read_and_no_claims(people) -> None:
    client = people["boss"]
    names = {one.name for one in client.cookies.jar}
    ticket = next(one for one in client.cookies.jar if one.name == "street_ticket")

    assert names <= {"street_ticket", "_streamlit_xsrf", "_streamlit_session"}
    assert ticket.has_nonstandard_attr("HttpOnly") and ticket.get_nonstandard_attr("SameSite") == "lax"


def test_another_host_name_is_not_answered(office: str, people) -> None:
    assert people["boss"].get("/", headers={"host": "evil.example"}).status_code == 421
    assert people["boss"].get("/", headers={"origin": "https://evil.example"}).headers.get(
        "access-control-allow-origin") is None


def test_a_socket_from_another_site_is_not_opened(office: str, people) -> None:
    with pytest.raises(Exception, match="403"):
        sockets.connect(office.replace("http", "ws") + "/_stcore/stream", origin="https://evil.example",
                        additional_headers={"Cookie": f"street_ticket={people['boss'].cookies['street_ticket']}"})


def put(client: httpx.Client, name: str = "a.csv", content: bytes = b"x", **headers: str) -> int:
    """The status of an upload to a session that there is not: 400 is Streamlit's answer, so the guard let it pass."""
    client.get(HEALTH)
    token = client.cookies.get("_streamlit_xsrf") or ""
    found = client.put("/_stcore/upload_file/none/f", files={"file": (name, content)},
                       headers={"x-xsrftoken": token, **headers})
    return found.status_code


def test_only_who_may_upload_sends_files_and_only_of_the_kinds_that_can_be_imported(people) -> None:
    assert {who: put(client) for who, client in people.items()} == {
        "": 401, "looker": 403, "speaker": 403, "clerk-1": 400, "boss": 400}
    assert [put(people["clerk-1"], name) for name in ("a.exe", "a.html.js", "a", "a.svg", "台账.XLSX")] == [
        415, 415, 415, 415, 400]


def test_an_upload_that_is_too_large_is_refused_before_it_is_sent(office: str, people) -> None:
    """Of the body not a byte is sent; the answer comes all the same."""
    import socket

    host, port = office.removeprefix("http://").split(":")
    ticket = people["clerk-1"].cookies["street_ticket"]
    head = (f"PUT /_stcore/upload_file/none/f HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: street_ticket={ticket}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n")
    for line, status in (("Content-Length: 300000000", b"413"), ("Transfer-Encoding: chunked", b"411")):
        with socket.create_connection((host, int(port)), timeout=30) as raw:
            raw.sendall(f"{head}{line}\r\n\r\n".encode())
            assert status in raw.recv(100).split(b"\r\n")[0]


@pytest.mark.slow
def test_each_role_gets_of_every_route_and_method_what_it_may_and_no_more(
    office: str, routes: list[tuple[str, list[str]]], people: dict[str, httpx.Client]
) -> None:
    """Reading is for all four; sending is for uploads only, and those for clerks and administrators."""
    reading = {"GET", "HEAD", "OPTIONS"}
    asked = [(path or "/", method) for path, _ in [*routes, ("/app/static/logo.png", []), ("/media/a.csv", [])]
             for method in (*reading, "POST", "PUT", "PATCH", "DELETE") if path not in DOOR]
    for who, client in people.items():
        if not who:
            continue
        found = {(path, method): client.request(method, path).status_code for path, method in asked}
        uploads = {one: code for one, code in found.items() if one[0].startswith("/_stcore/upload_file")}
        rest = {one: code for one, code in found.items() if one not in uploads}
        given = {one for one, code in rest.items() if code < 400}
        assert {method for _, method in given} <= reading, (who, given)
        assert {code for (_, method), code in rest.items() if method not in reading} <= {404, 405}, who
        if who in ("looker", "speaker"):
            assert uploads and set(uploads.values()) == {403}, who
        else:
            assert not {one for one, code in uploads.items() if code < 300 and one[1] in ("POST", "PATCH")}, who
            assert "stApp" not in (shell := client.get("/_stcore/upload_file/s/f").text) and "<!DOCTYPE html>" in shell
        assert {code for (path, _), code in found.items() if path.startswith("/_stcore/agent")} == {404}
        assert not {one for one in given if one[0].startswith("/media/")}
        assert (("/_stcore/metrics", "GET") in given) == (who == "boss")
        assert {"/", "/_stcore/health", "/_stcore/host-config", "/app/static/logo.png"} <= {path for path, _ in given}
        assert socket_status(office, client) == 101


def test_the_metrics_are_for_administrators(people) -> None:
    assert {who: client.get("/_stcore/metrics").status_code for who, client in people.items()} == {
        "": 401, "looker": 403, "speaker": 403, "clerk-1": 403, "boss": 200}


@pytest.mark.slow
def test_signing_out_ends_the_session_here_and_at_the_provider(office: str, provider: str) -> None:
    client = sign_in(office, "looker")
    with sockets.opened(office, client) as page:
        sockets.ask(page)
        out = client.get("/auth/logout")
        assert out.headers["location"].startswith(f"{provider}/oauth2/end_session?")
        assert {"id_token_hint", "post_logout_redirect_uri"} <= query(out.headers["location"]).keys()
        assert is_shut(office, client)
        with pytest.raises(Exception, match="1008"):  # within LOOK_SECONDS the open page is told, and shut
            while True:
                page.recv(30)
    back = client.get("/oauth2callback")
    assert back.headers["location"] == "/?signed-out"
    assert "您已退出登录" in client.get("/?signed-out").text


def test_sign_ins_and_refusals_are_in_the_audit_log(office: str, office_folder: Path) -> None:
    from data import audit

    sign_in(office, "looker").close()
    attempt(visitor(office), "stranger")
    told = {(one.action, one.account) for one in audit.search(office_folder / "street.duckdb")}
    assert {("sign_in", "looker"), ("sign_in_failed", "stranger")} <= told
    assert audit.verify(office_folder / "street.duckdb").holds

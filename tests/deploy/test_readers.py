"""One writer and two readers behind the shipped nginx site: people move between them and never see older figures."""
from __future__ import annotations

import contextlib
import os
import re
import secrets
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from data import audit
from data.access.sessions import LOOK_SECONDS
from tests.browser.server import ROOT, environment, started
from tests.deploy import front
from tests.pages import small_street
from tests.server import sockets
from tests.server.provider import free_port, providing, sign_in, write_rules

pytestmark = pytest.mark.slow

HEAD = "工单编号,受理时间,所属网格,来源渠道,诉求主体,诉求类别,办理状态\n"
ROW = "SB{n},2026-10-20 09:00,990101001001001,12345热线,居民,环保,办理中\n"
FIGURE = re.compile(r'诉求受理量</span>.*?kpi-value\\?">([\d,]+)', re.DOTALL)
MONTH = "period=2026-10"


@dataclass
class Office:
    """The servers of one office. `pids` are their processes, by port."""

    address: str
    folder: Path
    writer: int
    readers: tuple[int, int]
    pids: dict[int, int] = field(default_factory=dict)
    open: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    @property
    def store(self) -> Path:
        return self.folder / "street.duckdb"

    def start(self, port: int) -> None:
        snapshots = self.folder / "snapshots"
        told = environment(self.store, self.folder / "access.toml")
        options = ["--publish", str(snapshots)] if port == self.writer else ["--reader", str(snapshots)]
        _, self.pids[port] = self.open.enter_context(started(ROOT / "dashboard.py", told, port, options=options))

    def kill(self, port: int) -> None:
        os.kill(self.pids[port], signal.SIGKILL)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder, port = tmp_path_factory.mktemp("office"), free_port()
    small_street.build(folder / "street.duckdb").close()
    one = Office(f"http://localhost:{port}", folder, free_port(), (free_port(), free_port()))
    with providing() as provider, one.open:
        write_rules(folder / "access.toml", provider, one.address)
        for each in (one.writer, *one.readers):
            one.start(each)
        (folder / "readers.conf").write_text("".join(f"server 127.0.0.1:{each};\n" for each in one.readers))
        marks = {"@SETTINGS@": str(folder), "@PORT@": str(one.writer)}
        text = front.without_tls(front.site(ROOT / "deploy/nginx.conf", marks, port, free_port()))
        with front.nginx(folder, text, port):
            yield one


def seated(office: Office, who: str) -> httpx.Client:
    """A browser of that person that has loaded a page, with which came the seat."""
    client = sign_in(office.address, who)
    client.get("/").raise_for_status()
    return client


def answered_by(client: httpx.Client) -> int:
    """The port of the server that nginx leads this browser to."""
    return int(client.get("/").headers["x-answered"].rpartition(":")[2])


def figure(office: Office, client: httpx.Client) -> int:
    """The requests of the month, as a page opened anew shows them."""
    return figure_and_server(office, client)[0]


def figure_and_server(office: Office, client: httpx.Client) -> tuple[int, int]:
    """The same, and the port of the server that showed it."""
    with sockets.opened(office.address, client) as socket:
        told = "\n".join(sockets.texts(sockets.ask(socket, "service", MONTH)))
        assert socket.response
        server = int(socket.response.headers["x-answered"].split(",")[-1].rpartition(":")[2])
    found = FIGURE.search(told)
    assert found, "the page shows no number of requests"
    return int(found[1].replace(",", "")), server


def load(office: Office, boss: httpx.Client, first: int, rows: int) -> None:
    """What a clerk does: choose a file, look at what it would change, confirm."""
    text = HEAD + "".join(ROW.format(n=first + n) for n in range(rows))
    with sockets.opened(office.address, boss) as socket:
        page = sockets.ask(socket, "upload")
        done = sockets.upload(boss, socket, page, f"{first}.csv", text.encode("utf-8-sig"))
    assert f"{first}.csv" in "\n".join(sockets.texts(done)), "the import was not confirmed"


def test_people_are_served_by_whom_they_belong_to(office: Office) -> None:
    lookers = [seated(office, "looker") for _ in range(10)]
    assert {answered_by(one) for one in lookers} == set(office.readers), "ten people meet both readers"
    assert {answered_by(seated(office, who)) for who in ("boss", "speaker", "clerk-1")} == {office.writer}
    one = lookers[0]
    assert len({answered_by(one) for _ in range(5)}) == 1, "one person always meets the same reader"


@dataclass
class Seen:
    """What the sessions of one test saw: (began, ended, figure)."""

    figures: list[tuple[float, float, int]] = field(default_factory=list)
    servers: set[int] = field(default_factory=set)
    lost: int = 0


def look_on(office: Office, client: httpx.Client, seen: Seen, over: threading.Event) -> None:
    """Reads the figure again and again, each time from a seat by which nginx chooses anew."""
    while not over.wait(0.2):
        client.cookies.set("street_seat", f"reader-{secrets.token_hex(4)}", domain="localhost.local", path="/")
        began = time.monotonic()
        try:
            found, server = figure_and_server(office, client)
        except (sockets.Turned, ConnectionClosed, TimeoutError):  # a reader was killed: a browser tries again
            seen.lost += 1
            continue
        seen.figures.append((began, time.monotonic(), found))
        seen.servers.add(server)


def test_figures_never_go_back_while_people_move_between_readers_one_of_which_is_killed(office: Office) -> None:
    boss, lookers = seated(office, "boss"), [seated(office, "looker") for _ in range(3)]
    before, seen, over = figure(office, lookers[0]), [Seen() for _ in lookers], threading.Event()
    looking = [threading.Thread(target=look_on, args=(office, *one, over)) for one in zip(lookers, seen, strict=True)]
    for one in looking:
        one.start()
    try:
        for number in range(4):
            load(office, boss, 100 * number, 3)
            time.sleep(2.5)
            if number == 1:
                office.kill(office.readers[0])
            if number == 2:
                office.start(office.readers[0])
        until = time.monotonic() + 30
        while time.monotonic() < until and any(not one.figures or one.figures[-1][2] < before + 12 for one in seen):
            time.sleep(0.2)
    finally:
        over.set()
        for one in looking:
            one.join()

    assert all(one.figures[-1][2] == before + 12 for one in seen), "everybody sees what was imported"
    every = sorted((each for one in seen for each in one.figures), key=lambda one: one[1])
    assert {figure for _, _, figure in every} >= {before, before + 12} and len({one[2] for one in every}) >= 4
    for began, _, later in every:
        assert later >= max((one for _, ended, one in every if ended < began), default=0), "somebody saw older figures"
    assert all(one.servers == set(office.readers) for one in seen), "everybody was on both readers"
    print(f"{len(every)} reads, {sum(one.lost for one in seen)} begun anew")


def test_signing_out_closes_pages_on_readers_within_seconds_and_nobody_else_s(office: Office) -> None:
    one, other = seated(office, "looker"), seated(office, "looker")
    with sockets.opened(office.address, one) as open_page, sockets.opened(office.address, other) as stays:
        sockets.ask(open_page, "service", MONTH)
        sockets.ask(stays, "service", MONTH)
        one.get("/auth/logout")
        began = time.monotonic()
        with pytest.raises(ConnectionClosed, match="1008"):
            while True:
                open_page.recv(4 * LOOK_SECONDS)
        assert time.monotonic() - began < LOOK_SECONDS + 3
        sockets.ask(stays, "service", MONTH)
    with pytest.raises(sockets.Turned):
        sockets.opened(office.address, one)


def test_a_presenter_who_says_reader_is_served_by_the_writer_and_a_viewer_who_says_writer_may_do_no_more(
    office: Office,
) -> None:
    speaker, looker = seated(office, "speaker"), seated(office, "looker")
    speaker.cookies.set("street_seat", "reader-00000000", domain="localhost.local", path="/")
    page = speaker.get("/", follow_redirects=True)
    assert page.status_code == 200 and answered_by(speaker) == office.writer
    looker.cookies.set("street_seat", "writer", domain="localhost.local", path="/")
    told = sockets.page_of(office.address, looker, "upload")
    assert "不能使用“数据导入”" in told and "file_uploader" not in told


def test_what_happens_on_readers_is_in_the_one_audit_log_which_holds(office: Office) -> None:
    looker, speaker = seated(office, "looker"), seated(office, "speaker")
    assert answered_by(looker) in office.readers
    assert "不能使用“数据导入”" in sockets.page_of(office.address, looker, "upload")
    with sockets.opened(office.address, speaker) as socket:
        taken = speaker.get(sockets.press_download(socket, sockets.ask(socket, "service", MONTH)))

    assert taken.status_code == 200
    assert audit.search(office.store, "refused")[0].account == "looker"
    assert audit.search(office.store, "export")[0].account == "speaker"
    assert audit.verify(office.store).holds


def test_while_the_writer_is_away_open_sessions_look_on_and_nobody_gets_in(office: Office) -> None:
    looker = seated(office, "looker")
    before = figure(office, looker)
    office.kill(office.writer)
    time.sleep(LOOK_SECONDS + 1)
    told = sockets.page_of(office.address, looker, "service", MONTH)
    assert "暂时连不上写入服务" in told and int(FIGURE.search(told)[1]) == before  # type: ignore[index]
    stranger = httpx.Client(base_url=office.address, headers={"accept": "text/html"}, timeout=20)
    stranger.cookies.set("street_ticket", "made up", domain="localhost.local", path="/")
    stranger.cookies.set("street_seat", "reader-00000000", domain="localhost.local", path="/")
    assert stranger.get("/").status_code == 503 and "暂时连不上" in stranger.get("/").text
    office.start(office.writer)
    until = time.monotonic() + 20
    while looker.get("/").status_code == 200:
        assert time.monotonic() < until, "a restart of the writer ends every session"
        time.sleep(0.5)

"""What readers gain: the same hundred sessions on one server, and on a writer with two and with four readers.

Everybody signs in as one who only looks and comes through nginx, as docs/readers.md has it; nginx has to be installed.
"""
from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

from data.database import Database
from tests.benchmarks.measuring import Line
from tests.benchmarks.visits import EVERY_SECONDS, VISITORS, Crowd, crowded
from tests.browser.server import ROOT, environment, started
from tests.deploy import front
from tests.server.provider import free_port, providing, sign_in, write_rules

READERS = (0, 2, 4)
SEATS = 12  # people who sign in; each has several tabs


def reader_lines(store: Path, folder: Path, seconds: float) -> Iterator[Line]:
    """How long a change takes where nobody but the writer serves, and where readers do."""
    for readers in READERS if front.installed() else ():  # what else was measured is not lost for want of nginx
        own = folder / f"readers-{readers}"
        own.mkdir()
        crowd = _with_readers(store, own, readers, seconds)
        who = f"a writer and {readers} readers" if readers else "one server behind nginx"
        yield from crowd.lines(f"{VISITORS} sessions on {who}, each a new filter every {EVERY_SECONDS:g} s")
        yield Line("memory of all these servers", crowd.memory[-1][1], "MB", None)


def _with_readers(store: Path, folder: Path, readers: int, seconds: float) -> Crowd:
    with contextlib.ExitStack() as open_:
        provider, port, writer = open_.enter_context(providing()), free_port(), free_port()
        address, rules = f"http://localhost:{port}", folder / "access.toml"
        write_rules(rules, provider, address)
        rules.write_text(rules.read_text("utf-8").replace('["990101001"]', f'["{_whole(store)}"]'), "utf-8")
        told, snapshots = environment(store, rules), folder / "snapshots"
        ports = [free_port() for _ in range(readers)]
        options = [["--publish", str(snapshots)] if readers else [], *[["--reader", str(snapshots)]] * readers]
        processes = [open_.enter_context(started(ROOT / "dashboard.py", told, own, options=option))[1]
                     for own, option in zip((writer, *ports), options, strict=True)]
        lines = (f"server 127.0.0.1:{one};\n" for one in ports or [writer])
        (folder / "readers.conf").write_text("".join(lines))
        marks = {"@SETTINGS@": str(folder), "@PORT@": str(writer)}
        text = front.without_tls(front.site(ROOT / "deploy/nginx.conf", marks, port, free_port()))
        open_.enter_context(front.nginx(folder, text, port))
        seats = [sign_in(address, "looker") for _ in range(SEATS)]
        for one in seats:
            one.get("/").raise_for_status()
            one.get("/_stcore/health").raise_for_status()
        return asyncio.run(crowded(address, processes, seconds, VISITORS, seats))


def _whole(store: Path) -> str:
    """The code of the area that holds the most others."""
    database = Database(store)
    rows = database.rows(
        "select parent_code as code, count(*) as areas from area where parent_code is not null group by all"
        " order by areas desc, code limit 1")
    database.close()
    return str(rows[0]["code"])

"""`make bench`: one run, one table of ratios in tests/benchmarks/results.md.

    python -m tests.benchmarks [--rows 1000000] [--big] [--only import,pages,build,refresh,rival,analyses] [--rounds 3]
    python -m tests.benchmarks --only script,sessions,first-load,readers [--seconds 120] [--demo FILE]

A million requests and ten million; `--big` measures a hundred million beside them (an hour, 20 GB of disk). What is
made lies in a temporary folder.
Visitors (the second line) are measured on the demonstration; `--seconds 3600` watches the memory for an hour.
"""
from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.database import Database
from queries import cube
from tests import stores
from tests.benchmarks import analyses, city, engine, pages, readers, rival, visits
from tests.benchmarks.measuring import Line, table

RESULTS = Path(__file__).with_name("results.md")
OF_CITY = ("build", "refresh", "pages", "rival")
OF_VISITORS = ("script", "sessions", "first-load", "readers")
PARTS = (*OF_CITY, "import", "analyses", *OF_VISITORS)


PagesAt = dict[tuple[int, str], dict[str, float]]  # (requests, whose pages) -> page -> milliseconds of its queries


def main() -> None:
    """Measure what was asked for and write the table."""
    asked = _asked()
    sizes = [asked.rows, 10 * asked.rows, *([100 * asked.rows] if asked.big else [])]
    lines: list[Line] = []
    pages_at: PagesAt = {}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder) as name:
        folder = Path(name)
        for rows in sizes if set(OF_CITY) & set(asked.only) else ():
            _tell(lines, _of_size(folder, rows, asked.rounds, asked.only, pages_at))
        if "import" in asked.only:
            _tell(lines, engine.import_lines(folder, asked.rows, asked.rounds))
            _tell(lines, engine.workbook_lines(folder, asked.rows // 2, asked.rounds))
        if "analyses" in asked.only:
            _tell(lines, analyses.lines(folder, asked.rounds))
        if set(OF_VISITORS) & set(asked.only):
            _tell(lines, _of_visitors(folder, asked))
    asked.output.write_text(table(lines, ", ".join(f"{rows:,} requests" for rows in sizes)), "utf-8")


def _tell(lines: list[Line], found: Iterable[Line]) -> None:
    """Keep each line, and print it as soon as it is there."""
    for one in found:
        lines.append(one)
        print(" | ".join(one.row()), flush=True)


def _of_size(folder: Path, rows: int, rounds: int, only: list[str], pages_at: PagesAt) -> Iterator[Line]:
    path = folder / f"city-{rows}.duckdb"
    store = city.found_city(path)
    city.fill(store, rows)
    if "build" in only:
        yield from engine.build_lines(store, rows, rounds)
    else:
        cube.rebuild(store)
    if "refresh" in only:
        yield from engine.refresh_lines(store, rows, rounds)
    store.close()
    if "pages" in only:
        for area, whose in ((None, "of the district"), (city.DISTRICT + "001", "of one street")):
            yield from _page_lines(path, rows, rounds, area, whose, pages_at)
    if "rival" in only:
        yield from rival.rival_lines(path, folder, rows)


def _page_lines(
    path: Path, rows: int, rounds: int, area: str | None, whose: str, pages_at: PagesAt
) -> Iterator[Line]:
    opened = pages.opened(path, area)
    asked = {name: one.asked for name, one in opened.items()}
    store = Database(path)
    by_page = pages.alone(store, asked, 5 * rounds)
    one = pages.singly(store, asked, rounds)
    at_once = pages.together(store, asked, 8, 3 * rounds)
    store.close()
    worst, *others = sorted(by_page, key=lambda name: -by_page[name])
    yield Line(f"all queries of the slowest page {whose} at {rows:,}, p95 alone", by_page[worst], "ms", 60,
               f"{worst}: {len(asked[worst])} queries; " + ", ".join(f"{name} {by_page[name]:.0f}" for name in others))
    yield Line(f"one query of any page {whose} at {rows:,}, p95 alone", one, "ms", None,
               f"of {sum(map(len, asked.values()))}")
    yield Line(f"all queries of a page {whose} at {rows:,}, p95 with 8 at once", at_once, "ms", 300)
    slow, *faster = sorted(opened, key=lambda name: -opened[name].seconds)
    left = {name: len(one.asked_again) for name, one in opened.items() if one.asked_again}
    yield Line(f"the slowest page {whose} for its first visitor at {rows:,}, script and queries",
               1000 * opened[slow].seconds, "ms", None,
               f"{slow}; " + ", ".join(f"{name} {1000 * opened[name].seconds:.0f}" for name in faster))
    yield Line(f"the same once the server has opened it ahead, or another visitor at {rows:,}",
               1000 * max(one.seconds_again for one in opened.values()), "ms", None,
               f"queries left: {', '.join(f'{name} {count}' for name, count in left.items()) or 'none'}")
    pages_at[rows, whose] = by_page
    if less := pages_at.get((rows // 10, whose)):
        grown = {name: by_page[name] / less[name] for name in by_page}
        yield Line(f"all queries of the slowest page {whose} at {rows:,} / at {rows // 10:,}",
                   by_page[worst] / max(less.values()), "×", 1.5,
                   ", ".join(f"{name} {grown[name]:.2f}" for name in sorted(grown, key=lambda name: -grown[name])))


def _of_visitors(folder: Path, asked: argparse.Namespace) -> Iterator[Line]:
    store = Path(shutil.copy(asked.demo, folder)) if asked.demo else folder / "demonstration.duckdb"
    if not asked.demo:
        stores.build_demo(store)
    if "script" in asked.only:
        yield from visits.script_lines(store, folder, asked.rounds)
    if "sessions" in asked.only:
        yield from visits.session_lines(store, asked.seconds)
    if "first-load" in asked.only:
        yield from visits.first_load_lines(store, asked.rounds)
    if "readers" in asked.only:
        yield from readers.reader_lines(store, folder, asked.seconds)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--big", action="store_true", help="a hundred times as many beside them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=120, help="how long a hundred sessions go on")
    parser.add_argument("--demo", type=Path, default=None, help="the demonstration's store, else it is built")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--output", type=Path, default=RESULTS)
    parser.add_argument("--folder", type=Path, default=None, help="where the city is made")
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""`make bench`: one run, one table of ratios in tests/benchmarks/results.md.

    python -m tests.benchmarks [--rows 1000000] [--big] [--only import,pages,build,refresh,analyses] [--rounds 3]

By default a million requests; `--big` measures ten million beside them. What is made lies in a temporary folder.
"""
from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.database import Database
from queries import cube
from tests.benchmarks import analyses, city, engine, pages
from tests.benchmarks.measuring import Line, table

RESULTS = Path(__file__).with_name("results.md")
PARTS = ("build", "refresh", "pages", "import", "analyses")


def main() -> None:
    """Measure what was asked for and write the table."""
    asked = _asked()
    sizes = [asked.rows, *([10 * asked.rows] if asked.big else [])]
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder) as name:
        folder = Path(name)
        for rows in sizes:
            _tell(lines, _of_size(folder, rows, asked.rounds, asked.only))
        if "import" in asked.only:
            _tell(lines, engine.import_lines(folder, asked.rows, asked.rounds))
        if "analyses" in asked.only:
            _tell(lines, analyses.lines(folder, asked.rounds))
    asked.output.write_text(table(lines, ", ".join(f"{rows:,} requests" for rows in sizes)), "utf-8")


def _tell(lines: list[Line], found: Iterable[Line]) -> None:
    """Keep each line, and print it as soon as it is there."""
    for one in found:
        lines.append(one)
        print(" | ".join(one.row()), flush=True)


def _of_size(folder: Path, rows: int, rounds: int, only: list[str]) -> Iterator[Line]:
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
        yield from _page_lines(path, rows, rounds)


def _page_lines(path: Path, rows: int, rounds: int) -> list[Line]:
    asked = pages.recorded(path)
    store = Database(path)
    by_page = pages.alone(store, asked, 5 * rounds)
    at_once = pages.together(store, asked, 8, 3 * rounds)
    store.close()
    worst = max(by_page, key=lambda name: by_page[name])
    return [
        Line(f"all queries of the slowest page at {rows:,}, p95 alone", by_page[worst], "ms", 60,
             f"{worst}: {len(asked[worst])} queries"),
        Line(f"all queries of a page at {rows:,}, p95 with 8 at once", at_once, "ms", 300),
    ]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--big", action="store_true", help="ten times as many beside them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--output", type=Path, default=RESULTS)
    parser.add_argument("--folder", type=Path, default=None, help="where the city is made")
    return parser.parse_args()


if __name__ == "__main__":
    main()

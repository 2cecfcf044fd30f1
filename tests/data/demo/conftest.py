"""The files of the demonstration, written once, and read back the way a person would read them."""
from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from data import published
from data.demo import SHEETS, write_files

Ledger = list[dict[str, str]]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_files(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="session")
def ledgers(files: list[Path]) -> dict[str, Ledger]:
    """Table name -> rows under their Chinese headings."""
    tables = [table for _, table, _ in SHEETS]
    return {table: read(path) for table, path in zip(tables, files, strict=True)}


def read(path: Path) -> Ledger:
    with path.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


@pytest.fixture(scope="session")
def printed() -> dict[str, dict[str, str]]:
    """The published figures by their number."""
    return {row["编号"]: row for row in read(published.FOLDER / "figures.csv")}


@pytest.fixture(scope="session")
def figure(printed: dict[str, dict[str, str]]) -> Callable[[str], float]:
    """A published figure that was printed exactly, as a number."""

    def number(name: str) -> float:
        assert printed[name]["数值限定"] == "精确", f"{name} was not printed exactly"
        return float(printed[name]["数值"])

    return number

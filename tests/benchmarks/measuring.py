"""How things are measured: side by side in one run, so that a busy machine slows all sides alike."""
from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, what came out, and what is asked for (None: only told)."""

    what: str
    found: float
    unit: str
    bar: float | None
    note: str = ""

    @property
    def is_met(self) -> bool:
        return self.bar is None or self.found <= self.bar

    def row(self) -> list[str]:
        asked = "" if self.bar is None else f"≤ {self.bar:g} {self.unit}"
        verdict = "" if self.bar is None else "met" if self.is_met else "MISSED"
        return [self.what, f"{self.found:.2f} {self.unit}", asked, verdict, self.note]


def side_by_side(sides: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each side, run in turn: A B A B …"""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, run in sides.items():
            seconds[name].append(timed(run))
    return {name: statistics.median(found) for name, found in seconds.items()}


def timed(run: Callable[[], object]) -> float:
    """Seconds on the clock."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def p95(found: Sequence[float]) -> float:
    """The value that nineteen of twenty stay below."""
    return sorted(found)[min(len(found) - 1, int(len(found) * 0.95))]


def table(lines: Sequence[Line], sizes: str) -> str:
    """The results as a page: machine, versions and date above the table."""
    rows = [["what", "found", "bar", "", "how"], ["---"] * 5, *(one.row() for one in lines)]
    made = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"""# Benchmarks

Written by `make bench`. Sides of a ratio were run in turn (A B A B …) in one run; ratios are of medians. Absolute
times are those of this machine under the load it had.

- date: {datetime.now():%Y-%m-%d %H:%M}
- machine: {_processor()}, {_memory():.0f} GB, {platform.system()} {platform.release()}; load {_load()}
- versions: Python {platform.python_version()}, {", ".join(f"{one} {version(one)}" for one in _PACKAGES)}
- sizes: {sizes}

{made}
"""


_PACKAGES = ("duckdb", "streamlit", "pandas", "pyarrow")


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    names = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor()


def _memory() -> float:
    text = Path("/proc/meminfo").read_text("utf-8") if Path("/proc/meminfo").exists() else "MemTotal: 0 kB"
    return int(text.split()[1]) / 1e6


def _load() -> str:
    return Path("/proc/loadavg").read_text("utf-8").split()[0] if Path("/proc/loadavg").exists() else "unknown"

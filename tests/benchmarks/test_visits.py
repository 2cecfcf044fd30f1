"""What visitors are promised of the bytes a page sends, held against the real server."""
from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.benchmarks.visitor import visiting
from tests.browser.server import ROOT, serving


@pytest.mark.slow
def test_a_change_of_the_area_sends_at_most_60_kilobytes(demo_store: Path, tmp_path: Path) -> None:
    # In a thread of its own: browsers of other tests keep a loop running in this one.
    with serving(ROOT / "dashboard.py", shutil.copy(demo_store, tmp_path)) as url, ThreadPoolExecutor(1) as apart:
        first, again = apart.submit(asyncio.run, _changes(url)).result()

    assert first.weights["plotly_chart"] and first.weights["html"], "the page was not drawn"
    assert first.wire <= 60_000
    assert again.wire < first.wire, "what the browser still has was sent once more"


async def _changes(url: str):
    """The service page of another area, and of the one before that."""
    async with visiting(url) as visitor:
        await visitor.open("service")
        here, there = visitor.options["area"][3], visitor.options["area"][20]
        first = await visitor.choose("area", there)
        await visitor.choose("area", here)
        return first, await visitor.choose("area", there)

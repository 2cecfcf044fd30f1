"""Which of many cases alike run with every `make test`; the others are left to `make test-slow`."""
from __future__ import annotations

from collections.abc import Iterable

import pytest


def quick(cases: Iterable[str], *chosen: str) -> list[object]:
    """The cases as parameters, all but the chosen ones marked slow."""
    every = list(cases)
    assert set(chosen) <= set(every), sorted(set(chosen) - set(every))
    return [pytest.param(one, marks=() if one in chosen else pytest.mark.slow) for one in every]

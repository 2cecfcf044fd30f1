"""The slices: questions that are no indicator, each an SQL file of this folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def sql(name: str) -> str:
    """The text of one slice."""
    return Path(__file__).with_name(f"{name}.sql").read_text("utf-8")

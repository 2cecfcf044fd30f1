"""Asynchronous questions from tests that are not asynchronous themselves."""
from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def answered(question: Coroutine[None, None, Answer]) -> Answer:
    """In a thread of its own: a browser that is open in this one has a loop of events running here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, question).result()

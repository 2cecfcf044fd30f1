"""Answers that hold until the store changes: asked once a version of the data, however many pages ask."""
from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa

P = ParamSpec("P")
Answer = TypeVar("Answer")
_forget: list[Callable[[], None]] = []


class Rows(Protocol):
    """Anything that answers SQL with plain dicts or columns: a Database, or a cursor inside a transaction."""

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]: ...

    def columns(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> pa.Table: ...


class Versioned(Rows, Hashable, Protocol):
    """One that tells by the number of its commits whether an answer still holds."""

    @property
    def commits(self) -> int: ...


def until_next_commit(
    size: int,
) -> Callable[[Callable[Concatenate[Rows, P], Answer]], Callable[Concatenate[Rows, P], Answer]]:
    """Remember the last `size` answers of a question to the store until the store's next commit.

    The values must be hashable, and nobody may change an answer. Inside of a transaction nothing is remembered.
    """

    def remember(question: Callable[Concatenate[Rows, P], Answer]) -> Callable[Concatenate[Rows, P], Answer]:
        @lru_cache(maxsize=size)
        def kept(database: Versioned, _version: int, *values: P.args, **named: P.kwargs) -> Answer:
            return question(database, *values, **named)

        @wraps(question)
        def ask(database: Rows, *values: P.args, **named: P.kwargs) -> Answer:
            version = getattr(database, "commits", None)  # asked this way it takes a thirtieth of asking for Versioned
            if version is not None:
                return kept(database, version, *values, **named)  # type: ignore[arg-type]
            return question(database, *values, **named)

        _forget.append(kept.cache_clear)
        return ask

    return remember


def forget() -> None:
    """Forget every answer, so that the next question is answered as the first one after a start."""
    for clear in _forget:
        clear()

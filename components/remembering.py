"""Remembers what a function made of the very same objects, so that a rerun costs nothing."""
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def remembering(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A cache of the last `size` answers. Texts and numbers are the same when equal, all else when identical.

    Unlike lru_cache it takes lists and dicts, which must not be changed after they were passed in. It holds
    on to them, so an identity is never given to another object while it counts.
    """

    def over(made: Callable[P, T]) -> Callable[P, T]:
        kept: OrderedDict[tuple[Any, ...], tuple[Any, T]] = OrderedDict()
        lock = Lock()

        @wraps(made)
        def remembered(*given: P.args, **named: P.kwargs) -> T:
            key = tuple(_same(value) for value in (*given, *sorted(named.items())))
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    return kept[key][1]
            answer = made(*given, **named)
            with lock:
                kept[key] = ((given, named), answer)
                while len(kept) > size:
                    kept.popitem(last=False)
            return answer

        return remembered

    return over


def _same(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_same(part) for part in value)
    return value if value is None or isinstance(value, str | int | float) else (type(value), id(value))

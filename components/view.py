"""What a page is looking at: one area, one period, one comparison. Every panel is drawn from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from threading import Lock, RLock
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlencode
from weakref import WeakKeyDictionary, WeakValueDictionary

from data import areas, remembering
from data.areas import Area
from data.database import Database
from data.latest import Latest
from queries.catalogue import ALL
from queries.periods import Period

P = ParamSpec("P")
Drawn = TypeVar("Drawn")
REMEMBERED = 1000  # panels kept ready-made; a view names everything they depend on, the version of the data too
LEVELS_SHOWN = ("district", "street", "community", "grid")


@dataclass(frozen=True)
class View:
    """The filters of one page run, resolved.

    `area` is what every panel is about, a grid when one is selected. `map_area` is the area whose grids and
    communities are drawn: the same as `area`, or the one above it while a single grid is selected.
    `topic` and `indicator` are None on pages that belong to no topic. `part` is the list level that is looked at,
    on the page whose lists are never pooled.
    """

    page: str
    topic: str | None
    database: Database
    version: int
    lang: str
    area: Area
    map_area: Area
    period: Period
    comparison: str
    indicator: str | None
    as_of: date | None
    part: str = ALL

    @property
    def area_code(self) -> str:
        return self.area.code

    @property
    def grid(self) -> str | None:
        """The selected grid, or None."""
        return self.area.code if self.area.level == "grid" else None

    @property
    def is_demo(self) -> bool:
        return self.area.is_demo

    def ask(self, question: Callable[..., Any], *values: Any) -> Any:
        """The answer of `question(database, *values)`, remembered until the next import or undo."""
        return remembered(question, self.database, self.version, *values)

    def showing(self, indicator: str) -> View:
        """The same view with another indicator on map, trend and ranking."""
        return replace(self, indicator=indicator)

    def names(self) -> dict[str, str]:
        """The name of every area by its code."""
        return self.ask(areas.names)

    def level_below(self) -> str:
        """The level a ranking compares: one below the area of the map."""
        return level_below(self.map_area.level)


def level_below(level: str) -> str:
    """The level under `level` on screens, where the grid is the finest."""
    at = LEVELS_SHOWN.index(level) if level in LEVELS_SHOWN else len(LEVELS_SHOWN) - 1
    return LEVELS_SHOWN[min(at + 1, len(LEVELS_SHOWN) - 1)]


def short_name(code: str, names: dict[str, str]) -> str:
    """What an area is called on its own: a grid with its community, unless its name says that already."""
    name, community = names.get(code, code), names.get(code[:12], "")
    return name if len(code) <= 12 or name.startswith(community) else community + name


def trace_address(indicator: str, area_code: str, period: Period, lang: str, part: str = ALL) -> str:
    """The address of this page with the panel 数从何来 open for one number; of class `trace` a link needs no reload."""
    said = {"area": area_code, "period": period.code, "trace": indicator}
    said |= {"trace_part": part} if part != ALL else {}
    return "?" + urlencode(said | ({"lang": lang} if lang != "zh" else {}))


def remembered(question: Callable[..., Any], database: Database, version: int, *values: Any) -> Any:
    """`question(database, *values)`, asked once per data version; the values must be hashable.

    Who asks what somebody else is just being answered waits for that answer: after an import many ask the same.
    """
    _forget_older(database, version)
    with _alone(question, database, version, *values):
        return _kept(question, database, version, *values)


@lru_cache(maxsize=20_000)
def _kept(question: Callable[..., Any], database: Database, _version: int, *values: Any) -> Any:
    return question(database, *values)


def until_newer(draw: Callable[P, Drawn]) -> Callable[P, Drawn]:
    """Keep what a panel makes of a view until there are newer data."""
    kept = lru_cache(maxsize=REMEMBERED)(draw)
    _panels.append(kept)
    return kept  # type: ignore[return-value]


_panels: list[Any] = []  # each with its cache
_newest: WeakKeyDictionary[Database, int] = WeakKeyDictionary()  # the version last asked for, by store


def _forget_older(database: Database, version: int) -> None:
    """Nobody asks for older data again: what was made of them would be kept until as much has been made anew.

    Where a writer publishes, the newest copy comes after the store of which it is one, and lets go of nothing.
    """
    store = database.whole
    if isinstance(store, Latest) and store.writer is None:
        return
    with _looking:
        is_newer = version > _newest.get(store, version)
        _newest[store] = max(version, _newest.get(store, version))
    if is_newer:
        remembering.forget()
        for one in (_kept, *_panels):
            one.cache_clear()


_locks: WeakValueDictionary[tuple[Any, ...], Any] = WeakValueDictionary()  # of what is being answered
_looking = Lock()


def _alone(*asked: Any) -> Any:
    """The lock of one question, kept for as long as somebody holds it or waits for it."""
    with _looking:
        lock = _locks.get(asked)
        if lock is None:
            lock = _locks[asked] = RLock()
        return lock

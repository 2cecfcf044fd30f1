"""District > street > community > grid (or estate) > building: who lies in whom, what they are called.

Codes are text and nest: the parent is the prefix, so rolling up never needs a join. An area that was
re-divided keeps its earlier versions; most questions are about the ones in force.
"""
from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import zhconv
from rapidfuzz import fuzz, process

from data.remembering import Rows, until_next_commit

LEVELS = ("district", "street", "community", "grid", "estate", "building", "unit")
DIGITS = {"district": 6, "street": 9, "community": 12, "grid": 15, "estate": 15, "building": 18, "unit": 22}
DEMONSTRATION = "99"

# In the order of the fields of an Area.
_SELECT = """select area_code, area_name, level, parent_code, grid_type, households, residents, buildings, lon, lat,
    coalesce(code_source, 'local') as code_source, boundary is not null as has_boundary, alias, valid_from, valid_to
    from area"""
_IN_FORCE = "valid_to is null"
_IN_FORCE_ON = """coalesce(valid_from, date '1900-01-01') <= $on
    and coalesce(valid_to, date '9999-12-31') >= $on"""
_NEWEST = "qualify row_number() over (partition by area_code order by valid_from desc nulls last) = 1"
_BOUNDARIES = """select area_code, area_name, level, boundary from area
    where {in_force} and level = $level and starts_with(area_code, $code) and boundary is not null
    {newest} order by area_code"""
_SUFFIXES = ("社区居民委员会", "社区居委会", "居民委员会", "村民委员会", "居委会", "村委会", "社区", "村")
_PINYIN = re.compile(r"[(\[〔【][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)\]〕】]", re.IGNORECASE)
_NUMERAL = re.compile(r"第?([0-9]+|[〇零一二三四五六七八九十百]+)号?(?=网格|小区|楼|栋|幢)")
_OFFICE = re.compile("街道(?:党工委|办事处|办)$")
_SEPARATORS = re.compile(r"[/\\>›→|,、;]+")
_DASHES = "-—–·.:_"
_ALIAS_SEPARATORS = re.compile(r"[、,，;；|]")


class Area(NamedTuple):
    """One area. `households`, `residents` and `buildings` are counts, or None when nobody has told."""

    code: str
    name: str
    level: str
    parent_code: str | None = None
    grid_type: str | None = None
    households: int | None = None
    residents: int | None = None
    buildings: int | None = None
    lon: float | None = None
    lat: float | None = None
    code_source: str = "local"
    has_boundary: bool = False
    aliases: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    @property
    def is_demo(self) -> bool:
        """Whether the area belongs to the demonstration district, whose figures are invented."""
        return self.code.startswith(DEMONSTRATION)


@dataclass(frozen=True)
class Match:
    """What a written name turned out to be.

    `code` is None when nothing fits or several do; `candidates` are then the codes to ask about, and `how`
    is 'ambiguous' or 'unknown'. Otherwise `how` is code, name, alias, simplified, suffix or path.
    """

    code: str | None
    candidates: list[str] = field(default_factory=list)
    how: str = "unknown"


def every(database: Rows, on: datetime.date | None = None) -> list[Area]:
    """All areas in force on that day, parents before children; without a day, those not yet retired."""
    return list(_every(database, on))


@until_next_commit(40)
def _every(database: Rows, on: datetime.date | None) -> list[Area]:
    in_force = {one.code: one for one in _versions(database) if _is_in_force(one, on)}
    return sorted(in_force.values(), key=lambda one: (len(one.code), one.code))


def _is_in_force(one: Area, on: datetime.date | None) -> bool:
    if on is None:
        return one.valid_to is None
    return (one.valid_from is None or one.valid_from <= on) and (one.valid_to is None or one.valid_to >= on)


@until_next_commit(4)
def _versions(database: Rows) -> list[Area]:
    """Every version of every area, later ones behind earlier ones: a page asks a dozen times, a city has thousands.

    Most imports change none of them: then they are not read again.
    """
    told = tuple(database.rows(f"select count(*) as rows, sum(hash(one)) as told from ({_SELECT}) as one")[0].values())
    found = _read.get(told)
    if found is None:
        rows = database.rows(f"{_SELECT} order by valid_from nulls first")
        found = [Area(*(row | {"alias": _aliases(row["alias"])}).values()) for row in rows]
        if len(_read) >= READ:
            _read.clear()
        _read[told] = found
    return found


_read: dict[tuple[Any, ...], list[Area]] = {}  # by what tells one state of the table from another
READ = 8  # states kept: a store and the parts of it that some see


@until_next_commit(4)
def _known(database: Rows) -> Mapping[str, Area]:
    """Every area that there ever was, in its newest version: the one in force before any that is retired."""
    return {one.code: one for one in sorted(_versions(database), key=lambda one: one.valid_to is None)}


def names(database: Rows) -> dict[str, str]:
    """The name of every area not yet retired, by its code."""
    return {one.code: one.name for one in every(database)}


def get(database: Rows, code: str) -> Area | None:
    """The newest version of one area, retired or not."""
    return _known(database).get(code)


def codes(database: Rows, within: str, digits: int) -> set[str]:
    """The areas within this one whose codes are that long, whenever they were in force."""
    return {code for code in _known(database) if len(code) == digits and code.startswith(within)}


def children(database: Rows, code: str, level: str | None = None) -> list[Area]:
    """The areas one level below, or all of the given level at any depth below."""
    if level is None:
        return [one for one in every(database) if one.parent_code == code]
    below = [one for one in every(database) if one.code.startswith(code) and one.code != code]
    return [one for one in below if one.level == level]


def ancestors(known: Mapping[str, Area], code: str) -> list[Area]:
    """The areas among the known ones that hold this one, from the district down; without the area itself."""
    above = (code[:digits] for digits in sorted(set(DIGITS.values())) if digits < len(code))
    return [known[one] for one in above if one in known]


def boundaries(database: Rows, code: str, level: str, on: datetime.date | None = None) -> dict[str, Any]:
    """The boundaries of that level within an area (or the area's own) as a GeoJSON FeatureCollection.

    Those in force on that day; without a day, those not yet retired. The feature's id is the area code, lon and
    lat are WGS84 degrees. Areas without a boundary are left out.
    """
    sql = _BOUNDARIES.format(in_force=_IN_FORCE if on is None else _IN_FORCE_ON, newest=_NEWEST)
    found = database.rows(sql, {"level": level, "code": code, **({} if on is None else {"on": on})})
    return {"type": "FeatureCollection", "features": [_feature(row) for row in found]}


def retired_after(database: Rows, code: str, on: datetime.date) -> bool:
    """Whether an area in it was in force on that day that is no more, so that a map of that day has other areas."""
    found = "select 1 from area where starts_with(area_code, $code) and valid_to >= $on limit 1"
    return bool(database.rows(found, {"code": code, "on": on}))


def level_of(code: str) -> str | None:
    """The level that a code's length tells; 15 digits are taken for a grid. None for other lengths."""
    return next((level for level, digits in DIGITS.items() if digits == len(code)), None)


def parent_of(code: str) -> str | None:
    """The code of the area that holds this one; None for a district or a malformed code."""
    shorter = [digits for digits in sorted(set(DIGITS.values())) if digits < len(code)]
    return code[:shorter[-1]] if level_of(code) and shorter else None


class AreaNames:
    """Finds the area a clerk means. Several fit: it says so and lists them; it never guesses.

    Order: code → exact name → alias → traditional to simplified with bracketed pinyin and spaces removed →
    community suffix stripped; then the same step by step along a path such as 西街道/新华社区/第3网格.
    """

    def __init__(self, database: Rows) -> None:
        self._areas = dict(_known(database))
        self._in_force = {code for code, one in self._areas.items() if one.valid_to is None}
        self._steps: list[tuple[str, dict[str, set[str]]]] = [
            (how, defaultdict(set)) for how in ("name", "alias", "simplified", "suffix")]
        for one in self._areas.values():
            self._remember(one)

    def resolve(self, text: str, within: str | None = None) -> Match:
        """The area that a code, a name or a path of names means; it must lie in the area coded `within`."""
        written = unicodedata.normalize("NFKC", text).strip()
        if not written:
            return Match(None)
        for step in (self._by_code, self._by_name, self._by_path):
            if match := step(written, within):
                return match
        return Match(None, self._similar(written, within))

    def candidates(self, text: str, within: str | None = None) -> list[str]:
        """Every area that the text may mean; none when it is no area's name or code."""
        match = self.resolve(text, within)
        return match.candidates if match.how != "unknown" else []

    def named_in(self, text: str) -> list[str]:
        """The smallest district, street or community that a title such as 相山区西街道7月台账 speaks of.

        Several codes when areas of one name fit, none when the title speaks of places that do not lie in each other.
        """
        plain = simplified(text)
        known = self._steps[2][1]
        names = [name for name in known if len(name) > 2 and name in plain]
        found: list[str] = []
        for name in names:
            if any(name in longer for longer in names if longer != name):
                continue
            spellings = [name, *(other for other in names if _perhaps_only(other, name, plain))]
            codes = self._narrowed({code for one in spellings for code in known[one]}, None)
            large = [code for code in codes if len(code) <= DIGITS["community"]]
            found = nested(found, large) if found and large else found or large
            if not found:
                return []
        return found

    def name(self, code: str) -> str:
        """The area's name, or the code when there is no such area."""
        return self._areas[code].name if code in self._areas else code

    def path(self, code: str) -> str:
        """The area's name behind those of its district, street and community: 相山区/西街道/新华社区/第3网格."""
        codes = [code[:length] for length in (6, 9, 12, 15) if length < len(code)]
        return "/".join([self._areas[one].name for one in codes if one in self._areas] + [self.name(code)])

    def __contains__(self, code: str) -> bool:
        return code in self._areas

    def _remember(self, area: Area) -> None:
        by_name, by_alias, by_simplified, by_suffix = (names for _, names in self._steps)
        by_name[unicodedata.normalize("NFKC", area.name).strip()].add(area.code)
        for alias in area.aliases:
            by_alias[unicodedata.normalize("NFKC", alias).strip()].add(area.code)
        for name in (area.name, *area.aliases):
            by_simplified[simplified(name)].add(area.code)
            by_suffix[without_suffix(name)].add(area.code)
        if short := self._without_parent(area):
            by_simplified[short].add(area.code)

    def _without_parent(self, area: Area) -> str | None:
        """东风社区第1网格 is also the 第1网格 of 东风社区."""
        parent = self._areas.get(area.parent_code or "")
        plain = simplified(area.name)
        for name in (simplified(parent.name), without_suffix(parent.name)) if parent else ():
            if plain.startswith(name) and (rest := simplified(plain.removeprefix(name))):
                return rest
        return None

    def _by_code(self, text: str, within: str | None) -> Match | None:
        if not re.fullmatch(r"[0-9]{6,22}", text):
            return None
        for code in (text, *_without_zeros(text)):
            if code in self._areas and code.startswith(within or ""):
                return Match(code, [code], "code")
        held = [text[:length] for length in (15, 12, 9, 6) if text[:length] in self._areas]
        return Match(None, held[:1])

    def _by_name(self, text: str, within: str | None) -> Match | None:
        keys = (text, text, simplified(text), without_suffix(text))
        for (how, names), key in zip(self._steps, keys, strict=True):
            found = self._narrowed(names.get(key, ()), within)
            if found:
                return _match(found, how)
        return None

    def _by_path(self, text: str, within: str | None) -> Match | None:
        found: set[str] = set()
        for first, rest in self._splits(text):
            # A path may begin above `within`, or with it: 滨河社区/第3网格 inside 滨河社区.
            for code in self._holders(first, within) or self._holders(first, None):
                match = self._by_name(rest, code) or self._by_path(rest, code)
                found.update(match.candidates if match else ())
        found = {code for code in found if code.startswith(within or "")}
        return _match(sorted(found), "path") if found else None

    def _splits(self, text: str) -> list[tuple[str, str]]:
        parts = _SEPARATORS.split(text.strip("/"), maxsplit=1)
        if len(parts) == 2 and all(part.strip() for part in parts):
            return [(parts[0].strip(), parts[1].strip())]
        plain = simplified(text)
        names = self._steps[2][1]
        cuts = [cut for cut in range(2, len(plain)) if plain[:cut] in names]
        return [(plain[:cut], plain[cut:].lstrip(_DASHES)) for cut in cuts]

    def _holders(self, text: str, within: str | None) -> list[str]:
        match = self._by_code(text, within) or self._by_name(text, within)
        return match.candidates if match else []

    def _narrowed(self, codes: Iterable[str], within: str | None) -> list[str]:
        """The codes inside `within`, those in force before those retired."""
        inside = sorted(code for code in codes if code.startswith(within or "") and code != within)
        return [code for code in inside if code in self._in_force] or inside

    def _similar(self, text: str, within: str | None) -> list[str]:
        names = {code: simplified(one.name) for code, one in self._areas.items()
                 if code in self._in_force and code.startswith(within or "")}
        found = process.extract(simplified(text), names, scorer=fuzz.ratio, limit=3, score_cutoff=60)
        return [code for _, _, code in found]


def nested(some: Iterable[str], others: Iterable[str]) -> list[str]:
    """The smaller one of every two areas that lie in each other."""
    pairs = [(one, other) for one in some for other in others]
    return sorted({max(pair, key=len) for pair in pairs if pair[0].startswith(pair[1]) or pair[1].startswith(pair[0])})


def _perhaps_only(name: str, longer: str, text: str) -> bool:
    """淮北市西街道 may be the 西街道 of 淮北市 as well as a 市西街道."""
    return longer[0] in "市区县" and longer[1:] == name and not text.startswith(longer)


@lru_cache(maxsize=65_536)
def simplified(text: str) -> str:
    """A name as it is compared: simplified characters, no bracketed pinyin, no spaces, 第三网格 as 3网格."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _PINYIN.sub("", plain)
    plain = zhconv.convert(re.sub(r"\s+", "", plain), "zh-hans")
    return _NUMERAL.sub(lambda found: _number(found[1]), plain)


def without_suffix(text: str) -> str:
    """A name without 社区, 居委会 or 村 behind it; a name that is nothing else stays whole."""
    plain = _OFFICE.sub("街道", simplified(text))
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) > len(suffix):
            return plain.removesuffix(suffix)
    return plain


def _number(text: str) -> str:
    from cn2an import cn2an  # slow to import and rarely needed

    try:
        return str(int(text) if text.isdigit() else int(cn2an(text.replace("〇", "零"), "smart")))
    except ValueError:  # not a number after all, such as 一二三小区
        return text


def _match(codes: Sequence[str], how: str) -> Match:
    return Match(codes[0], list(codes), how) if len(codes) == 1 else Match(None, list(codes), "ambiguous")


def _without_zeros(code: str) -> list[str]:
    """A street is often written with the twelve digits of a community: 340603003000."""
    return [code[:digits] for digits in (6, 9, 12, 15) if code[digits:] and not code[digits:].strip("0")]


def _aliases(written: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in _ALIAS_SEPARATORS.split(written) if part.strip()) if written else ()


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["area_code"],
        "properties": {name: row[name] for name in ("area_code", "area_name", "level")},
        "geometry": json.loads(row["boundary"]),
    }

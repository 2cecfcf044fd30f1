"""What a person sees in a cell: no float noise, dates in ISO, 是/否."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

EXACT_INTEGER = 2**53
_HALF = re.compile("[\ud800-\udfff]")
_MOST_DIGITS = 10.0**15


def texts_seen(cells: Sequence[Any]) -> pa.Array:
    """The texts of a column's cells, those of one kind all at once where that can be."""
    parts = [_of_kind(kind, [cell if type(cell) is kind else None for cell in cells])
             for kind in dict.fromkeys(map(type, cells)) if kind is not type(None)]
    return pc.coalesce(*parts) if parts else pa.nulls(len(cells), pa.string())


def _of_kind(kind: type, cells: list[Any]) -> pa.Array:
    told = _ALL_AT_ONCE[kind](cells) if kind in _ALL_AT_ONCE else None
    return told if told is not None else pa.array(
        [None if cell is None else as_seen(cell) for cell in cells], pa.string())


def as_seen(cell: Any) -> str:
    """The text of one cell."""
    return _AS_TEXT.get(type(cell), str)(cell)


def percent_text(number: float) -> str:
    """0.855 -> 85.5%."""
    return f"{number_text(float(f'{number * 100:.12g}'))}%"


def number_text(number: float) -> str:
    """1.0 -> 1, 0.30000000000000004 -> 0.3, and beyond Excel's 15 digits 2.02110123456789E+16.

    Excel keeps 15 digits and fills up with zeros, so a longer whole number is only shown in full when its last
    digit proves that a program, not Excel, wrote it.
    """
    if number.is_integer():
        whole = int(number)
        if abs(whole) < 10**15 or (abs(whole) < EXACT_INTEGER and whole % 10):
            return str(whole)
        mantissa, exponent = f"{number:.14E}".split("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    text = f"{number:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _float_text(number: float) -> str:
    return number_text(number) if number - number == 0 else ""


def _datetime_text(moment: datetime.datetime) -> str:
    """Serial numbers carry rounding noise of some microseconds; a midnight is a plain date."""
    if moment.microsecond:
        moment = (moment + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
    return moment.isoformat(" ").removesuffix(" 00:00:00")  # many times faster than strftime


def _bool_text(flag: bool) -> str:
    return "是" if flag else "否"


def _time_text(time: datetime.time) -> str:
    return time.strftime("%H:%M:%S")


_AS_TEXT: dict[type, Callable[[Any], str]] = {
    str: str,
    float: _float_text,
    int: str,
    bool: _bool_text,
    datetime.date: datetime.date.isoformat,
    datetime.datetime: _datetime_text,
    datetime.time: _time_text,
}


def _all_moments(moments: list[datetime.datetime | None]) -> pa.Array:
    half = pa.scalar(datetime.timedelta(microseconds=500_000), pa.duration("us"))
    rounded = pc.floor_temporal(pc.add(pa.array(moments, pa.timestamp("us")), half), unit="second")
    texts = rounded.cast(pa.timestamp("s")).cast(pa.string())
    return pc.if_else(pc.ends_with(texts, " 00:00:00"), pc.utf8_slice_codeunits(texts, 0, 10), texts)


def _all_days(days: list[datetime.date | None]) -> pa.Array:
    return pa.array(days, pa.date32()).cast(pa.string())


def _all_numbers(numbers: list[float | None]) -> pa.Array | None:
    """None where one of them is no whole number, or one of more digits than Excel keeps."""
    found = pa.array(numbers, pa.float64())
    plain = pc.and_(pc.equal(found, pc.floor(found)), pc.less(pc.abs(found), _MOST_DIGITS))
    return found.cast(pa.int64()).cast(pa.string()) if pc.all(plain).as_py() else None


def _all_words(words: list[str | None]) -> pa.Array:
    """Half a character, as JSON can name it and nothing else can hold it, becomes the mark for what is lost."""
    try:
        return pa.array(words, pa.string())
    except UnicodeEncodeError:
        return pa.array([one and _HALF.sub("\ufffd", one) for one in words], pa.string())


_ALL_AT_ONCE: dict[type, Callable[[list[Any]], pa.Array | None]] = {
    str: _all_words,
    float: _all_numbers,
    datetime.date: _all_days,
    datetime.datetime: _all_moments,
}

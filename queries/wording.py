"""How a number may be written in a report, and whether a number suits what was printed.

600余 is any number from 600 up to, not including, 700; 近38 is a little less than 38; 超过95 is more than 95.
A number is rounded down with 余 (628 is 600余) or, just below a round number, written 近; it is never
rounded up.
"""
from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_FLOOR, Decimal

from data.reading.values import parse_number

# 近 and 约 stay within five per cent of the number they name.
CLOSE = Decimal("0.05")
TEN_THOUSAND = 10_000
_YUAN = {"万元": TEN_THOUSAND, "亿元": TEN_THOUSAND**2}

_MORE_THAN = re.compile(r"超过|超|逾|突破|多于|大于")
_AT_LEAST = re.compile(r"至少|不少于|不低于|以上")
_ORDER = re.compile(r"上[百千万亿]")
_LESS_THAN = re.compile(r"不足|不到|低于|少于|小于")


def fits(value: float, printed: str) -> bool | None:
    """Whether `value` may be printed as `printed` (600余, 近38, 约2350平方米, 31万余元).

    `value` is in the plain unit: people, square metres, yuan. None when the wording names no number (几张):
    nothing can be held against it.
    """
    text = unicodedata.normalize("NFKC", printed).strip()
    parsed = parse_number(text)
    if parsed.problem is not None or parsed.value is None:
        return None
    named = Decimal(str(parsed.value)) * _YUAN.get(parsed.unit or "", 1)
    given = Decimal(str(value))
    if parsed.bound == 0:
        return given == named
    if parsed.bound == 1:
        return given < named and (bool(_LESS_THAN.search(text)) or given >= named * (1 - CLOSE))
    if parsed.bound == 2:
        return _fits_above(given, named, text)
    return abs(given - named) <= abs(named) * CLOSE


def written(value: float) -> str:
    """The number in words that promise no more than it holds: exact when round, else rounded down with 余.

    628 -> 600余, 600 -> 600, 26 -> 20余, 7 -> 7, 314000 -> 31万余, 12.5 -> 10余; 0.5 -> 0.5.
    """
    number = Decimal(str(value))
    if number < 10:
        return _plain(number)
    floor = _rounded_down(number)
    return f"{_in_tens_of_thousands(floor)}{'余' if number > floor else ''}"


def nearly(value: float) -> str | None:
    """近 and the next round number, when the value is 95 to 99.9 % of it (598 -> 近600); otherwise None."""
    number = Decimal(str(value))
    if number < 10:
        return None
    floor = _rounded_down(number)
    above = floor + _step(floor) if floor < TEN_THOUSAND else floor + TEN_THOUSAND
    close = above * (1 - CLOSE) <= number <= above * Decimal("0.999")
    return f"近{_in_tens_of_thousands(above)}" if close and number > floor else None


def _fits_above(given: Decimal, named: Decimal, text: str) -> bool:
    if _MORE_THAN.search(text):
        return given > named
    if _AT_LEAST.search(text):
        return given >= named
    return named <= given < (named * 10 if _ORDER.search(text) else named + _step(named))


def _step(named: Decimal) -> Decimal:
    """One in the last place that is written: 100 for 600, 10 for 150, 10,000 for 31万."""
    exponent = named.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _rounded_down(number: Decimal) -> Decimal:
    """To the leading digit, from ten thousand on to whole 万."""
    place = Decimal(TEN_THOUSAND) if number >= TEN_THOUSAND else Decimal(1).scaleb(number.adjusted())
    return (number / place).to_integral_value(ROUND_FLOOR) * place


def _in_tens_of_thousands(number: Decimal) -> str:
    return f"{_plain(number / TEN_THOUSAND)}万" if number >= TEN_THOUSAND else _plain(number)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"

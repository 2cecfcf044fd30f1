"""GB18030 or Big5? Nearly every Big5 text is valid GB18030 as well, and reads as rare characters then.

What tells them apart: both encodings keep their everyday characters in one block, and a text whose characters all lie
in the everyday block of one of them does so in the other by chance only, at about one character in two.
"""

from __future__ import annotations

from data.reading.refusal import Refusal

BIG5 = "cp950"  # Big5 as Windows writes it
_GB_LEVEL_1, _BIG5_LEVEL_1 = (0xB0, 0xD7), (0xA4, 0xC6)
_SIGNS = (0xA1, 0xA3)  # punctuation, letters and digits in full width, in both
_NEARLY_ALL, _NO_BETTER_THAN_CHANCE = 0.93, 0.75
_FEWEST, _ENOUGH = 2, 10  # characters; one alone stays with what offices use, of a few nobody can be sure


def chinese_encoding(sample: bytes, *, is_gb18030: bool, is_big5: bool) -> str | None:
    """gb18030 or cp950, whichever makes sense of the sample; None where neither does.

    `is_gb18030` and `is_big5`: the whole file is valid so. Raises Refusal where both make sense.
    """
    gb, characters = _everyday(sample, "gb18030", _GB_LEVEL_1, tail=0xA1)
    big5, _ = _everyday(sample, BIG5, _BIG5_LEVEL_1, tail=0x40)
    makes_big5 = is_big5 and big5 >= _NEARLY_ALL and characters >= _FEWEST
    if not makes_big5 or (is_gb18030 and gb > big5):
        return "gb18030" if is_gb18030 else None
    if is_gb18030 and (gb > _NO_BETTER_THAN_CHANCE or characters < _ENOUGH):
        raise Refusal("big5_or_gbk")
    return BIG5


def _everyday(sample: bytes, encoding: str, level: tuple[int, int], tail: int) -> tuple[float, int]:
    """(which share of the characters beyond ASCII lies in the everyday block, how many characters there are)."""
    wide = [one.encode(encoding, "ignore") for one in sample.decode(encoding, "ignore") if not one.isascii()]
    blocks = (level, _SIGNS)
    inside = [one for one in wide if len(one) == 2 and one[1] >= tail and any(a <= one[0] <= b for a, b in blocks)]
    return (len(inside) / len(wide) if wide else 0.0), len(wide)

"""The figures five newspaper articles printed in 2021 and 2022, shipped as files the ordinary import reads.

`areas.csv` holds the real districts and streets with their official codes. Communities and estates are
published without codes: they carry codes of our own below their street's, ending in 9xx and marked 自编代码.

`figures.csv` holds every figure with its unit, qualifier, period, and the article's title, paper and date.
A period that the article leaves open (截至目前, 近期) is closed by the article's own date; what was inferred
is said in 备注. One figure is there twice: F0-17 with the printed unit 套, and its correction to 栋.

`targets.csv` holds annual targets that nobody printed but that follow from what was printed. They are marked 推算
(derived), are shown as such, and say in 备注 from which figures they come and how.
"""
from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
LOAD_ORDER = ("areas.csv", "figures.csv", "targets.csv")


def files() -> list[Path]:
    """The shipped files, in the order they must be imported: figures and targets name areas."""
    return [FOLDER / name for name in LOAD_ORDER]

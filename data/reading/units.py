"""Units of the figures: which are one and the same, which convert, and which must never meet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}

# Converted into each other, because the law fixes the rate.
DIMENSIONS: dict[str, dict[str, Decimal]] = {
    "money": {
        one: Decimal(1) for one in ("元", "元整", "块", "块钱", "圆", "人民币", "元人民币", "yuan", "rmb", "cny")
    },
    "length": {
        **{one: Decimal(1) for one in ("米", "m", "延米", "延长米")},
        **{one: Decimal(1000) for one in ("公里", "千米", "km")},
    },
    "area": {
        **{one: Decimal(1) for one in ("平方米", "平米", "m2", "平方", "平", "㎡")},
        **{one: Decimal(1_000_000) for one in ("平方公里", "平方千米", "km2")},
        **{one: Decimal(10_000) for one in ("公顷", "ha")},
        "亩": Decimal(10_000) / Decimal(15),
    },
    "time": {
        **{one: Decimal(1) for one in ("小时", "个小时", "h")},
        **{one: 1 / Decimal(60) for one in ("分钟", "分")},
    },
    "share": {
        **{one: Decimal(1) for one in ("%", "％", "百分比")},
        **{one: Decimal(100) for one in ("比例", "倍")},
        "‰": Decimal("0.1"),
    },
    "points": {one: Decimal(1) for one in ("百分点", "个百分点")},
}

# Different words for counting the same thing. 套, 栋 and 户 are three things; so are 人 and 人次, 家 and 家次.
SAME: tuple[frozenset[str], ...] = (
    frozenset(("人", "名", "位", "口")),
    frozenset(("栋", "幢", "座")),
    frozenset(("场", "场次", "次")),
    frozenset(("起", "件", "宗")),
    frozenset(("条", "条次")),
    frozenset(("户", "户家庭")),
    frozenset(("层", "层楼")),
    frozenset(("年", "年度")),
)

COUNTED = frozenset(
    [
        "个",
        "处",
        "组",
        "台",
        "套",
        "盏",
        "根",
        "张",
        "支",
        "项",
        "类",
        "家",
        "家次",
        "人次",
        "户次",
        "大项",
        "小项",
        "把",
        "株",
        "棵",
        "辆",
        "门",
        "间",
        "只",
        "块",
        "片",
        "条",
        "对",
        "份",
        "批",
        "期",
        "届",
        "天",
        "年",
        "年度",
        "岁",
        "周",
        "章",
        "册",
        "本",
        "村",
        "站",
        "所",
        "点",
        "分",
        "吨",
        "元/人",
        "元/月",
        "号",
        "床",
        "床位",
        "车位",
        "单",
        "例",
        "楼层",
        "梯",
        "部",
        "人/次",
        "立方米",
        "级",
        "档",
        "趟",
        "班",
        "队",
        "篇",
        "幅",
        "面",
        "扇",
        "眼",
        "口井",
        "网格",
        "社区",
        "小区",
    ]
).union(*SAME)

MEASURES = tuple(sorted({*COUNTED, *(unit for units in DIMENSIONS.values() for unit in units)}, key=len, reverse=True))


@dataclass(frozen=True)
class Unit:
    """A base unit and the scale in front of it: 万元 is 10,000 x 元. `base` is None for a bare 万."""

    base: str | None
    scale: int = 1

    @property
    def dimension(self) -> str | None:
        return dimension(self.base)

    @property
    def size(self) -> Decimal:
        """How many of the dimension's first unit (or of itself) it is."""
        kind = self.dimension
        return self.scale * (DIMENSIONS[kind][self.base] if kind and self.base else Decimal(1))


def dimension(base: str | None) -> str | None:
    return next((kind for kind, units in DIMENSIONS.items() if base in units), None)


def unit_of(text: str | None) -> Unit | None:
    """万元 -> Unit(元, 10000); 户 -> Unit(户); None for no text. An unknown word is a unit of its own."""
    if not text:
        return None
    if text in MEASURES:
        return Unit(text)
    rest, scale = text, 1
    while rest and rest[0] in SCALES:
        scale, rest = scale * SCALES[rest[0]], rest[1:]
    return Unit(rest or None, scale)


def is_unit(text: str) -> bool:
    """True when the whole text is a unit we know, with or without a scale."""
    unit = unit_of(text)
    return unit is not None and (unit.base in MEASURES or (unit.base is None and unit.scale > 1))


def same(one: str | None, other: str | None) -> bool:
    """True when both words count the same thing."""
    return one == other or any(one in group and other in group for group in SAME)


def factor(given: Unit, wanted: Unit) -> Decimal | None:
    """What to multiply a number in `given` by to have it in `wanted`; None when they do not convert."""
    if given.dimension and given.dimension == wanted.dimension:
        return given.size / wanted.size
    if same(given.base, wanted.base):
        return Decimal(given.scale) / wanted.scale
    return None

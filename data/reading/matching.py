"""Which heading answers to which field of a contract, and in which unit its numbers are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from data.contracts import Contract, Field
from data.reading.units import is_unit
from data.reading.words import plain

COUNTERS = frozenset(("序号", "序", "no", "no.", "#", "行号", "项次", "顺序号"))
# The same figure in this period; the words that make it another figure stand in OTHER_MEANING.
THIS_PERIOD = re.compile(
    r"^(?:当月|本月|当期|本期)(?:数|完成|实际|发生)?|(?:当月|本月|当期|本期)(?:数|完成|实际|发生)?$"
)
OTHER_MEANING = re.compile(
    r"累计|累积|今年以来|本年|全年|年度|上年|去年|同期|上月|上期|计划|目标|任务|预计|拟|同比|环比|增长|增幅|增减|占比|比例|比重|"
    r"率|百分|平均|人均|户均|其中|未|不|非|无|应|待|超期|逾期"
)
PRIVATE = re.compile(
    r"(?:姓名|电话|手机|手机号|手机号码|电话号码|号码|座机|固话|联系方式|微信号|qq号|"
    r"联系人|反映人|诉求人|来电人|来访人|求助人|投诉人|举报人|当事人|报修人|户主|申请人|监护人|"
    r"负责人|责任人|经办人|承办人|法定代表人|"
    r"身份证|身份证号|身份证号码|证件号|证件号码|门牌|门牌号|住址|家庭地址|居住地址|详细地址|"
    r"银行卡号?|银行账号|银行账户|卡号|账号|出生日期|出生年月)$"
    r"|^(?:姓名|身份证|联系电话|手机)|^(?:phone|mobile|tel|telephone|idcard|id_card|id_no|address|full_?name)$"
)
# What stands above a table and tells of it: 单位：人 is no heading 单位, nor is 填报单位：西街道.
_TOLD_ABOVE = re.compile(
    r"^(?:(?:计量|金额|数量|货币)?单位|(?:填报|报送|上报|填表|呈报|编报|制表|统计|打印|导出)(?:单位|部门|日期|时间|人)"
    r"|制表|报告期|统计期|所属期|表号|文号|联系人|联系电话|审核人?|负责人):.+"
)
_CUMULATIVE = re.compile(
    r"^(?:本年|今年|年初)?(?:以来)?累计(?:数|完成)?|(?:本年|今年)?累计(?:数|完成)?$|^(?:今年|本年|年初)以来"
)
_WHOLE_OF_PARTS = re.compile(r"合计|小计|总计|计|总数|合计数|数量")
_REQUIRED_MARK = re.compile(r"[*★※]|\((?:必填|选填|可选|必填项|选填项)\)")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.、)]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\))(?=\D)")
_BRACKET = re.compile(r"[(\[【〔<](?:单位:?)?([^()\[\]【】〔〕<>]*)[)\]】〕>]")
_TAIL_UNIT = re.compile(r"(?:[/,、:-]|单位)([^/,、:-]{1,6})$")
CLOSE = 83  # of 100: one wrong character in six, or one too many or too few
LONGEST = 60  # beyond that a cell is a sentence, not a heading
DEPTHS = (
    ("区县", "district"),
    ("街道", "street", "jdmc", "jdbm", "jddm"),
    ("社区", "community", "sqmc", "sqbm", "sqdm"),
    ("小区", "estate"),
    ("网格", "grid", "wgmc", "wgbm", "wgdm"),
    ("楼栋", "building"),
)
# What the area column of any table may be called, beyond its contract's own words for it.
_PLACES = (
    *("区县", "街道", "社区", "网格", "小区", "村", "村居"),
    *("社区(村)", "村(社区)", "社区/网格", "街道/社区", "街道社区"),
)
_PLACE_WORDS = ("{}", "{}名称", "{}名", "所属{}", "所在{}", "责任{}", "填报{}", "上报{}", "承办{}", "所属{}名称")
_CODE_WORDS = ("{}编码", "{}代码", "所属{}编码", "所属{}代码", "所在{}编码")
_WHEREVER = ("区域", "地区", "辖区", "单位", "属地")
AREA_HEADINGS = (
    *(words.format(place) for place in (*_PLACES, *_WHEREVER[:3]) for words in (*_PLACE_WORDS, *_CODE_WORDS)),
    *("单位", "单位名称", "单位编码", "单位代码", "所属区", "属地", "行政区划", "区划编码", "区划代码", "行政区划代码"),
    *(place + what for place in ("JD", "SQ", "WG") for what in ("MC", "BM", "DM")),  # as Shapefiles spell them
    *("area", "area name", "area code", "district", "region"),
    *(f"{place}{what}" for place in ("street", "community", "grid", "estate") for what in ("", " name", " code")),
)
_REPORTERS = ("填报单位", "报送单位", "上报单位")
_AREA_CODE = re.compile("编码|代码|code$|(?:jd|sq|wg)[bd]m$")
_BETWEEN_STREET_AND_COMMUNITY = 1.5  # 单位 beside 街道 is the smaller of the two
_DEEPEST = 9.0  # a bare 区域编码 says as much as its length


@dataclass(frozen=True)
class Heading:
    """One column's heading. `spellings` are tried in turn, the most literal first; `parts` are its lines."""

    column: str
    text: str
    spellings: tuple[str, ...]
    unit: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def is_counter(self) -> bool:
        return bool(self.spellings) and self.spellings[-1] in COUNTERS

    @property
    def is_private(self) -> bool:
        return any(PRIVATE.search(one) for one in self.spellings)


@dataclass(frozen=True)
class Match:
    """How the headings of a sheet fit one contract. `weight` counts good fits more than lucky ones.

    `is_cumulative`: every figure was called 累计, so that they are those of the year so far.
    """

    contract: Contract
    columns: dict[str, str]
    weight: float
    is_cumulative: bool = False


def heading(column: str, *cells: str | None) -> Heading:
    """The heading of a column from the one, two or three cells above it, the uppermost first."""
    parts: list[str] = []
    for one in cells:
        if one and len(one) <= LONGEST and (not parts or plain(parts[-1]) != plain(one)):
            parts.append(one)
    spellings: list[str] = []
    unit = None
    for one in _readings(parts):
        found, own = _spellings(one)
        spellings += [spelling for spelling in found if spelling and spelling not in spellings]
        unit = unit or own
    if len(parts) > 1 and is_unit(last := plain(parts[-1]).strip("()")):
        unit = last
    return Heading(column, _display(parts), tuple(spellings), unit, tuple(parts))


def _readings(parts: list[str]) -> list[str]:
    """The wordings a heading may be known by: all rows together, then the lower ones, then the upper ones.

    新增就业 under 累计 is another figure than 新增就业, and so is 累计 under 新增就业. 合计 under 新增就业, beside
    其中：男, is 新增就业 itself.
    """
    if len(parts) < 2:
        return parts
    upper, *lower = parts
    last = plain(parts[-1]).strip("()")
    readings = ["".join(parts)]
    if not OTHER_MEANING.search(plain(upper)):
        readings += _readings(lower)
    if THIS_PERIOD.fullmatch(last) or is_unit(last) or _WHOLE_OF_PARTS.fullmatch(last):
        readings += _readings(parts[:-1])
    return list(dict.fromkeys(readings))


def _display(parts: list[str]) -> str:
    words = [" ".join(one.split()) if one.isascii() else "".join(one.split()) for one in parts]
    if len(words) > 1 and is_unit(unit := plain(words[-1]).strip("()")):
        return f"{'-'.join(words[:-1])}（{unit}）"
    return "-".join(words)


@lru_cache(maxsize=4096)
def _spellings(text: str) -> tuple[tuple[str, ...], str | None]:
    """(spellings from literal to bare, unit). 总投资\\n（万元）* -> (总投资(万元), 总投资), 万元."""
    whole = _REQUIRED_MARK.sub("", plain(text)).strip(":")
    whole = _NUMBERING.sub("", whole)
    if _TOLD_ABOVE.match(whole):
        return (), None
    unit = next((one for one in _BRACKET.findall(whole) if is_unit(one)), None)
    bare = _BRACKET.sub(_said_in_brackets, whole)
    tail = _TAIL_UNIT.search(bare)
    if tail and is_unit(tail[1]):
        unit, bare = unit or tail[1], bare[: tail.start()]
    now = THIS_PERIOD.sub("", bare)
    found = [whole, bare, now]
    if whole.isascii():
        found.append(_letters(whole))
    return tuple(dict.fromkeys(one for one in found if one)), unit


def _said_in_brackets(found: re.Match[str]) -> str:
    """再就业（累计） is another figure than 再就业; a unit or an explanation changes nothing."""
    return "" if is_unit(found[1]) or not OTHER_MEANING.search(found[1]) else found[1]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def match(
    headings: Sequence[Heading], contract: Contract, *, guess: bool, told: Mapping[str, str] | None = None
) -> Match:
    """Each heading to at most one field and each field to at most one heading; the better fit goes first.

    Where a table that knows 当月 and 累计 has no figure but cumulative ones, those are its figures.
    """
    found = _match(headings, contract, guess=guess, told=told or {})
    names = [one.name for one in contract.fields]
    if "period_kind" not in names or "period_kind" in found.columns or _has_numbers(found):
        return found
    again = _match(without_cumulative(headings), contract, guess=guess, told=told or {})
    return replace(again, is_cumulative=True) if _has_numbers(again) else found


def _has_numbers(found: Match) -> bool:
    return any(found.contract.field(name).is_number for name in found.columns)


def without_cumulative(headings: Sequence[Heading]) -> list[Heading]:
    """The headings as if none had said 累计."""
    bare = [[_CUMULATIVE.sub("", spelling) for spelling in one.spellings] for one in headings]
    return [replace(one, spellings=tuple(filter(None, said))) for one, said in zip(headings, bare, strict=True)]


def _match(
    headings: Sequence[Heading], contract: Contract, *, guess: bool, told: Mapping[str, str]
) -> Match:
    """One such reading of the headings.

    Official titles come first, then field names, then synonyms, then what any area may be called, then (with
    `guess`) clear near-misses. An official title yields where a required field would else stay empty. What a person
    has `told` of a heading stands before all of that.
    """
    index = _index(contract)
    columns: dict[str, str] = {}
    taken: set[str] = set()
    weight = _as_told(headings, contract, told, columns, taken)
    headings = [one for one in headings if one.column not in taken]
    for level, worth in ((0, 1.0), (1, 1.0), (2, 0.9), (3, 0.8)):
        for one in _most_telling_first(headings):
            field = _found(one, index[level], columns)
            if field and one.column not in taken and _allowed(one, field):
                columns[field.name] = one.column
                taken.add(one.column)
                weight += 0.0 if one.is_counter else worth
    weight += 0.9 * _yielded(headings, contract, columns, taken)
    _take_the_better_area(headings, contract, columns, taken)
    weight += 0.8 * _taken_from_the_reporter(headings, contract, columns)
    if guess:
        for one in headings:
            field = None if one.column in taken else _near(one, contract, columns)
            if field:
                columns[field.name] = one.column
                taken.add(one.column)
                weight += 0.6
    return Match(contract, columns, weight)


def _as_told(
    headings: Sequence[Heading], contract: Contract, told: Mapping[str, str], columns: dict[str, str], taken: set[str]
) -> float:
    """Take the columns as a person has said, except that none which names persons fills a field; the weight."""
    weight = 0.0
    for one in headings:
        wanted = told.get(plain(one.text))
        if wanted is None:
            continue
        field = named(contract, wanted)
        if not wanted:
            taken.add(one.column)
        elif field and field.name not in columns and _allowed(one, field):
            columns[field.name] = one.column
            taken.add(one.column)
            weight += 1.0
    return weight


def named(contract: Contract, name: str) -> Field | None:
    """The field of that name or Chinese title."""
    wanted = plain(name)
    return next((one for one in contract.fields if wanted and wanted in (one.name, plain(one.title.zh))), None)


def _most_telling_first(headings: Sequence[Heading]) -> list[Heading]:
    """Of 社区 and 网格, both of which may name the area, the grid says more; a row counter says least."""

    def least(one: Heading) -> tuple[bool, float, bool]:
        depth, is_code = _telling(one)
        return one.is_counter, -depth, not is_code

    return sorted(headings, key=least)


@lru_cache(maxsize=4096)
def _telling(one: Heading) -> tuple[float, bool]:
    """(how small an area the heading speaks of, whether it holds codes: they are never ambiguous)."""
    text = one.text.casefold()
    is_code = bool(_AREA_CODE.search(text))
    named = [i for i, words in enumerate(DEPTHS) if any(word in text for word in words)]
    if named:
        return float(max(named)), is_code
    if not any(spelling in _area_spellings() for spelling in one.spellings):
        return -1.0, False
    return _DEEPEST if is_code else _BETWEEN_STREET_AND_COMMUNITY, is_code


def larger_area(one: str, other: str) -> bool:
    """Whether a column headed so speaks of larger areas than another: 社区代码 beside 网格名称."""
    first, second = (_telling(Heading("", text, _spellings(text)[0]))[0] for text in (one, other))
    return 0 <= first < second < _DEEPEST


def _yielded(headings: Sequence[Heading], contract: Contract, columns: dict[str, str], taken: set[str]) -> int:
    """Give a required field that is still empty a column which another heading can replace; how many were given.

    单位 is the official title of the unit, but beside 计量单位 it can only be the place.
    """
    given = 0
    for field in contract.fields:
        if not field.required or field.name in columns:
            continue
        held = {column: name for name, column in columns.items()}
        for one in headings:
            holder = held.get(one.column)
            if holder is None or one.is_counter or not _fits(one, field, contract):
                continue
            free = [other for other in headings if other.column not in taken and not other.is_counter]
            other = next((other for other in free if _fits(other, contract.field(holder), contract)), None)
            if other:
                columns[holder], columns[field.name] = other.column, one.column
                taken.add(other.column)
                given += 1
                break
    return given


def _take_the_better_area(
    headings: Sequence[Heading], contract: Contract, columns: dict[str, str], taken: set[str]
) -> None:
    """A column of codes rather than of names, and a smaller area rather than a synonym for a larger one."""
    field = _area_field(contract)
    now = next((one for one in headings if field and one.column == columns.get(field.name)), None)
    if field is None or now is None:
        return
    depth, is_code = _telling(now)
    official = plain(field.title.zh) in now.spellings
    for one in _most_telling_first(headings):
        if one.column in taken or not _fits(one, field, contract):
            continue
        deeper, has_codes = _telling(one)
        if (has_codes and not is_code and deeper >= depth) or (deeper > depth and not official):
            taken.discard(now.column)
            taken.add(one.column)
            columns[field.name] = one.column
            return


def _taken_from_the_reporter(headings: Sequence[Heading], contract: Contract, columns: dict[str, str]) -> bool:
    """Whether 填报单位, which names no other place, was taken for the area of its row as well."""
    field = _area_field(contract)
    if field is None or not field.required or field.name in columns:
        return False
    reporter = next((one for one in headings if set(one.spellings) & set(_REPORTERS)), None)
    if reporter is None or columns.get("source_org", reporter.column) != reporter.column:
        return False
    columns[field.name] = reporter.column
    return True


def names_an_area(text: str) -> bool:
    """Whether a column so called says in which street, community or grid something lies."""
    return not _area_spellings().isdisjoint(_spellings(text)[0])


def _fits(one: Heading, field: Field, contract: Contract) -> bool:
    known = any(field in index.get(spelling, ()) for index in _index(contract) for spelling in one.spellings)
    return known and _allowed(one, field)


def _area_field(contract: Contract) -> Field | None:
    return next((one for one in contract.fields if one.type == "area"), None)


@lru_cache(maxsize=1)
def _area_spellings() -> frozenset[str]:
    return frozenset(map(plain, AREA_HEADINGS))


def _found(one: Heading, index: dict[str, list[Field]], columns: dict[str, str]) -> Field | None:
    for spelling in one.spellings:
        for field in index.get(spelling, ()):
            if field.name not in columns:
                return field
    return None


def _allowed(one: Heading, field: Field) -> bool:
    """A private heading may only fill a field that is called exactly that."""
    return not one.is_private or plain(field.title.zh) in one.spellings


@lru_cache(maxsize=64)
def _index(contract: Contract) -> tuple[dict[str, list[Field]], ...]:
    """Spelling -> fields, at four levels: Chinese title; English title and name; synonyms; any area's names."""
    levels: tuple[dict[str, list[Field]], ...] = ({}, {}, {}, {})
    for field in contract.fields:
        english = [plain(field.name), _letters(field.name.casefold()), plain(field.title.en)]
        for level, texts in enumerate(([plain(field.title.zh)], english, map(plain, field.synonyms))):
            for text in texts:
                fields = levels[level].setdefault(text, [])
                if field not in fields:
                    fields.append(field)
    named = [field for field in contract.fields if field.name.endswith("_name")]
    if len(named) == 1:  # map software says plain "name"
        levels[2].setdefault("name", named)
    if area := _area_field(contract):
        levels[3].update({spelling: [area] for spelling in _area_spellings()})
    return levels


def _near(one: Heading, contract: Contract, columns: dict[str, str]) -> Field | None:
    """The one free field whose title or synonym is nearly the heading; None when two are, or meanings differ."""
    from rapidfuzz import fuzz  # needed for odd headings only

    if one.is_private or one.is_counter or not one.spellings:
        return None
    wanted = one.spellings[-1]
    if len(wanted) < 4:
        return None
    scores: dict[str, float] = {}
    for field in contract.fields:
        if field.name in columns:
            continue
        for text in map(plain, (field.title.zh, *field.synonyms, field.title.en, field.name)):
            if abs(len(wanted) - len(text)) <= 1 and _same_meaning(wanted, text):
                scores[field.name] = max(scores.get(field.name, 0.0), fuzz.ratio(wanted, text))
    best = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if not best or best[0][1] < CLOSE or (len(best) == 2 and best[0][1] - best[1][1] < 5):
        return None
    return contract.field(best[0][0])


def _same_meaning(one: str, other: str) -> bool:
    """未办结数 is nearly 办结数, and the opposite."""
    return sorted(OTHER_MEANING.findall(one)) == sorted(OTHER_MEANING.findall(other))

"""发布口径核对: every figure of a text that goes to the press, held against the database.

A figure is matched by the words around it and by its unit, then judged as it is worded (602 fits 600余, 598 does
not). Where the words may mean several numbers it is said so, and nothing is judged: no match is better than a wrong
one. Periods are tried in this order: the one that the sentence names; else the month, the year up to it, and
the year where neither has a number.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, Literal

from data import areas
from data.database import Database
from data.language import Label, label
from data.metrics import metrics
from queries import changes, series
from queries.catalogue import catalogue
from queries.changes import Against, Target
from queries.periods import Period, add_months, month_end, year_so_far
from queries.press_figures import Printed, figures_in, plain
from queries.press_names import Match, Thing, matches
from queries.series import ABOUT, HIGHER, LOWER, Value
from queries.wording import CLOSE, fits, nearly, written

Verdict = Literal["fits", "not_fits", "no_number", "ambiguous", "unknown"]
MOST = 50_000  # characters of a text
WHOLE = 0.99  # the share of a name that is all of it
ROUNDING = 1e-5  # of a number that was computed rather than counted
GENERIC = 4  # characters of a name that does not say by itself of what it is told
_OWN = re.compile("诉求|热线|工单|案件|投诉|派遣|交办|派单")
_OTHERS = re.compile(
    "清单|事项|企业|心愿|项目|重点工作|议题|协商|争议|小区|改造|设施|志愿|活动|任务|问题|承诺|实事|隐患|招聘")
_IN_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_BOUNDS = {"exact": 0, "ge": HIGHER, "gt": HIGHER, "lt": LOWER, "approx": ABOUT}
_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_UP, _DOWN = "上升|提高|增长|增加|上涨|提升|多", "下降|减少|降低|回落|下滑|少"
_MOVED = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|为)?$")
_LAST_YEAR = re.compile(r"同比|去年|上年|同期")
_PREVIOUS = re.compile(r"环比|上月|上个月|上季|上期")
_BEFORE_NOW = re.compile(r"(?:去年|上年)(?:同期)?(?:的|为|仅|是)?$")
_SHARE = re.compile(r"(?:全年|年度|年初|目标)[^，。；]*$")
_PACE = re.compile(r"序时")
_ELSEWHERE = re.compile("(?<!占)全[国省市区县](?!首|第一|率先|域|面)")
_GAP = re.compile(r"(?:目标|任务)[^，。；]*(?:差|缺|缺口)(?:为)?$")
_AHEAD, _BEHIND = re.compile(r"快于|超|高于|领先|多"), re.compile(r"慢于|欠|低于|落后|滞后|少|短")
# What says when, the nearest to the figure decides.
_WHEN = re.compile(
    r"(?P<months>1[—–\-~至到](?P<through>\d{1,2})月)|(?:截至|截止到?|至)[^，。；]{0,9}?(?P<until>\d{1,2})月"
    r"|(?P<so_far>今年以来|年初以来|累计|年内|今年)|(?P<whole>全年|年度)(?!目标|任务|计划)"
    r"|(?P<this>本月|当月)|(?P<half>上半年)|(?P<month>\d{1,2})月(?!\d|以来)")
_FILLERS = re.compile(
    "今年以来|年初以来|今年|去年同期|去年|上半年|全年|本月|当月|上月|截至目前|截至|截止|目前|近期|近年来|以来|期间|累计|合计|总计|共计|"
    "其中|下辖|举行|现有|拥有|建有|设有|分别|先后|陆续|已经|已|共|全|各类|各|新增|开展|组织|举办|召开|完成|实现|达成|达到|达|为|有|的|了|约|将|"
    "收集|征集|受理|接到|接收|收到|办理|处理|解决|化解|走访|服务|惠及|发放|发布|提供|安装|建成|建设|打造|新建|改造|实施|"
    "涉及|覆盖|参加|参与|吸引|受益|群众|居民|街道|社区|全市|全区|辖区|我|该|本|由|对|向|在|于|从|到|和|与|及|并|等|被|把|让|"
    "渠道|开发|推动|推进|落实|调解|拆除|清理|整治|检查|排查|上报|落户|公布|率先|首批|首家|占|总体|整体|平均|综合|"
    "20\\d\\d年|\\d{1,2}[—–\\-~至到]?\\d{0,2}月份?|\\d{1,2}日|底|末|份")


@dataclass(frozen=True)
class Finding:
    """What is known of one figure of the text.

    `start` and `end` are its place, `line` counts from 1. `title` is what it was taken for; `exact` the number of the
    database in the unit of the figure, `exact_shown` how it is printed, of which area and `period` (its code).
    `candidates` are the things that it may be of where that is not sure; `suggestion` a wording that fits.
    """

    start: int
    end: int
    line: int
    text: str
    words: str
    verdict: Verdict
    title: Label | None = None
    indicator: str | None = None
    metric: str | None = None
    area_code: str = ""
    area: str = ""
    period: str = ""
    exact: float | None = None
    exact_shown: str = ""
    why: Label | None = None
    candidates: tuple[Label, ...] = ()
    suggestion: str = ""


# What may stand between a name and its figure: the name of what is counted.
_COUNTED_AFTER = re.compile(
    "诉求|工单|案件|事项|项目|问题|人员|总数|数量|金额|情况|总额|比例|人数|户数|保持|稳定|高|仅|超过|余")


def as_json(one: Finding, lang: str = "zh") -> dict[str, Any]:
    """The finding as plain data, its texts in one language."""
    said = asdict(one)
    for key in ("title", "why"):
        found: Label | None = getattr(one, key)
        said[key] = found.text(lang) if found else None
    return said | {"candidates": [each.text(lang) for each in one.candidates]}


class TooLong(Exception):
    """The text is longer than is checked at once; `label` says so."""

    def __init__(self) -> None:
        self.label = label("press.too_long", most=MOST)
        super().__init__(self.label.zh)


@dataclass(frozen=True)
class _Known:
    """One number of the database in the thing's own unit. `is_divided`: it is printed rounded."""

    value: float
    bound: int
    shown: str
    period: Period
    area_code: str
    is_divided: bool = False


@dataclass(frozen=True)
class _Subject:
    """What the sentence spoke of last, for what is said of it afterwards (同比上升…)."""

    thing: Thing
    period: Period
    area_code: str


def check(database: Database, text: str, area_code: str, period: Period) -> list[Finding]:
    """Every figure of the text in its order; raises TooLong. `period` is the month that the text is about."""
    if len(text) > MOST:
        raise TooLong
    return _Check(database, text, area_code, period).findings()


@dataclass
class _Check:
    database: Database
    text: str
    area_code: str
    period: Period
    subject: _Subject | None = None
    sentence: int = -1
    asked: dict[tuple[str, Period], dict[str, Value]] = field(default_factory=dict)
    targets: dict[tuple[str, Period], dict[str, Target | None]] = field(default_factory=dict)

    def findings(self) -> list[Finding]:
        found = []
        for one in figures_in(self.text):
            start = one.start - len(one.before)
            if start != self.sentence:
                self.sentence, self.subject = start, None
            finding = self._finding(one)
            if not (one.is_article and finding.verdict in ("unknown", "ambiguous", "not_fits")):
                found.append(finding)
        return found

    @cached_property
    def _read(self) -> str:
        return plain(self.text)

    @cached_property
    def _names(self) -> areas.AreaNames:
        return areas.AreaNames(self.database)

    def _finding(self, one: Printed) -> Finding:
        base = Finding(one.start, one.end, self.text.count("\n", 0, one.start) + 1, one.text, one.clause.strip(),
                       "unknown", why=label("press.why_unknown"))
        if one.is_range:
            return replace(base, why=label("press.why_range"))
        if moved := _MOVED.search(one.left):
            return self._moved(one, base, moved)
        if one.unit.endswith("百分点") or (_PACE.search(one.left) and one.unit.endswith(("%", "百分点"))):
            return self._pace(one, base)
        if _GAP.search(one.left):
            return self._against_target(one, base, "gap_of")
        found = matches(one.unit, [one.right], "") if one.follows_figure else []
        found = found or matches(one.unit, [one.left, one.right], one.before)
        if one.unit == "%" and _SHARE.search(one.left) and (not found or found[0].share < WHOLE):
            return self._share(one, base)
        if not found:
            return self._in_another_unit(one, base)
        return self._judged(one, base, found)

    def _in_another_unit(self, one: Printed, base: Finding) -> Finding:
        """272套 of what is counted in 栋 is no number of it, and 人次 are no 人."""
        named = [each for each in matches(None, [one.left, one.right], "") if each.share >= WHOLE]
        if len(named) != 1 or not one.unit:
            return base
        thing = named[0].thing
        return replace(base, why=label("press.why_unit", title=thing.title, own=thing.unit, unit=one.unit))

    def _judged(self, one: Printed, base: Finding, found: list[Match]) -> Finding:
        if len(found) > 1:
            names = _listed([each.thing.title for each in found])
            return replace(base, verdict="ambiguous", candidates=tuple(each.thing.title for each in found),
                           why=label("press.why_several", names=names))
        best = found[0]
        thing, place = best.thing, self._place(one)
        if not place:
            return replace(base, verdict="ambiguous", title=thing.title, why=label("press.why_places"))
        if len(place) > areas.DIGITS["district"] and (wider := _ELSEWHERE.search(one.left)):
            return replace(base, verdict="ambiguous", title=thing.title,
                           why=label("press.why_wider", words=wider.group(), area=self._names.name(place)))
        part = ""
        if extra := self._narrower(one, best):
            part = self._part(thing, extra)
            if not part:
                return replace(base, verdict="ambiguous", title=thing.title, candidates=(thing.title,),
                               why=label("press.why_narrower", words=extra, title=thing.title))
        base = replace(base, title=thing.title, indicator=thing.indicator, metric=thing.metric, area_code=place,
                       area=self._names.name(place))
        last_year = bool(_BEFORE_NOW.search(one.left))
        for_periods = [each.last_year() if last_year else each for each in self._periods(one)]
        known: list[list[_Known]] = []
        for period in for_periods:
            if known and period.kind == "year":
                break  # what came after the month may fit by chance
            if numbers := self._numbers(thing, place, period, part):
                known.append(numbers)
                if all(_fits(one, thing, each) for each in numbers):
                    known = [numbers]
                    break
        if not known:
            where = label("press.why_no_number", area=self._names.name(place), title=thing.title,
                          periods=_listed([each.label for each in for_periods]))
            return replace(base, verdict="no_number", why=self._why_none(thing, place, for_periods) or where)
        if not last_year:
            self.subject = _Subject(thing, known[0][0].period, place)
        fitting = [_fits(one, thing, each) for each in known[0]]
        if any(fitting) and not all(fitting):
            numbers_shown = "；".join(each.shown for each in known[0])
            return replace(base, verdict="ambiguous", why=label("press.why_ways", numbers=numbers_shown))
        return self._told(one, base, thing, known[0][0], all(fitting))

    def _told(self, one: Printed, base: Finding, thing: Thing, known: _Known, fit: bool) -> Finding:
        exact = _in_unit_of(one, thing, known.value)
        why = None
        if not fit:
            why = label("press.why_rough") if known.bound else label("press.why_not", wording=one.text)
        return replace(
            base, verdict="fits" if fit else "not_fits", period=known.period.code, area_code=known.area_code,
            area=self._names.name(known.area_code), exact=round(exact, 6), exact_shown=known.shown, why=why,
            suggestion="" if fit or known.bound else _suggestion(one, exact, known.is_divided))

    def _numbers(self, thing: Thing, place: str, period: Period, part: str = "") -> list[_Known]:
        """The numbers of one thing for one period: usually one, several where it is counted in several ways."""
        if thing.indicator and (found := self._of_indicator(thing, place, period, part)):
            return [found]
        if part:
            return []
        if thing.metric and (reported := self._reported(thing.metric, place, period)):
            return [reported]
        return self._of_sides(thing, place, period)

    def _of_indicator(self, thing: Thing, place: str, period: Period, part: str) -> _Known | None:
        assert thing.indicator is not None
        if part:
            value = next((each for each in series.by_breakdown(self.database, thing.indicator, place, period)
                          if each.breakdown == part), None)
        else:
            value = self._value(thing.indicator, place, period)
        if value is None or value.value is None:
            return None
        factor = thing.factor(value.unit.zh) or 1.0
        divided = value.indicator.is_rate or bool(value.indicator.combine) or bool(value.indicator.per_target)
        return _Known(value.value * factor, value.bound, value.display(with_unit=True), period, place, divided)

    def _value(self, name: str, place: str, period: Period) -> Value:
        """One value; all indicators of the place and period are asked for with one query."""
        if (place, period) not in self.asked:
            found = series.values(self.database, list(catalogue()), place, [period])
            self.asked[place, period] = {one.indicator.id: one for one in found}
        return self.asked[place, period][name]

    def _target(self, name: str, place: str, so_far: Period) -> Target | None:
        if (place, so_far) not in self.targets:
            names = list(catalogue())
            found = changes.targets(self.database, names, place, so_far)
            self.targets[place, so_far] = dict(zip(names, found, strict=True))
        return self.targets[place, so_far][name]

    def _why_none(self, thing: Thing, place: str, periods: Sequence[Period]) -> Label | None:
        """The indicator's own reason where it is more than that nothing was reported."""
        if thing.indicator is None:
            return None
        whys = [self._value(thing.indicator, place, period).why for period in periods]
        return next((why for why in whys if why is not None and why != label("why.no_data")), None)

    def _of_sides(self, thing: Thing, place: str, period: Period) -> list[_Known]:
        """What stands above or below the line of indicators that count the same."""
        found: dict[float, _Known] = {}
        for name, side in thing.sides:
            value = self._value(name, place, period)
            amount = value.numerator if side == "numerator" else value.denominator
            if amount is not None and not value.bound:
                amount *= _per(name) if side == "denominator" else 1
                found.setdefault(round(amount, 6), _Known(amount, 0, f"{amount:,.10g} {thing.unit}", period, place))
        return list(found.values())

    def _reported(self, metric: str, place: str, period: Period) -> _Known | None:
        """What a unit or an article reported: of the place itself, else of the only place in it that reported any."""
        rows = self.database.rows(
            """
            select area_code, value, unit, coalesce(qualifier, 'exact') as qualifier, version, period_kind
            from statistic
            where metric_id = $metric and starts_with(area_code, $area) and value is not null
              and period_end between $first and $last
              and (period_kind <> 'month') = $running
              and (coalesce(period_start, period_end) >= $first or period_kind = 'asof')
            order by area_code, period_end desc, version = 'corrected' desc, version = 'published' desc
            """,
            {"metric": metric, "area": place, "first": period.start, "last": period.end,
             "running": period.kind != "month"},
        )
        usable = [(row, factor) for row in rows if (factor := metrics()[metric].factor(row["unit"])) is not None]
        here = [each for each in usable if each[0]["area_code"] == place] or usable
        if not here or len({row["area_code"] for row, _ in here}) > 1:
            return None
        row, factor = here[0]
        shown = label(f"published.{row['qualifier']}", amount=f"{round(row['value'], 4):,.10g}", unit=row["unit"])
        return _Known(row["value"] * factor, _BOUNDS[row["qualifier"]], shown.zh, period, row["area_code"])

    def _place(self, one: Printed) -> str:
        """The area asked for, or the one place of its district that the words name; nothing where there are several.

        The nearest words decide: those beside the figure, then its clause, then its sentence.
        """
        for words in (one.left, one.clause, one.before):
            named = [name for name in self._places if name in words]
            named = [name for name in named if not any(name in other for other in named if other != name)]
            if len(named) == 1:
                return self._places[named[0]]
        return self.area_code if not named else ""

    def _periods(self, one: Printed) -> list[Period]:
        """The period that the sentence names, else the usual ones in their order."""
        end = self.period.end
        usual = [self.period, year_so_far(self.period), Period.year(end.year)]
        if self.period.kind == "ytd":
            usual = [self.period, Period.month(end.year, end.month), Period.year(end.year)]
        said = list(_WHEN.finditer(one.before))
        if not said:
            return list(dict.fromkeys(usual))
        last = said[-1]
        if through := last["through"] or last["until"]:
            return _year_to(end.year, int(through))
        if last["so_far"]:
            return list(dict.fromkeys([year_so_far(self.period), Period.year(end.year)]))
        if last["whole"]:
            return [Period.year(end.year)]
        if last["this"]:
            return [Period.month(end.year, end.month)]
        if last["half"]:
            return _year_to(end.year, 6)
        month = int(last["month"])
        return [Period.month(end.year, month)] if 1 <= month <= 12 else usual

    def _moved(self, one: Printed, base: Finding, moved: re.Match[str]) -> Finding:
        """同比上升5.8%: the change of what the words name, else of what the sentence spoke of last."""
        against: Against | None = "last_year" if _LAST_YEAR.search(one.left) else "previous" \
            if _PREVIOUS.search(one.left) else None
        subject = self._subject_of(one)
        if subject is None or subject.thing.indicator is None:
            return replace(base, verdict="ambiguous", why=label("press.why_no_subject"))
        thing = subject.thing
        if against is None:
            return replace(base, verdict="ambiguous", title=thing.title, why=label("press.why_against"))
        found = changes.change(self.database, subject.thing.indicator, subject.area_code, subject.period, against)
        title = label("press.change_of", title=thing.title, against=label(f"press.against_{against}"))
        base = replace(base, title=title, indicator=thing.indicator, area_code=subject.area_code,
                       area=self._names.name(subject.area_code), period=subject.period.code)
        if found.amount is None:
            return replace(base, verdict="no_number", why=found.why or label("press.why_no_number",
                           area=base.area, title=title, periods=subject.period.label))
        printed = one.value * (-1 if moved["down"] else 1)
        in_points = one.unit.endswith("百分点")
        fit = _rounded(found.amount, one.decimals) == Decimal(str(printed)) and in_points == found.in_points
        turned = not fit and found.amount * printed < 0
        why = None if fit else label("press.why_direction") if turned else label("press.why_not", wording=one.text)
        return replace(base, verdict="fits" if fit else "not_fits", exact=found.amount, exact_shown=found.text("zh"),
                       why=why)

    def _share(self, one: Printed, base: Finding) -> Finding:
        """占全年目标任务的95.3%."""
        return self._against_target(one, base, "share_of")

    def _pace(self, one: Printed, base: Finding) -> Finding:
        """快于序时进度12.0个百分点."""
        if not _PACE.search(one.left):
            return base
        return self._against_target(one, base, "lead_of")

    def _against_target(self, one: Printed, base: Finding, kind: str) -> Finding:
        subject = self._subject_of(one)
        if subject is None or subject.thing.indicator is None:
            return replace(base, verdict="ambiguous", why=label("press.why_no_subject"))
        thing, so_far = subject.thing, year_so_far(subject.period)
        base = replace(base, title=label(f"press.{kind}", title=thing.title), indicator=thing.indicator,
                       area_code=subject.area_code, area=self._names.name(subject.area_code), period=so_far.code)
        target = self._target(subject.thing.indicator, subject.area_code, so_far)
        number = None if target is None else {
            "lead_of": target.lead_points, "share_of": None if target.share is None else target.share * 100,
            "gap_of": None if target.gap is None else target.gap / (thing.factor(one.unit) or 1)}[kind]
        if number is None:
            return replace(base, verdict="no_number", why=label("press.why_no_target", title=thing.title))
        printed = one.value * (-1 if kind == "lead_of" and not _AHEAD.search(one.left)
                               and _BEHIND.search(one.left) else 1)
        known = _Known(number, target.bound if target else 0, f"{number:,.1f}", so_far, subject.area_code, True)
        fit = _rounded(number, one.decimals) == Decimal(str(printed)) if not one.bound else _fits_at(one, known)
        return replace(base, verdict="fits" if fit else "not_fits", exact=round(number, 6), exact_shown=known.shown,
                       why=None if fit else label("press.why_not", wording=one.text))

    def _subject_of(self, one: Printed) -> _Subject | None:
        """What a change or a share is told of: what stands beside it by its whole name, else what came before."""
        for unit in ("", "%", "人", "件", "万元"):
            found = matches(unit, [one.left], "") if unit else []
            if len(found) == 1 and found[0].share >= WHOLE and found[0].thing.indicator:
                return _Subject(found[0].thing, self._periods(one)[0], self._place(one))
        return self.subject

    def _narrower(self, one: Printed, best: Match) -> str:
        """The words before the name that make it a part of the thing (停车投诉 of 停车投诉办结率); else nothing."""
        if other := self._another_subject(one, best):
            return other
        left = self._without_places(one.left)
        places = [place for pair in best.pairs if (place := left.find(pair)) >= 0]
        words = _FILLERS.sub("|", left[: min(places, default=len(left))])
        if one.follows_figure:
            words = words.partition("|")[2]  # what comes before is what the figure before counts
        behind = _COUNTED_AFTER.sub("|", _FILLERS.sub("|", left[max(places) + 2 :])) if places else ""
        named = "".join(best.thing.names)
        rest = "".join(letter if letter not in named and "\u4e00" <= letter <= "\u9fff" else "|"
                       for letter in f"{words}|{behind}")
        longest = max(rest.split("|"), key=len)
        return longest if len(longest) > 1 else ""

    def _another_subject(self, one: Printed, best: Match) -> str:
        """办结率 alone is that of requests; in a sentence about lists, enterprises or projects it is not."""
        name = best.name
        if (best.thing.indicator is None and best.thing.metric is None) or len(name) > GENERIC or _OWN.search(name):
            return ""
        own = max((each.end() for each in _OWN.finditer(one.before)), default=-1)
        others = [each for each in _OTHERS.finditer(one.before) if each.end() > own and each.group() not in name]
        return others[-1].group() if others and _is_of_requests(best.thing) else ""

    def _without_places(self, words: str) -> str:
        for name in sorted(self._places, key=len, reverse=True):
            words = words.replace(name, "|")
        return words

    @cached_property
    def _places(self) -> dict[str, str]:
        """The places of the district that the text names anywhere, by their names; a name that two bear is left out."""
        found: dict[str, str] = {}
        for one in areas.every(self.database):
            if not one.code.startswith(self.area_code[:6]):
                continue
            for name in {plain(one.name), _IN_BRACKETS.sub("", plain(one.name))}:
                if name in self._read:
                    found[name] = one.code if found.get(name, one.code) == one.code else ""
        return {name: code for name, code in found.items() if code}

    def _part(self, thing: Thing, words: str) -> str:
        """The part of the breakdown that the words name (停车充电 of 诉求受理量)."""
        if thing.indicator is None or catalogue()[thing.indicator].breakdown is None:
            return ""
        parts = series.parts(self.database, thing.indicator, self.area_code)
        named = catalogue()[thing.indicator].part_name
        return next((each for each in parts if named(each).zh == words), "")


def _is_of_requests(thing: Thing) -> bool:
    if thing.indicator:
        return catalogue()[thing.indicator].topic == "service"
    return (thing.metric or "").startswith("requests_")


def _year_to(year: int, month: int) -> list[Period]:
    return [Period.year_to_date(month_end(add_months(Period.year(year).start, month - 1)))] if 1 <= month <= 12 else []


def _per(indicator: str) -> float:
    return catalogue()[indicator].per


def _in_unit_of(one: Printed, thing: Thing, value: float) -> float:
    """The number in the unit of the figure."""
    return value / (thing.factor(one.unit) or 1.0)


def _fits(one: Printed, thing: Thing, known: _Known) -> bool:
    return _fits_at(one, replace(known, value=_in_unit_of(one, thing, known.value)))


def _fits_at(one: Printed, known: _Known) -> bool:
    """Whether the number, in the unit of the figure, may be printed so.

    What was divided is rounded to as many places as are printed. A number that is itself known only roughly fits
    its own wording, and any that holds at both ends of where it may lie.
    """
    if known.bound and known.bound == one.bound and round(known.value, 6) == round(one.value, 6):
        return True
    if known.is_divided and not one.bound:
        return _rounded(known.value, one.decimals) == Decimal(str(one.value))
    if not one.bound and not known.bound and abs(known.value - one.value) <= ROUNDING * abs(known.value):
        return _rounded(known.value, one.decimals) == Decimal(str(one.value))
    times = _YUAN.get(one.unit, 1)
    value = Decimal(str(round(known.value, 6)))
    return all(bool(fits(float(end * times), one.wording)) for end in _ends(value, known.bound))


def _ends(value: Decimal, bound: int) -> Sequence[Decimal]:
    """Where the true number may lie: itself, or from a little below to a little above."""
    if not bound:
        return (value,)
    low = value * (1 - CLOSE) if bound & LOWER else value
    high = value * (1 + CLOSE) if bound & HIGHER else value * Decimal("0.999")
    return low, high


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(str(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _suggestion(one: Printed, exact: float, is_divided: bool) -> str:
    """Wordings that the number allows, in the unit of the figure."""
    if is_divided:
        return f"{_rounded(exact, max(one.decimals, 1)):f}{one.unit}"
    if exact <= 0:
        return f"{exact:,.10g}{one.unit}"
    said = [f"{exact:,.10g}{one.unit}", f"{written(exact)}{one.unit}"]
    said += [f"{near}{one.unit}"] if (near := nearly(exact)) else []
    return "、".join(dict.fromkeys(said))


def _listed(names: Sequence[Label]) -> Label:
    return Label("、".join(dict.fromkeys(one.zh for one in names)), ", ".join(dict.fromkeys(one.en for one in names)))

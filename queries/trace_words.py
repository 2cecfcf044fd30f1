"""What a trace says: as sentences for readers, and as plain JSON with the same keys every time."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from data.contracts import Field, contracts
from data.language import Label, label
from data.metrics import metrics
from queries.catalogue import Indicator
from queries.lineage import SIDES
from queries.series import ALL, Value, number
from queries.settings import ONLY_SHOWN, settings
from queries.trace import Part, Record, Trace, months

ROLES = ("clerk", "demo", "admin", "administrator", "viewer", "presenter")


def formula(found: Trace) -> Label:
    """How the number is made: 分子（在时限内办结的诉求 350）÷ 分母（已办结的诉求 374）= 93.6%."""
    one, value = found.indicator, found.value
    if one.combine:
        left = _joined([
            label("trace.weighted", weight=f"{weight:g}", title=part.indicator.title, value=_shown(part.value))
            for weight, part in found.components
        ], " + ")
    else:
        left = label("trace.side", name=one.numerator, amount=amount(value.numerator))
        if one.denominator is not None:
            denominator = label("trace.side", name=one.denominator, amount=amount(value.denominator))
            left = label("trace.divided", numerator=left, denominator=denominator)
    kind = "none" if value.value is None else "bounded" if value.bound else "exact"
    result = Label(*(value.display(language, with_unit=True) for language in ("zh", "en")))
    return label(f"trace.formula_{kind}", left=left, result=result)


def _shown(value: Value) -> Label:
    return Label(value.display("zh"), value.display("en"))


def _joined(parts: Sequence[Label], between: str) -> Label:
    return Label(between.join(one.zh for one in parts), between.join(one.en for one in parts))


def amount(of: float | None) -> str:
    """A number as it stands in a sum: whole, or with at most two decimals."""
    return number(of, 0 if of is None or of == round(of) else 2)


def why_not(found: Trace) -> list[Label]:
    """Of a number that there is none: the reason, and what each of its tables covers. Else what must be said."""
    if found.value.value is not None:
        return [found.value.note] if found.value.note else []
    said = [found.value.why] if found.value.why else []
    for row in found.missing:
        if row["rows"]:
            span = months(row["first"], row["last"])
            said.append(label("trace.covers", table=row["title"], span=span, rows=f"{row['rows']:,}"))
        else:
            said.append(label("trace.covers_nothing", table=row["title"]))
    return said


def records_title(found: Trace) -> Label:
    """The 374 records that enter the number, or the records that are only related to it."""
    if not found.total:
        return label("trace.no_records")
    return label("trace.records" if found.is_exact else "trace.records_related", count=f"{found.total:,}")


def called(record: Record, language: str = "zh") -> str:
    """What a record is called: its number, or of a report what it tells of and when."""
    contract = contracts()[record.table]
    known = [name for name in contract.primary_key if name != contract.area_column and name in record.values]
    return " · ".join(_read(contract.field(name), record.values[name], language) for name in known) or record.key


def content(record: Record, language: str, most: int) -> str:
    """The first fields of a record that say what it is about; of a published figure where it was printed."""
    contract = contracts()[record.table]
    if words := record.values.get("source_words"):
        return str(words)
    left = [field for field in contract.fields if field.name in record.values
            and field.name not in (*contract.primary_key, contract.area_column)]
    return " · ".join(
        label("trace.field", name=field.title, value=_read(field, record.values[field.name], language)).text(language)
        for field in left[:most]
    )


def _read(field: Field, value: Any, language: str) -> str:
    if field.name == "metric_id" and value in metrics():
        return metrics()[value].label.text(language)
    if field.type == "month":
        return f"{value:%Y-%m}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:,.10g}"
    return next((word.label.text(language) for word in field.enum if word.value == value), str(value))


def entering(record: Record) -> Label:
    """Where a record enters: 分子 1 · 分母 1, or that it is only related."""
    if record.is_hidden:
        return label("trace.hidden")
    if record.is_related:
        return label("trace.related")
    said = [
        label(f"trace.enters_{side}", amount=amount(getattr(record, side)))
        for side in SIDES if getattr(record, side) is not None
    ]
    return _joined(said, " · ")


def place(record: Record) -> Label:
    """The file, sheet and row."""
    return label("tables.source_row", file=record.file, sheet=record.sheet, row=record.row)


def loaded(record: Record) -> Label:
    """Who loaded it when, in which batch."""
    at = f"{record.uploaded_at:%Y-%m-%d %H:%M}" if record.uploaded_at else "—"
    return label("trace.loaded", at=at, role=role(record.by_role), batch=record.batch)


def role(name: str) -> Label:
    """What the role of an uploader is called; a role nobody named is shown as it is."""
    return label(f"trace.role_{name}") if name in ROLES else Label(name or "—", name or "—")


def aside(found: Trace) -> list[Label]:
    """What was left aside, a line a reason."""
    reasons: dict[str, int] = {}
    for record in found.aside:
        reasons[record.reason or "other"] = reasons.get(record.reason or "other", 0) + 1
    said = [label(f"trace.aside_{reason}", count=count) for reason, count in reasons.items()]
    if found.held_above:
        said.append(label("trace.held_above", count=found.held_above))
    return said


def settings_of(one: Indicator) -> list[tuple[Label, Label]]:
    """The settings that a number depends on, each with what it is set to."""
    used = [settings().by_id[name] for name in sorted(one.settings - ONLY_SHOWN)]
    return [(each.title, Label(each.text("zh"), each.text("en"))) for each in used]


def in_text(found: Trace) -> str:
    """A trace as lines in Chinese, for the command line."""
    one, value = found.indicator, found.value
    lines = [
        f"{value.area_name} {one.title.zh} {value.period.label.zh}  {value.display(with_unit=True)}",
        *([label("trace.of_breakdown", breakdown=value.breakdown).zh] if value.breakdown != ALL else []),
        formula(found).zh,
        *(said.zh for said in why_not(found)),
        label("trace.definition", source=one.source, reviewed=one.reviewed).zh,
        *(f"{title.zh}：{said.zh}" for title, said in settings_of(one)),
        *_table("trace.by_area", found.by_area),
        *_table("trace.by_month", found.by_month),
        *_table("trace.by_origin", found.origins),
        *(said.zh for said in aside(found)),
    ]
    if found.components:
        lines += [f"\n—— {weight:g} × ——\n{in_text(part)}" for weight, part in found.components]
    if one.combine:
        return "\n".join(lines)
    lines += ["", records_title(found).zh]
    lines += [_line(record, entering(record)) for record in found.records]
    if left := found.total - found.offset - len(found.records):
        lines.append(label("trace.more", count=f"{left:,}").zh)
    lines += [_line(record, label("trace.aside")) for record in found.aside]
    return "\n".join(lines)


def _line(record: Record, how: Label) -> str:
    said = [called(record), how.zh, place(record).zh, loaded(record).zh, record.values.get("source_words", "")]
    return "  " + "  ".join(part for part in said if part)


def _table(title: str, parts: Sequence[Part]) -> list[str]:
    if not parts:
        return []
    rows = [
        f"  {part.name.zh}  {amount(part.numerator)}" + _below(part.denominator, any(p.denominator for p in parts))
        for part in parts
    ]
    return ["", label(title).zh, *rows]


def _below(denominator: float | None, is_rate: bool) -> str:
    return f" / {amount(denominator)}" if is_rate else ""


def as_json(found: Trace, asked: dict[str, Any]) -> dict[str, Any]:
    """A trace as plain data; `asked` is the value as `queries value` tells it."""
    one = found.indicator
    return asked | {
        "title": one.title.zh,
        "question": one.question.zh,
        "breakdown": found.value.breakdown,
        "formula": formula(found).zh,
        "definition": {
            "numerator": one.numerator.zh,
            "denominator": one.denominator.zh if one.denominator else None,
            "source": one.source,
            "reviewed": one.reviewed.isoformat(),
            "settings": {name: settings().by_id[name].value for name in sorted(one.settings)},
            "sql": found.sql,
        },
        "missing": [said.zh for said in why_not(found)],
        "by_area": [_part(part, "area_code") for part in found.by_area],
        "by_month": [_part(part) for part in found.by_month],
        "by_origin": [_part(part, "origin") for part in found.origins],
        "records_exact": {side: side in found.exact for side in SIDES},
        "records_total": found.total,
        "offset": found.offset,
        "records": [_record(record) for record in found.records],
        "left_aside": [_record(record) | {"reason": record.reason} for record in found.aside],
        "held_above": found.held_above,
        "components": [
            {"weight": weight, "indicator": part.indicator.id} for weight, part in found.components
        ],
    }


def _part(part: Part, key: str = "") -> dict[str, Any]:
    return ({key: part.key} if key else {}) | {
        "name": part.name.zh,
        "first_month": f"{part.first:%Y-%m}",
        "last_month": f"{part.last:%Y-%m}",
        "numerator": part.numerator,
        "denominator": part.denominator,
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "table": record.table,
        "key": record.key,
        "area_code": record.area_code,
        "numerator": record.numerator,
        "denominator": record.denominator,
        "is_related": record.is_related,
        "is_hidden": record.is_hidden,
        "file": record.file,
        "sheet": record.sheet,
        "row": record.row,
        "batch": record.batch,
        "uploaded_at": _plain(record.uploaded_at),
        "by_role": record.by_role,
        "values": {name: _plain(value) for name, value in record.values.items()},
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def breakdown_named(one: Indicator, text: str) -> str:
    """The stored value of a breakdown that is given as it is stored or as it is called."""
    for name in sorted(one.tables):
        for field in contracts()[name].fields:
            if field.name == one.breakdown:
                called: Iterable = (word for word in field.enum if text in (word.value, word.zh, word.en))
                return next((word.value for word in called), text)
    return text

"""Which area a cell means, with the help of the columns beside it and of what the sheet says of itself.

Columns beside (街道, 社区编码 …) narrow a name, and contradict it where they name another place. Who reports, the
title, and the names of sheet and file only decide between areas of one name; where they do not, the clerk is asked.
"""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from data.areas import DIGITS, AreaNames, Match, nested
from data.importing.sheet import Sheet
from data.language import Label, label
from data.reading import Parsed, values
from data.reading.matching import names_an_area

# Parts of a cell's surroundings are joined to it by a character that no cell holds.
JOINT = "\x1f"
NOTHING = Label("", "")
MOST_CANDIDATES = 5
_MOST_TEXTS = 2_000  # of one column looked at to see whether it names areas at all


def look_around(sheet: Sheet, names: AreaNames) -> None:
    """Find the sheet's `context`: columns that nothing was made of but name areas, or are blank.

    小区 says more than 社区, but few offices keep their estates as areas: where none is, the community counts.
    """
    fields = sheet.contract.fields
    area = next((one.name for one in fields if sheet.is_place(one) and one.name in sheet.columns), None)
    if area is None:
        return
    used = {column for name, column in sheet.columns.items() if name != "parent_code"}
    named = [column for column, heading in sheet.recognised.headings.items() if names_an_area(heading)]
    free = [column for column in named if column not in used and column in sheet.data.column_names]
    sheet.context = [column for column in free if _names_areas(sheet, column, names) is not False]
    column, heading = sheet.columns[area], sheet.heading(area)
    if "小区" in heading and sheet.context and not _names_areas(sheet, column, names):
        sheet.columns[area] = sheet.context.pop()
        others = [one for one in sheet.recognised.unmatched if one != sheet.heading(area)]
        sheet.recognised = replace(sheet.recognised, unmatched=[*others, heading])


def place_of_sheet(sheet: Sheet, names: AreaNames) -> None:
    """Where no column says where, the one community that the title, the sheet's name or the file's speaks of.

    A street is not taken: under its name the rows may be those of any of its communities.
    """
    area = next((one for one in sheet.contract.fields if one.type == "area" and one.required), None)
    if area is None or area.name in sheet.columns or sheet.recognised.places:
        return
    for text in sheet.told:
        codes = [] if not text.strip() else names.candidates(text.strip()) or names.named_in(text)
        found = [code for code in codes if len(code) >= DIGITS["community"]]
        if not found:
            continue
        if len(codes) == 1:
            sheet.columns[area.name] = "title_place"
            told = pa.array([codes[0]] * sheet.data.num_rows, pa.string())
            sheet.data = sheet.data.append_column("title_place", told)
            sheet.supplied = list(dict.fromkeys([*sheet.supplied, area.name]))
            said = label("import_warning.place_of_sheet", column=area.title, text=text, area=names.path(codes[0]))
            sheet.recognised = replace(sheet.recognised, notes=[*sheet.recognised.notes, said])
        return


def _names_areas(sheet: Sheet, column: str, names: AreaNames) -> bool | None:
    """Whether any text of the column is an area's name or code; None when it has no texts."""
    texts = pc.unique(pc.drop_null(sheet.data[column])).slice(0, _MOST_TEXTS).to_pylist()
    return any(map(names.candidates, texts)) if texts else None


class Places:
    """The areas of one sheet's cells. A cell comes with the texts beside it: those of `sheet.context`, the reporter."""

    def __init__(self, names: AreaNames, sheet: Sheet) -> None:
        self._names = names
        self._headings = [sheet.recognised.headings[column] for column in sheet.context]
        self._told = [sheet.recognised.unit_name or "", *sheet.told]

    def area(self, key: str) -> Parsed:
        """The area of a cell, or why there is none."""
        *beside, reporter, text = key.split(JOINT)
        code = values.parse_code(text)
        if code.problem:
            return code
        holders, contradiction = self._holders(list(zip(self._headings, beside, strict=True)))
        if contradiction:
            return Parsed(problem=contradiction)
        if code.value is None:
            return Parsed(holders[0] if len(holders) == 1 else None)
        return self._decided(code.value, holders, reporter, beside)

    def _decided(self, text: str, holders: list[str], reporter: str, beside: list[str]) -> Parsed:
        found = self._names.candidates(text)
        fitting = self._inside(text, found, holders) if holders else found
        if found and not fitting:
            return Parsed(problem=self._elsewhere(found, beside))
        if len(fitting) > 1:
            fitting = self._nearest(fitting, reporter)
        if len(fitting) == 1:
            return Parsed(fitting[0])
        within = holders[0] if len(holders) == 1 else None
        match = Match(None, fitting, "ambiguous") if fitting else self._names.resolve(text, within)
        return Parsed(problem=unresolved(self._names, match))

    def _holders(self, beside: list[tuple[str, str]]) -> tuple[list[str], Label | None]:
        """The smallest areas that the columns beside agree on; a reason where two of them contradict each other."""
        agreed: list[str] = []
        before = NOTHING
        for heading, text in beside:
            found = self._names.candidates(text) if text.strip() else []
            here = label("import_cell.column_says", column=heading, text=text)
            if found and agreed and not (both := nested(agreed, found)):
                return [], label("import_cell.columns_contradict", one=before, other=here)
            if found:
                agreed = both if agreed else found
                before = here
        return agreed, None

    def _inside(self, text: str, found: list[str], holders: list[str]) -> list[str]:
        """The areas called so that are one of the holders, else lie in one, else hold one."""
        if same := [code for code in found if code in holders]:
            return same
        if inside := sorted({code for holder in holders for code in self._names.candidates(text, holder)}):
            return inside
        return [code for code in found if any(holder.startswith(code) for holder in holders)]

    def _nearest(self, codes: list[str], reporter: str) -> list[str]:
        """Of areas of one name those in the place that the reporter, the title, the sheet or the file names."""
        for text in (reporter, *self._told):
            places = self._names.candidates(text) or self._names.named_in(text) if text.strip() else []
            if near := [code for code in codes if any(code.startswith(place) for place in places)]:
                codes = near
            if len(codes) == 1:
                break
        return codes

    def _elsewhere(self, found: list[str], beside: list[str]) -> Label:
        said = [
            label("import_cell.column_says", column=heading, text=text)
            for heading, text in zip(self._headings, beside, strict=True)
            if self._names.candidates(text)
        ]
        where = "、".join(f"{self._names.path(code)}（{code}）" for code in found[:MOST_CANDIDATES])
        listed = Label("、".join(one.zh for one in said), ", ".join(one.en for one in said))
        return label("import_cell.area_elsewhere", area=where, beside=listed)


def unresolved(names: AreaNames, match: Match) -> Label:
    """Why a text is no area: several are called so, or none is, with those that are called alike."""
    listed = "、".join(f"{names.path(code)}（{code}）" for code in match.candidates[:MOST_CANDIDATES])
    if match.how == "ambiguous":
        return label("import_cell.area_ambiguous", candidates=listed)
    similar = label("import_cell.area_similar", candidates=listed) if listed else NOTHING
    return label("import_cell.area_unknown", candidates=similar)

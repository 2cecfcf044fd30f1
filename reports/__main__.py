"""The command line of the reports: deck, brief, annex, all of them, editions, and the check of a press text."""
from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from data.command_line import WRONG_CALL, print_json, refuse, run, taken_away
from data.language import Label, label

if TYPE_CHECKING:
    from data.database import Database
    from queries.periods import Period
    from queries.press import Finding
    from reports.content import Meeting

app = typer.Typer(add_completion=False, no_args_is_help=True, help="街情看板：汇报材料")
REJECTED = 1
AreaOption = Annotated[str, typer.Option("--area", help="街道编码或名称")]
MonthOption = Annotated[str, typer.Option("--month", help="YYYY-MM")]
OutputOption = Annotated[Path, typer.Option("--output", help="写到哪个文件")]
EditionOption = Annotated[str | None, typer.Option("--edition", help="会议版编号，见 editions")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]
FullOption = Annotated[bool, typer.Option("--full", help="幻灯片附各区域对照表等全部页；不加则约15页")]
LangOption = Annotated[str, typer.Option("--lang", help="zh 或 en")]
DatabaseOption = Annotated[Path | None, typer.Option(help="数据库文件，默认 STREET_DATABASE 或 data/store/")]


@app.callback()
def main() -> None:
    """汇报材料：幻灯片、通报、附件、会议版、发布口径核对。"""


@app.command()
def deck(
    area: AreaOption,
    month: MonthOption,
    output: OutputOption,
    template: Annotated[Path | None, typer.Option(help="本单位的 .pptx 模板")] = None,
    edition: EditionOption = None,
    full: FullOption = False,
    lang: LangOption = "zh",
    database: DatabaseOption = None,
) -> None:
    """写幻灯片（.pptx）。"""
    from reports import files, templates
    from reports.exported import on_slides

    own = _read(template) if template else None
    with _store(database) as store:
        told = _meeting(store, area, month, lang, edition)
        kept = templates.kept(store, "deck")
    try:
        made = files.file("deck", told, own or (kept.content if kept else None), full=full)
    except files.CannotMake as problem:
        _refuse(problem.label)
    _write(output, on_slides(made, _entered(database, told, "deck", output)))


@app.command("all")
def all_(
    area: AreaOption,
    month: MonthOption,
    folder: Annotated[Path, typer.Option("--folder", help="写到哪个文件夹，没有则新建")],
    edition: EditionOption = None,
    full: FullOption = False,
    lang: LangOption = "zh",
    database: DatabaseOption = None,
) -> None:
    """写一个月的全部材料：幻灯片、通报、附件。适合定时任务。"""
    from reports import files, templates

    with _store(database) as store:
        told = _meeting(store, area, month, lang, edition)
        kept: dict[str, bytes] = {
            kind: found.content for kind in templates.KINDS if (found := templates.kept(store, kind))
        }
    try:
        line = _entered(database, told, "all", folder)
        written = files.write_all(told, folder, kept, full=full, exported=line)
    except files.CannotMake as problem:
        _refuse(problem.label)
    except OSError:
        _refuse(label("command.cannot_write", path=folder))
    for one in written:
        typer.echo(str(one))


@app.command()
def freeze(
    area: AreaOption,
    month: MonthOption,
    name: Annotated[str, typer.Option(help="会议版的名称，如“10月调度会”")],
    lang: LangOption = "zh",
    database: DatabaseOption = None,
) -> None:
    """把一个月的内容冻结为会议版。"""
    from reports import editions as frozen

    with _store(database, writes=True) as store:
        try:
            one = frozen.freeze(store, _meeting(store, area, month, lang), name)
        except frozen.EditionError as problem:
            _refuse(problem.label)
    typer.echo(one.id)


@app.command()
def editions(as_json: JsonOption = False, database: DatabaseOption = None) -> None:
    """列出全部会议版，最新的在前。"""
    from dataclasses import asdict

    from reports import editions as frozen

    with _store(database) as store:
        found = frozen.editions(store)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        typer.echo(f"{one.id}\t{one.name}\t{one.area_code}\t{one.month}\t{one.made_at}")


@app.command()
def brief(
    area: AreaOption,
    month: MonthOption,
    output: OutputOption,
    template: Annotated[Path | None, typer.Option(help="本单位的 .docx 模板，见 docs/brief-template.md")] = None,
    to: Annotated[str, typer.Option(help="主送机关")] = "",
    signed: Annotated[str, typer.Option(help="落款单位")] = "",
    day: Annotated[str | None, typer.Option(help="成文日期 YYYY-MM-DD，不给则留空")] = None,
    edition: EditionOption = None,
    lang: LangOption = "zh",
    database: DatabaseOption = None,
) -> None:
    """写通报（.docx）。"""
    from reports import templates, word
    from reports.exported import on_paper
    from reports.word_template import TemplateProblem

    signed_on = _day(day) if day else None
    own = _read(template) if template else None
    with _store(database) as store:
        told = _meeting(store, area, month, lang, edition)
        kept = templates.kept(store, "word")
    try:
        made = word.brief(told, own or (kept.content if kept else None), to=to, signed=signed, day=signed_on)
    except TemplateProblem as problem:
        _refuse(problem.label)
    _write(output, on_paper(made, _entered(database, told, "word", output)))


@app.command()
def annex(
    area: AreaOption,
    month: MonthOption,
    output: OutputOption,
    edition: EditionOption = None,
    lang: LangOption = "zh",
    database: DatabaseOption = None,
) -> None:
    """写附件（.xlsx）：每张表、每句话的数、口径、说明。"""
    from reports import annex as workbook

    with _store(database) as store:
        told = _meeting(store, area, month, lang, edition)
    _write(output, workbook.annex(told, _entered(database, told, "annex", output)))


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="文字稿（.txt .md .docx .html），- 为标准输入")],
    area: AreaOption,
    month: MonthOption,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    database: DatabaseOption = None,
) -> None:
    """发布口径核对：文字稿里的每个数与库中的数是否相符；有不符的，退出码为1。"""
    from queries import press

    text = _text(file)
    with _store(database) as store:
        try:
            found = press.check(store, text, _area_code(store, area), _month(month))
        except press.TooLong as problem:
            _refuse(problem.label)
    if as_json:
        print_json([press.as_json(one) for one in found])
    else:
        _say(found)
    if any(one.verdict == "not_fits" for one in found):
        raise typer.Exit(REJECTED)


def _say(found: list[Finding]) -> None:
    """One figure a paragraph: its verdict, the exact number, and why."""
    from queries.press import VERDICTS

    for one in found:
        typer.echo(label("press.line", line=one.line, text=one.text, verdict=label(f"press.{one.verdict}")).zh)
        if one.title and one.exact_shown:
            typer.echo(label("press.told", title=one.title, exact=one.exact_shown, area=one.area,
                             period=_period_name(one.period)).zh)
        if one.why:
            typer.echo(f"　{one.why.zh}")
        if one.suggestion:
            typer.echo("　" + label("press.suggest", words=one.suggestion).zh)
    counted = Counter[str](one.verdict for one in found)
    typer.echo(label("press.total", total=len(found), **{one: counted[one] for one in VERDICTS}).zh)


def _period_name(code: str) -> str:
    from queries.periods import Period

    return Period.parse(code).label.zh


def _text(file: str) -> str:
    """The text of a file (.txt, .md, .docx, .html), or of the standard input."""
    from data.reading.running_text import NoText, text_of

    content = sys.stdin.buffer.read() if file == "-" else _read(Path(file))
    try:
        return text_of(file, content)
    except NoText as problem:
        _refuse(problem.label)


def _meeting(store: Database, area: str, month: str, lang: str, edition: str | None = None) -> Meeting:
    """What the street is told for the month, as people left it, or an edition; ends the program when there is none."""
    from reports import editing
    from reports import editions as frozen
    from reports import meeting as builder

    if edition is not None:
        try:
            return frozen.load(store, edition)
        except frozen.EditionError as problem:
            _refuse(problem.label)
    try:
        told = builder.meeting(store, _area_code(store, area), _month(month), lang)
    except builder.NothingToTell as nothing:
        _refuse(nothing.label)
    return editing.edited(store, told)


@contextmanager
def _store(path: Path | None, *, writes: bool = False) -> Iterator[Database]:
    """The store, brought up to date, for as long as it is needed; a copy of it while the dashboard has it open.

    Ends the program when it has to be written to, and another one uses it.
    """
    from data.database import DatabaseBusy, database_path
    from data.snapshot import copied
    from queries import opening
    from queries.catalogue import catalogue
    from queries.settings import SettingError, belong_to

    if path:
        belong_to(path)
    try:
        catalogue()
    except SettingError as problem:
        _refuse(problem.said)
    with ExitStack() as open_until_then:
        try:
            store = opening.open_store(path, tell=lambda said: typer.echo(said.zh, err=True))
        except DatabaseBusy as busy:
            if writes:
                _refuse(label("command.busy", path=busy))
            try:
                store = _opened_copy(open_until_then.enter_context(copied(path or database_path())))
            except DatabaseBusy:
                _refuse(label("command.busy", path=busy))
        try:
            yield store
        finally:
            store.close()


def _opened_copy(path: Path) -> Database:
    """A copy has no audit log of its own; what is done with it is entered in that of the store."""
    from data.database import Database
    from queries import cube

    store = Database(path)
    cube.bring_up_to_date(store)
    return store


def _area_code(store: Database, text: str) -> str:
    from data.areas import AreaNames

    names = AreaNames(store)
    match = names.resolve(text)
    if match.code is None:
        found = "、".join(f"{names.path(code)}（{code}）" for code in match.candidates)
        several = "which_area" if match.how == "ambiguous" else "no_area_but"
        _refuse(label(f"command.{several if found else 'no_area'}", name=text, candidates=found))
    return match.code


def _month(text: str) -> Period:
    from queries.periods import Period

    try:
        period = Period.parse(text)
    except ValueError:
        period = None
    if period is None or period.kind != "month":
        _refuse(label("command.bad_month", given=text))
    return period


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse(label("command.bad_day", given=text))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        _refuse(label("command.cannot_read", path=path))


def _entered(database: Path | None, told: Meeting, kind: str, output: Path) -> str:
    """The export is in the audit log; the line that tells in the file who took it."""
    return taken_away(database, kind, output, told.area, told.area_code, month=told.month).text(told.lang)


def _write(path: Path, file: bytes) -> None:
    try:
        path.write_bytes(file)
    except OSError:
        _refuse(label("command.cannot_write", path=path))
    typer.echo(str(path))


def _refuse(reason: Label) -> NoReturn:
    refuse(reason)
    raise typer.Exit(WRONG_CALL)


if __name__ == "__main__":
    sys.exit(run(app))

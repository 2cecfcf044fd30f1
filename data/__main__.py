"""python -m data: build the demonstration, import, write upload forms, undo, history, status, backup, restore.

Exit codes: 0 done, 1 rejected (the database is unchanged), 2 wrong call, unreadable file or database in use.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer

from data import audit, demonstration, facts, faults, importing
from data.areas import AreaNames
from data.audit_chain import Entry
from data.backup import backup as write_backup
from data.backup import backup_into, claim
from data.backup import restore as restore_backup
from data.checking import check_backup, check_store
from data.command_line import WRONG_CALL, is_interruption, print_json, refuse, run, taken_away, unexpected
from data.contracts import contracts
from data.database import Database, DatabaseBusy, StoreTooNew, database_path
from data.importing import Report, WrongCall
from data.language import Label, label
from data.reading import Reading, UnreadableFile, read_file
from queries import cube, opening
from queries.rehearsal import Effects, Rehearsal
from queries.settings import SettingError, belong_to
from reports.template import template as empty_form

SHOWN_REJECTS, SHOWN_EFFECTS = 20, 30
QUIET_SECONDS = 1.0
NOTHING_IMPORTED: dict[str, Any] = {"batch": None, "table": None, "sheets": [], "rejects": [], "warnings": []}

app = typer.Typer(
    help="街情看板的数据：导入、撤回、备份、演示数据", no_args_is_help=True, add_completion=False
)
Path_ = Annotated[
    Path | None, typer.Option("--database", help="数据库文件；默认取 STREET_DATABASE，再默认 data/store/")
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供脚本使用")]


@app.callback()
def _everywhere(context: typer.Context, database: Path_ = None) -> None:
    context.obj = database


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="要导入的文件：CSV、TSV、XLSX、XLS、GeoJSON")],
    table: Annotated[str | None, typer.Option(help="指定导入哪张表；不指定则按表头识别")] = None,
    accept_good_rows: Annotated[
        bool, typer.Option("--accept-good-rows", help="有问题的行退回，其余入库")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试运行，不改动数据库")] = False,
    role: Annotated[str, typer.Option(help="上传的岗位")] = "clerk",
    crs: Annotated[
        str | None, typer.Option(help="文件未注明坐标系时按此换算：WGS84（默认）、GCJ-02、BD-09")
    ] = None,
    give_back: Annotated[
        Path | None, typer.Option("--give-back", help="有问题时把原表写到这个文件（.xlsx），问题单元格标红加批注")
    ] = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="某列对应哪个字段：列名=字段，可多次；字段留空则不导入该列")
    ] = None,
    year: Annotated[int | None, typer.Option(help="日期没有写年份时，是哪一年")] = None,
    month: Annotated[str | None, typer.Option(help="文件没有写月份时，是哪个月，如 2026-10")] = None,
    as_json: Json = False,
    database: Path_ = None,
) -> None:
    """导入一个文件。"""
    with _called_off_until_saved() as saving, _failing(), _reporting(), _opened(context, database) as store:
        store.about_to_save = saving
        reading = read_file(file) if give_back else None
        rehearsal = Rehearsal(store)
        shown = dry_run and not as_json
        report = importing.import_file(
            store,
            file,
            refresh=rehearsal.refresh,
            observe=rehearsal.observe if shown else None,
            table=table,
            accept_good_rows=accept_good_rows,
            dry_run=dry_run,
            role=role,
            crs=crs,
            progress=_Progress(),
            reading=reading,
            told=importing.told_of(mapping or [], year, month),
        )
        if reading and give_back:
            _give_back(reading, report, give_back)
        print_json(report.as_json()) if as_json else _print_report(report)
    raise typer.Exit(1 if report.status == "rejected" else 0)


@app.command()
def template(
    context: typer.Context,
    table: Annotated[str, typer.Argument(help="哪张表，如 service_request")],
    area: Annotated[str, typer.Option(help="区域编码或名称，下拉选项列出它下面的区域")],
    output: Annotated[Path, typer.Option(help="写到哪个文件（.xlsx）")],
    database: Path_ = None,
) -> None:
    """下载一张表的空白模板（Excel）。"""
    with _failing(), _opened(context, database) as store:
        if table not in contracts():
            raise WrongCall(label("import_file.unknown_table", table=table, tables="、".join(contracts())))
        code = AreaNames(store).resolve(area).code
        if code is None:
            raise WrongCall(label("template.no_area", area=area))
        output.write_bytes(empty_form(store, table, code))
        _say(label("template.written", path=output))


@app.command()
def undo(
    context: typer.Context,
    batch: str,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看撤回会怎样，不改动数据库")] = False,
    as_json: Json = False,
    database: Path_ = None,
) -> None:
    """撤回一个批次，不论先后。"""
    with _called_off_until_saved() as saving, _failing(), _opened(context, database) as store:
        store.about_to_save = saving
        done = importing.undo(store, batch, refresh=cube.refresh, dry_run=dry_run)
        _print_turned(done, batch, "would_undo" if dry_run else "undone", as_json)


@app.command()
def rejects(
    context: typer.Context,
    batch: Annotated[str | None, typer.Argument(help="哪个批次；不写则列出全部")] = None,
    output: Annotated[Path | None, typer.Option(help="把这个批次待改正的行写到一个文件（.xlsx）")] = None,
    give_up: Annotated[bool, typer.Option("--give-up", help="这个批次的行不再改正")] = False,
    role: Annotated[str, typer.Option(help="作出决定的岗位")] = "clerk",
    as_json: Json = False,
    database: Path_ = None,
) -> None:
    """列出、取走或放弃待改正的行。"""
    with _failing(), _opened(context, database) as store:
        if batch and output:
            rows = importing.to_mend(store, batch)
            taken_away(Path(store.path), "rejects", output, batch=batch)
            output.write_bytes(rows)
            _say(label("open_rejects.written", path=output))
        elif batch and give_up:
            _say(label("open_rejects.given_up", count=importing.give_up(store, batch, role)))
        else:
            _list_rejects([one for one in importing.open_rejects(store) if batch in (None, one.batch)], as_json)


def _list_rejects(found: list[importing.OpenRejects], as_json: bool) -> None:
    rows: list[dict[str, Any]] = [
        {"batch": one.batch, "file": one.file, "sheet": sheet, "row": row,
         "reasons": [{"column": column, "value": value, "reason": said.zh} for column, value, said in reasons]}
        for one in found
        for sheet, row, reasons in one.rows
    ]
    if as_json:
        print_json(rows)
    elif not rows:
        _say(label("open_rejects.cli_none"))
    else:
        _print_table(
            ["批次", "文件", "工作表", "行", "列", "原值", "问题"],
            [[*list(one.values())[:4], *each.values()] for one in rows for each in one["reasons"]],
        )


@app.command()
def redo(context: typer.Context, batch: str, as_json: Json = False, database: Path_ = None) -> None:
    """恢复一个撤回了的批次。"""
    with _called_off_until_saved() as saving, _failing(), _opened(context, database) as store:
        store.about_to_save = saving
        done = importing.redo(store, batch, refresh=cube.refresh)
        _print_turned(done, batch, "redone", as_json)


@app.command()
def original(
    context: typer.Context,
    batch: str,
    output: Annotated[Path, typer.Option(help="写到哪个文件")],
    database: Path_ = None,
) -> None:
    """取回一个批次的原件（含个人信息的只有脱敏副本）。"""
    with _failing(), _opened(context, database) as store:
        found = importing.original(store, batch)
        taken_away(Path(store.path), "original", output, batch=batch)
        output.write_bytes(found.content)
        _say(label(f"originals.{'masked' if found.is_masked else 'written'}", path=output))


@app.command()
def history(context: typer.Context, as_json: Json = False, database: Path_ = None) -> None:
    """列出所有导入批次，最近的在前。"""
    with _failing(), _opened(context, database) as store:
        batches = importing.history(store)
        if as_json:
            print_json(batches)
        elif not batches:
            _say(label("data_command.no_batches"))
        else:
            _print_table(
                ["批次", "时间", "状态", "表", "行", "退回", "文件"],
                [
                    [
                        one["batch"],
                        one["at"],
                        one["state"],
                        one["table"],
                        one["rows"],
                        one["rejected"],
                        one["file"],
                    ]
                    for one in batches
                ],
            )


@app.command()
def status(context: typer.Context, as_json: Json = False, database: Path_ = None) -> None:
    """每张表有多少行，从何时到何时。"""
    with _failing(), _opened(context, database) as store:
        tables = importing.status(store)
        if as_json:
            print_json([{**one, "title": one["title"].zh} for one in tables])
        else:
            _print_table(
                ["表", "名称", "行", "起", "止"],
                [
                    [one["table"], one["title"].zh, one["rows"], one["from"] or "—", one["to"] or "—"]
                    for one in tables
                ],
            )


@app.command("audit")
def audit_(
    context: typer.Context,
    wanted: Annotated[str, typer.Option("--search", help="只列出含有这些词的记录：账号、操作、文件、批次……")] = "",
    first: Annotated[str | None, typer.Option("--from", help="从哪天起，YYYY-MM-DD")] = None,
    last: Annotated[str | None, typer.Option("--to", help="到哪天止，YYYY-MM-DD")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="校验日志是否完整、与数据库是否相符")] = False,
    head: Annotated[str | None, typer.Option("--head", help="另处记下的校验值，日志中必须有它")] = None,
    as_json: Json = False,
    database: Path_ = None,
) -> None:
    """查询或校验审计日志；看板运行时也可以用。"""
    path = _path(context, database)
    with _failing():
        if verify or head:
            raise typer.Exit(_verified(path, head, as_json))
        found = audit.search(path, wanted, _day(first), _day(last))
        if as_json:
            print_json([_entry_json(one) for one in found])
        elif not found:
            _say(label("audit.none_found"))
        else:
            rows = [[one.sequence, f"{one.at:%Y-%m-%d %H:%M:%S}", audit.action_title(one.action).zh, one.account,
                     one.role, one.area_code or "—", audit.in_words(one)] for one in found]
            _print_table(["序号", "时间", "操作", "账号", "角色", "区域", "内容"], rows)


def _verified(path: Path, head: str | None, as_json: bool) -> int:
    """The exit code: 1 where the log does not hold."""
    said: list[Label] = []
    if path.exists():
        try:
            with closing(Database(path)) as store:
                audit.settle(store)
                found = audit.verify(path, store, head)
        except DatabaseBusy:
            found = audit.verify(path, None, head)
            said.append(label("audit.not_held"))
    else:
        found = audit.verify(path, None, head)
    if as_json:
        print_json({"status": "whole" if found.holds else "broken", "entries": found.entries, "from": found.first,
                    "to": found.last, "head": found.head, "problems": [one.zh for one in found.problems],
                    "remarks": [one.zh for one in (*found.remarks, *said)]})
    else:
        _say(audit.in_short(found))
        for kind, texts in (("problem", found.problems), ("remark", (*found.remarks, *said))):
            for text in texts:
                _say(label(f"audit.{kind}", text=text))
    return 0 if found.holds else 1


def _entry_json(one: Entry) -> dict[str, Any]:
    return {**asdict(one), "at": one.at.isoformat()}


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise WrongCall(label("audit.bad_day", value=value)) from None


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="写到哪个文件（.zip）")] = None,
    into: Annotated[Path | None, typer.Option(help="写到哪个文件夹，按时间命名；供定时任务使用")] = None,
    keep: Annotated[int | None, typer.Option(min=1, help="文件夹中只留最近几份")] = None,
    as_json: Json = False,
    database: Path_ = None,
) -> None:
    """备份数据库、原件、设置和审计日志到一个文件；看板运行时也可以用。"""
    path = _path(context, database)
    with _failing():
        if (file is None) == (into is None):
            raise WrongCall(label("backup.where"))
        written = backup_into(path, into, keep) if into else write_backup(path, file or path)
        if as_json:
            print_json({"status": "backed_up", "file": str(written), "bytes": written.stat().st_size})
        else:
            _say(label("data_command.backed_up", file=written))


@app.command()
def check(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="检查哪份备份；不写则检查正在使用的数据库")] = None,
    as_json: Json = False,
    database: Path_ = None,
) -> None:
    """检查数据库或备份是否完好；备份会在临时位置恢复一遍。看板运行时也可以用。"""
    path = _path(context, database)
    with _failing():
        found = check_backup(file, cube.rebuild) if file else check_store(path, cube.rebuild)
    if as_json:
        print_json({"status": "sound" if found.holds else "damaged",
                    "findings": [{"name": one.name, "holds": one.holds, "said": one.said.zh} for one in found.findings],
                    "tables": {name: asdict(one) for name, one in found.tables.items()}})
    else:
        for one in found.findings:
            _say(label("check.one", mark="✓" if one.holds else "✗", said=one.said))
        _say(label("check.good" if found.holds else "check.bad"))
    raise typer.Exit(0 if found.holds else 1)


@app.command()
def restore(context: typer.Context, file: Path, as_json: Json = False, database: Path_ = None) -> None:
    """用备份替换数据库；原来的文件保留在旁边。请先停止看板。"""
    path = _path(context, database)
    with _failing():
        kept = restore_backup(path, file)
        if as_json:
            print_json({"status": "restored", "file": str(path), "kept": str(kept) if kept else None})
            return
        _say(label("data_command.restored", file=path))
        if kept:
            _say(label("data_command.kept", file=kept))


@app.command("facts")
def facts_(
    context: typer.Context,
    output: Annotated[Path, typer.Option(help="写到哪个文件夹；再次导出只写有变动的月份")],
    as_json: Json = False,
    database: Path_ = None,
) -> None:
    """按月导出事实（Parquet），供集群计算指标：python -m queries build --engine spark。"""
    with _failing(), _opened(context, database) as store:
        taken_away(Path(store.path), "facts", output)
        found = facts.export(store, output)
        if as_json:
            print_json({"folder": str(found.folder), "files_written": found.written, "files_kept": found.kept})
        else:
            _say(label("facts.written", folder=output, written=found.written, kept=found.kept))


@app.command()
def demo(
    context: typer.Context,
    fresh: Annotated[bool, typer.Option("--fresh", help="重新建立，原数据库保留在旁边")] = False,
    database: Path_ = None,
) -> None:
    """建立演示数据库：五篇报道中公布的数字，加上一个虚构的演示区。"""
    path = _path(context, database)
    with _failing():
        if path.exists():
            claim(path)
            if not fresh and (there := demonstration.already_there(path)):
                _say(there)
                return
        started = time.monotonic()
        built = demonstration.build(path, cube.rebuild, _Progress())
        audit.adopt(path, "demo", audit.local_actor("demo"), {"rows": built.rows})
        seconds = f"{time.monotonic() - started:.1f}"
        _say(label("data_command.demo_built", path=path, files=built.files, rows=built.rows, seconds=seconds))
        if built.kept:
            _say(label("data_command.kept", file=built.kept))


def _path(context: typer.Context, database: Path | None) -> Path:
    path: Path = database or context.obj or database_path()
    belong_to(path)
    return path


@contextmanager
def _opened(context: typer.Context, database: Path | None) -> Iterator[Database]:
    path = _path(context, database)
    try:
        store = opening.open_store(path, tell=lambda said: typer.echo(said.zh, err=True))
    except (duckdb.Error, OSError) as problem:
        raise WrongCall(faults.said_of(problem, path) or label("data_command.no_store", path=path)) from problem
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _failing() -> Iterator[None]:
    """Wrong calls, unreadable files and a database in use end with code 2 and one clear sentence."""
    try:
        yield
    except (DatabaseBusy, StoreTooNew) as problem:
        refuse(faults.said_of(problem, problem) or label("data_command.no_store", path=problem))
    except SettingError as problem:
        refuse(problem.said)
    except (WrongCall, UnreadableFile) as problem:
        refuse(problem.label)
    except (OSError, MemoryError, duckdb.Error) as problem:
        said = faults.said_of(problem, database_path())
        if said is None:
            raise
        refuse(said)
    else:
        return
    raise typer.Exit(WRONG_CALL)


@contextmanager
def _called_off_until_saved() -> Iterator[Callable[[], object]]:
    """Ctrl-C calls off what is done, until what this gives is called: then it is being saved, and goes on to its end.

    Else somebody could be told that nothing has changed when everything has.
    """
    own = signal.getsignal(signal.SIGINT)
    try:
        yield lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGINT, own)


@contextmanager
def _reporting() -> Iterator[None]:
    """Whatever becomes of an import, scripts get the keys that they rely on."""
    try:
        yield
    except (DatabaseBusy, StoreTooNew, SettingError, WrongCall, UnreadableFile, typer.Exit):
        raise
    except (KeyboardInterrupt, Exception) as problem:
        if is_interruption(problem):
            refuse(label("command_line.cancelled"), **NOTHING_IMPORTED)
            raise typer.Exit(WRONG_CALL) from None
        if said := faults.said_of(problem, database_path()):
            refuse(said, **NOTHING_IMPORTED)
            raise typer.Exit(WRONG_CALL) from problem
        unexpected(problem, **NOTHING_IMPORTED)
        raise typer.Exit(WRONG_CALL) from problem


class _Progress:
    """Tells what is going on, on the error stream, once it takes longer than a moment."""

    def __init__(self, write: Callable[[str], None] | None = None) -> None:
        self._started = time.monotonic()
        self._write = write or (lambda text: typer.echo(text, err=True))
        self._said = ""

    def __call__(self, text: Label, share: float) -> None:
        line = f"{share:4.0%} {text.zh}"
        if time.monotonic() - self._started > QUIET_SECONDS and line != self._said:
            self._said = line
            self._write(line)


def _give_back(reading: Reading, report: Report, path: Path) -> None:
    """Said on the error stream: with --json the other one holds nothing but the JSON."""
    if not report.rejects:
        typer.echo(label("give_back.nothing").zh, err=True)
        return
    path.write_bytes(importing.given_back(reading, report.rejects))
    typer.echo(label("give_back.written", path=path, count=len(report.rejects)).zh, err=True)


def _print_turned(done: importing.Undone, batch: str, how: str, as_json: bool) -> None:
    tables = [one.table for one in done.changes]
    if as_json:
        print_json({"status": how, "batch": batch, "tables": tables, "warnings": [one.zh for one in done.warnings]})
        return
    _say(label(f"data_command.{how}", batch=batch, tables="、".join(tables)))
    for text in done.warnings:
        _say(label("data_command.warning", text=text))


def _print_report(report: Report) -> None:
    rows = report.rows_loaded
    _say(
        label(
            f"data_command.{report.status}",
            rows=rows,
            new=report.rows_new,
            changed=report.rows_changed,
            batch=report.batch,
            problems=len(report.rejects),
        )
    )
    if report.rows_rejected and report.status != "rejected":
        _say(label("data_command.left_out", rows=report.rows_rejected))
    for sheet in report.sheets:
        values = sheet.as_json() | {"table": sheet.table or "—", "skipped": len(sheet.rows_skipped)}
        _say(label("data_command.sheet", **values))
    for one in report.rejects[:SHOWN_REJECTS]:
        _say(
            label(
                "data_command.reject",
                sheet=one.sheet,
                row=one.row,
                column=one.column,
                value=one.value,
                reason=one.reason,
            )
        )
    if len(report.rejects) > SHOWN_REJECTS:
        _say(label("data_command.more", rest=len(report.rejects) - SHOWN_REJECTS))
    for text in report.warnings:
        _say(label("data_command.warning", text=text))
    if report.seen is not None:
        _print_effects(report.seen)


def _print_effects(effects: Effects) -> None:
    for text in effects.warnings():
        _say(label("data_command.warning", text=text))
    _say(label("rehearsal.cli_changed", count=len(effects.changed), unchanged=effects.unchanged))
    shown = (*effects.of_streets(), *effects.of_communities())[:SHOWN_EFFECTS]
    for one in shown:
        _say(label("rehearsal.cli_one", text=one.sentence()))
    if len(effects.changed) > len(shown):
        _say(label("rehearsal.more", count=len(effects.changed) - len(shown)))


def _print_table(headings: list[str], rows: list[list[Any]]) -> None:
    typer.echo("\t".join(headings))
    for row in rows:
        typer.echo("\t".join(str(cell) for cell in row))


def _say(said: Label) -> None:
    typer.echo(said.zh)


if __name__ == "__main__":
    sys.exit(run(app))

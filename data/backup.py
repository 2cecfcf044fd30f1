"""Everything an office would miss, in one file: how it is made while the dashboard runs, and the way back.

A backup is a ZIP that holds the database, the uploaded files (`originals/`), the audit log (`audit/`), the settings
beside the store (`settings/`) and `manifest.json` with the SHA-256 of each and the checksum of every table. It may hold
the secret of the sign-in: only its owner may read it. It is there whole or not at all.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

import duckdb

from data import audit, audit_chain
from data.audit import Actor
from data.database import DatabaseBusy, version_of
from data.importing.originals import FOLDER as ORIGINALS
from data.importing.report import WrongCall
from data.language import label
from data.migrations import SCHEMA_VERSION
from data.snapshot import PARTS, copy_store, file_hash, make_whole, table_sums

MANIFEST, STORE, AUDIT, SETTINGS = "manifest.json", "street.duckdb", "audit", "settings"
FORMAT = 1
STAMP = re.compile(r"-\d{8}-\d{6}(-\d+)?\.zip$")


@dataclass(frozen=True)
class Unpacked:
    """A backup's parts on the disk; a bare database file has no manifest."""

    store: Path
    folder: Path
    manifest: dict[str, Any]


def backup(path: str | Path, target: str | Path, actor: Actor | None = None) -> Path:
    """Write a backup of the store and all that belongs to it; readers do not wait, writers while it is copied.

    Returns the file written. Raises WrongCall when the store lives in memory only, is not there or cannot be opened,
    OSError when there is no room.
    """
    if str(path) == ":memory:":
        raise WrongCall(label("backup.in_memory"))
    path, target = Path(path), Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _room_for(path, target.parent)
    with _workshop(target.parent, "backup") as folder:
        copy = folder / STORE
        copy_store(path, copy)
        packed = folder / "packed.zip"
        _pack(path, copy, packed)
        packed.chmod(0o600)
        _on_disk(packed)
        packed.replace(target)
        _on_disk(target.parent)
    _enter(path, "backup", actor, {"file": target.name, "bytes": target.stat().st_size})
    return target


def backup_into(path: str | Path, folder: str | Path, keep: int | None = None, actor: Actor | None = None) -> Path:
    """A backup named after the moment it was made; the oldest go until `keep` are left, once this one was read back."""
    folder, stem = Path(folder), Path(path).stem
    moment = f"{datetime.datetime.now():%Y%m%d-%H%M%S}"
    made = backup(path, _free_name(folder / f"{stem}-{moment}", ".zip"), actor)
    with _workshop(folder, "backup") as workshop:
        unpack(made, workshop)
    others = sorted(one for one in folder.glob(f"{stem}-*.zip") if STAMP.search(one.name) and one != made)
    for one in others[: max(len(others) - keep + 1, 0)] if keep else []:
        one.unlink()
    return made


def backup_beside(path: str | Path, actor: Actor | None = None) -> Path:
    """A backup in the folder `backups` beside the store."""
    return backup_into(path, Path(path).parent / "backups", actor=actor)


def unpack(source: str | Path, folder: Path) -> Unpacked:
    """Unpack a backup and hold every file against the manifest; a bare database file is taken as it is.

    Raises WrongCall when it is no backup of ours, is damaged, or was written by a later version.
    """
    source = Path(source)
    if not source.is_file():
        raise WrongCall(label("backup.missing", file=str(source)))
    if not zipfile.is_zipfile(source):
        shutil.copyfile(source, folder / STORE)
        make_whole(folder / STORE)
        _known_schema(folder / STORE)
        return Unpacked(folder / STORE, folder, {})
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            _not_later(manifest)
            for name, told in manifest["files"].items():
                _unpack_one(archive, name, told, folder, source.name)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as problem:
        raise WrongCall(label("backup.damaged", file=source.name, part=str(problem))) from problem
    return Unpacked(folder / STORE, folder, manifest)


def restore(path: str | Path, source: str | Path, actor: Actor | None = None) -> Path | None:
    """Put a backup in the store's place; what stood there stays beside it as `.before-restore`.

    Uploaded files are added to those that are there. The audit log that is there goes on, with an entry of this, unless
    it lacks what the backup's has: then it stays beside as well. Nothing is changed before the whole backup was
    read and found good. Returns the older database, if there was one. Raises WrongCall when the backup is none of ours
    or damaged, and DatabaseBusy when another process has the store open.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _workshop(path.parent, "restore") as folder:
        found = unpack(source, folder)
        if path.exists():
            claim(path)
        _put_originals(found.folder / ORIGINALS, path.parent / ORIGINALS)
        _put_audit(found.folder / AUDIT, audit.folder_of(str(path)))
        _put_settings(found.folder / SETTINGS, path.parent)
        older = replace_store(path, found.store, ".before-restore")
    made_at = found.manifest.get("made_at")
    audit.adopt(path, "restore", actor or audit.local_actor(), {
        "file": Path(source).name, "made_at": made_at, "kept": older.name if older else None})
    return older


def replace_store(path: Path, newer: Path, tail: str) -> Path | None:
    """Move a complete store into place and keep the one that stood there beside it under `tail`.

    There is a whole store in the place at every moment. Returns the file that was kept; an earlier one of that name is
    never overwritten. Raises DatabaseBusy.
    """
    older = None
    if path.exists():
        claim(path)
        older = _free_name(path, tail)
        try:
            os.link(path, older)
        except OSError:  # a file system without links
            shutil.copy2(path, older)
        for part in PARTS[1:]:
            if (log := Path(f"{path}{part}")).exists():
                log.replace(f"{older}{part}")
    _on_disk(newer)
    newer.replace(path)
    _on_disk(path.parent)
    return older


def claim(path: Path) -> None:
    """Make sure that no other process has the store open and its log is folded into the file.

    Raises DatabaseBusy. A file that is no store at all may be replaced.
    """
    try:
        duckdb.connect(str(path)).close()
    except duckdb.IOException as problem:
        if "lock" in str(problem).lower():
            raise DatabaseBusy(str(path)) from problem
    except duckdb.Error:
        pass


def _free_name(path: Path, tail: str) -> Path:
    numbers = chain([""], (f"-{number}" for number in count(2)))
    names = (f"{path}{number}{tail}" if tail == ".zip" else f"{path}{tail}{number}" for number in numbers)
    return next(one for name in names if not (one := Path(name)).exists())


def _room_for(path: Path, folder: Path) -> None:
    """Said before anything is written: the copy and the archive stand there side by side for a while."""
    parts = [Path(f"{path}{tail}") for tail in PARTS]
    store = sum(one.stat().st_size for one in parts if one.exists())
    originals = sum(one.stat().st_size for one in _files(path.parent / ORIGINALS))
    needed, free = 2 * store + originals, shutil.disk_usage(folder).free
    if needed > free:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _pack(path: Path, copy: Path, packed: Path) -> None:
    """The database first and the log last: what the database speaks of is in both of the others."""
    with duckdb.connect(str(copy), read_only=True) as connection:
        sums = table_sums(connection)
        version = connection.execute("select version()").fetchone()
    parts = {STORE: copy}
    parts |= {f"{ORIGINALS}/{one.name}": one for one in _files(path.parent / ORIGINALS)}
    parts |= {f"{SETTINGS}/{one.name}": one for one in sorted(path.parent.glob("*.toml"))}
    if (own := os.environ.get("STREET_SETTINGS")) and Path(own).is_file():
        parts[f"{SETTINGS}/{Path(own).name}"] = Path(own)
    log = audit.folder_of(str(path))
    parts |= {f"{AUDIT}/{one.name}": one for one in (audit_chain.segments(log) if log else [])}
    files: dict[str, Any] = {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            if name.startswith(f"{AUDIT}/"):
                part = Path(shutil.copyfile(part, packed.with_name("log")))  # it grows while it is read
            archive.write(part, name)
            files[name] = {"bytes": part.stat().st_size, "sha256": file_hash(part)}
        manifest = {
            "format": FORMAT,
            "schema": SCHEMA_VERSION,
            "duckdb": version[0] if version else None,
            "made_at": audit_chain.now(),
            "files": files,
            "tables": {name: asdict(one) for name, one in sums.items()},
            "audit_head": audit_chain.end(log)[1] if log else None,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


def _unpack_one(archive: zipfile.ZipFile, name: str, told: dict[str, Any], folder: Path, source: str) -> None:
    """Only into the four places that there are, whatever the archive calls its members."""
    place, _, file = name.rpartition("/")
    if place not in ("", ORIGINALS, AUDIT, SETTINGS) or Path(file).name != file or (not place and file != STORE):
        raise WrongCall(label("backup.damaged", file=source, part=name))
    target = folder / place / file
    target.parent.mkdir(exist_ok=True)
    with archive.open(name) as member, target.open("wb") as written:
        shutil.copyfileobj(member, written)
    if file_hash(target) != told["sha256"]:
        raise WrongCall(label("backup.damaged", file=source, part=name))


def _not_later(manifest: dict[str, Any]) -> None:
    if manifest["format"] > FORMAT or manifest["schema"] > SCHEMA_VERSION:
        raise WrongCall(label("backup.too_new", version=manifest["schema"], ours=SCHEMA_VERSION))


def _known_schema(store: Path) -> None:
    with duckdb.connect(str(store), read_only=True) as connection:
        version = version_of(connection)
    if version is not None and version > SCHEMA_VERSION:
        raise WrongCall(label("backup.too_new", version=version, ours=SCHEMA_VERSION))


def _put_originals(source: Path, target: Path) -> None:
    """Names are hashes: a file of the same name is the same file."""
    for one in _files(source):
        target.mkdir(exist_ok=True)
        if not (target / one.name).exists():
            one.replace(target / one.name)


def _put_audit(source: Path, target: Path | None) -> None:
    """The longer of two logs of the same chain; a log of another chain stays beside."""
    if target is None or not source.is_dir() or audit_chain.holds(target, audit_chain.end(source)[1]):
        return
    if audit_chain.segments(target):
        target.rename(_free_name(target, ".before-restore"))
    target.mkdir(mode=0o700, exist_ok=True)
    for one in audit_chain.segments(source):
        one.replace(target / one.name)


def _put_settings(source: Path, target: Path) -> None:
    for one in _files(source):
        there = target / one.name
        if there.exists() and there.read_bytes() == one.read_bytes():
            continue
        if there.exists():
            there.replace(_free_name(there, ".before-restore"))
        one.replace(there)


def _files(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.is_file() and not one.name.startswith(".")) \
        if folder.is_dir() else []


@contextmanager
def _workshop(folder: Path, what: str) -> Iterator[Path]:
    """A folder for what is half done. Those of processes that were killed go first."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f".{what}-*-*"):
        number = left.name.split("-")[1]
        if number.isdigit() and not Path(f"/proc/{number}").exists():
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f".{what}-{os.getpid()}-") as name:
        yield Path(name)


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _enter(path: Path, action: str, actor: Actor | None, detail: dict[str, Any]) -> None:
    """A backup that was made is not taken back because the store's own disk is full or may not be written."""
    with contextlib.suppress(OSError):
        audit.record_at(path, action, actor or audit.local_actor(), detail)

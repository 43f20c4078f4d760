"""Backups of an office: made, thinned out with age, restored, and tried out by a drill."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asset_recovery import __version__
from asset_recovery.domain.errors import AppError, Reason, StorageFailed
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.persistence import backup as backup_file
from asset_recovery.persistence import migrate, places, upkeep
from asset_recovery.persistence.backup import Manifest, Snapshot
from asset_recovery.persistence.engine import writing_engine
from asset_recovery.persistence.places import Layout
from asset_recovery.persistence.presence import alone
from asset_recovery.persistence.unit_of_work import Entry, open_unit
from asset_recovery.services.clock import WORKSTATION, utc_now
from asset_recovery.services.documents import PLAIN, Documents

if TYPE_CHECKING:
    from asset_recovery.services.office import Office

AUTOMATIC = frozenset({"close", "timer"})
LEFTOVER_SECONDS = 24 * 3600
HALF_HOURS, DAYS, WEEKS, MONTHS = 48, 30, 12, 24
_SLOTS: tuple[tuple[int, Callable[[datetime], tuple[object, ...]]], ...] = (
    (HALF_HOURS, lambda m: (m.date(), m.hour, m.minute // 30)),
    (DAYS, lambda m: (m.date(),)),
    (WEEKS, lambda m: m.isocalendar()[:2]),
    (MONTHS, lambda m: (m.year, m.month)),
)
_NAME = re.compile(r"office-\d{8}T\d{6}(?:\.\d+)?Z-\d+(?:-\d+)?\.json")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the head it went back to, where the old files lie, missing documents."""

    head: upkeep.Head
    aside: Path | None
    missing_documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """A restore tried out: which backup, when, and what was wrong with it."""

    file: Path
    at: str
    findings: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the backup could be relied upon."""
        return not self.findings


def make(
    layout: Layout,
    now: Callable[[], str],
    *,
    why: str,
    to: Path | None = None,
    progress: Progress | None = None,
) -> Path:
    """Make a verified backup in the office's own folder or in another; its file comes back.

    `why` is close, timer, asked, restore, upgrade or import; only backups that nobody asked for
    are thinned out. Nothing stands under the final name before it was verified. Raises
    `StorageFailed`.
    """
    progress = progress or SilentProgress()
    folder = layout.backups if to is None else to
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(
            Reason("storage_failed", _("The folder {to} cannot be made.").format(to=folder))
        ) from error
    places.require_writable(folder)
    _clear_leftovers(folder)
    part = folder / f".{uuid.uuid4().hex}.part"
    try:
        snapshot = backup_file.copy(layout.database, part, progress)
        _require_sound(part, snapshot)
        backup_file.flush_file(part)
        _keep_documents(
            Documents(layout.documents), folder / "documents", snapshot.documents, progress
        )
        made_at = now()
        file = _free_name(folder, made_at, snapshot.head.seq)
        manifest = _manifest(file, part, made_at, why, snapshot)
        os.replace(part, file)
        backup_file.write_manifest(file.with_suffix(".json"), manifest)
    except OSError as error:
        raise StorageFailed(
            Reason("storage_failed", _("The backup could not be written: the disk refused."))
        ) from error
    finally:
        part.unlink(missing_ok=True)
    thin_out(folder, snapshot.office_id)
    return file


def _clear_leftovers(folder: Path) -> None:
    """Remove what backups that were killed left unfinished a day ago or longer."""
    for part in folder.glob(".*.part*"):
        with suppress(OSError):
            if part.stat().st_mtime < time.time() - LEFTOVER_SECONDS:
                part.unlink()


def _require_sound(path: Path, snapshot: Snapshot) -> None:
    wrong = backup_file.check(path, snapshot)
    if wrong:
        raise StorageFailed(
            Reason(
                "storage_failed",
                _("The backup was not kept, for it does not verify: {what}").format(what=wrong[0]),
                "verify",
            )
        )


def _free_name(folder: Path, made_at: str, seq: int) -> Path:
    stem = f"office-{made_at.replace('-', '').replace(':', '')}-{seq}"
    file, number = folder / f"{stem}.db", 1
    while file.exists():
        file, number = folder / f"{stem}-{number}.db", number + 1
    return file


def _manifest(file: Path, part: Path, made_at: str, why: str, snapshot: Snapshot) -> Manifest:
    return Manifest(
        office_id=snapshot.office_id,
        made_at=made_at,
        app_version=__version__,
        why=why,
        schema=snapshot.schema,
        seq=snapshot.head.seq,
        hash=snapshot.head.hash,
        at=snapshot.head.at,
        database=file.name,
        database_hash=backup_file.file_hash(part),
        counts=dict(snapshot.counts),
        documents=snapshot.documents,
    )


def _keep_documents(
    documents: Documents, target: Path, hashes: Sequence[str], progress: Progress
) -> list[str]:
    """Copy what is named and not there yet; the hashes of documents that are nowhere come back."""
    kept, missing = Documents(target), []
    for number, content_hash in enumerate(hashes):
        progress.step(number, len(hashes), _("Copying documents"))
        if _copy_document(documents.place(content_hash), kept.place(content_hash), content_hash):
            continue
        missing.append(content_hash)
    return missing


def _copy_document(source: Path, target: Path, content_hash: str) -> bool:
    """Copy a kept document whose content is still what its name says; whether it is there now."""
    if target.is_file():
        return True
    if not source.is_file() or content_hash_of(source) != content_hash:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        shutil.copyfile(source, part)
        backup_file.flush_file(part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    backup_file.flush_folder(target.parent)
    return True


def content_hash_of(path: Path) -> str | None:
    """SHA-256 of the content of a kept document, or None for a format this build does not know."""
    seen = hashlib.sha256()
    with path.open("rb") as file:
        if file.read(1) != PLAIN:
            return None
        while chunk := file.read(backup_file.CHUNK):
            seen.update(chunk)
    return seen.hexdigest()


def backups_in(folder: Path, office_id: str | None = None) -> list[tuple[Path, Manifest]]:
    """Backups with their manifests, the newest first."""
    found = []
    for path in folder.glob("office-*.json"):
        manifest = backup_file.read_manifest(path) if _NAME.fullmatch(path.name) else None
        if manifest is None or (office_id is not None and manifest.office_id != office_id):
            continue
        if path.with_suffix(".db").is_file():
            found.append((path.with_suffix(".db"), manifest))
    return sorted(found, key=lambda pair: (pair[1].made_at, pair[1].seq), reverse=True)


def kept_of(moments: Iterable[datetime]) -> set[int]:
    """Which of these moments (newest first) are kept, by their places.

    The newest of each of the last 48 half-hours, 30 days, 12 weeks and 24 months that had one.
    """
    listed = list(moments)
    kept: set[int] = set()
    for most, slot in _SLOTS:
        newest: dict[tuple[object, ...], int] = {}
        for place, moment in enumerate(listed):
            newest.setdefault(slot(moment), place)
        kept |= set(list(newest.values())[:most])
    return kept


def thin_out(folder: Path, office_id: str) -> list[Path]:
    """Remove backups made by themselves that age made superfluous; which ones comes back."""
    every = backups_in(folder, office_id)
    found = [(file, manifest) for file, manifest in every if manifest.why in AUTOMATIC]
    kept = kept_of(datetime.fromisoformat(manifest.made_at) for _file, manifest in found)
    gone = [file for place, (file, _made) in enumerate(found) if place not in kept]
    for file in gone:
        file.with_suffix(".json").unlink(missing_ok=True)
        file.unlink(missing_ok=True)
    return gone


def backup(
    office: Office, to: Path | None = None, progress: Progress | None = None, why: str = "asked"
) -> Path:
    """Back up an open office; the file of the verified backup comes back."""
    file = make(office.layout, office.now, why=why, to=to, progress=progress)
    note_head(office.layout, office.office_id, office.head(), "backup")
    return file


def note_head(layout: Layout, office_id: str, head: upkeep.Head, why: str) -> None:
    """Append the head to the file of heads, unless it says so last."""
    last = upkeep.read_heads(layout.heads)[-1:]
    if why == "close" and last and (last[0].seq, last[0].hash) == (head.seq, head.hash):
        return
    upkeep.append_head(layout.heads, office_id, head, why)


def restore(folder: str | Path, file: str | Path) -> Path | None:
    """As `bring_back`, by whoever sits at the machine; where the old files lie comes back."""
    return bring_back(folder, file).aside


def bring_back(
    folder: str | Path,
    file: str | Path,
    *,
    now: Callable[[], str] = utc_now,
    actor: str = "system",
    progress: Progress | None = None,
) -> Restored:
    """Put a verified backup in the place of the office, or into an empty folder.

    The old database and the files beside it are moved aside together, never overwritten. Raises
    `StorageFailed` for a file that does not verify, a backup of another office, or an office that
    somebody has open; then nothing was changed.
    """
    layout, source = Layout(places.local_folder(folder)), Path(file).expanduser().absolute()
    progress = progress or SilentProgress()
    existed = layout.folder.exists()
    with _draft(layout.folder, existed) as draft:
        snapshot = _verified_copy(source, draft, progress)
        with alone(layout.presence, now):
            _require_same_office(layout, snapshot)
            _backup_before(layout, now)
            aside = _move_aside(layout, now())
            os.replace(draft, layout.database)
            backup_file.flush_folder(layout.folder)
            pool = source.parent / "documents"
            missing = _keep_documents(
                Documents(pool), layout.documents, snapshot.documents, progress
            )
            _enter_restore(layout, snapshot, source.name, now, actor)
    return Restored(snapshot.head, aside, tuple(missing))


@contextmanager
def _draft(folder: Path, existed: bool) -> Iterator[Path]:
    """A file beside the office to make the restored database in; removed if that is given up."""
    folder.mkdir(parents=True, exist_ok=True)
    places.require_writable(folder)
    work = folder / f".restore-{uuid.uuid4().hex}"
    work.mkdir()
    try:
        yield work / "office.db"
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        if not existed:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(work, ignore_errors=True)


def _verified_copy(source: Path, draft: Path, progress: Progress) -> Snapshot:
    if not source.is_file():
        raise StorageFailed(
            Reason("storage_failed", _("There is no file {file}.").format(file=source))
        )
    migrate.schema_version(source)
    manifest = backup_file.read_manifest(source.with_suffix(".json"))
    wrong = []
    if manifest is not None and manifest.database_hash != backup_file.file_hash(source):
        wrong.append(_("it is not the file that its manifest names"))
    if not wrong:
        snapshot = backup_file.copy(source, draft, progress)
        wrong = backup_file.check(draft, snapshot, records=True)
    if wrong:
        raise StorageFailed(
            Reason(
                "storage_failed",
                _("The backup does not verify ({what}). Nothing was changed.").format(
                    what=wrong[0]
                ),
            )
        )
    backup_file.flush_file(draft)
    return snapshot


def _require_same_office(layout: Layout, snapshot: Snapshot) -> None:
    if not layout.database.exists():
        return
    try:
        migrate.schema_version(layout.database)
        with backup_file.read_only(layout.database) as connection:
            here = backup_file.snapshot_of(connection).office_id
    except upkeep.unreadable():
        here = next((head.office for head in upkeep.read_heads(layout.heads)), "")
    if here and here != snapshot.office_id:
        raise StorageFailed(
            Reason(
                "storage_failed",
                _("This is a backup of another office. Restore it into an empty folder instead."),
            )
        )


def _backup_before(layout: Layout, now: Callable[[], str]) -> None:
    """Keep what is there now as a backup too, if it is still sound enough to be one."""
    if not layout.database.exists():
        return
    with suppress(*upkeep.unreadable()):
        make(layout, now, why="restore")


def _move_aside(layout: Layout, at: str) -> Path | None:
    """Move the database and the files beside it together, the database first.

    A log left behind would be replayed into the restored file.
    """
    parts = [
        layout.database.with_name(layout.database.name + suffix)
        for suffix in ("", "-wal", "-shm", "-journal")
    ]
    there = [part for part in parts if part.exists()]
    if not there:
        return None
    stamp = at.replace("-", "").replace(":", "")
    aside = layout.folder / "aside" / f"{stamp}-{uuid.uuid4().hex[:6]}"
    aside.mkdir(parents=True)
    for part in there:
        os.replace(part, aside / part.name)
    backup_file.flush_folder(aside)
    return aside


def _enter_restore(
    layout: Layout, snapshot: Snapshot, name: str, now: Callable[[], str], actor: str
) -> None:
    """The restored journal says itself that it was restored, and from where it goes on."""
    engine = writing_engine(layout.database)
    command = {"file": name, "seq": snapshot.head.seq, "hash": snapshot.head.hash}
    try:
        with open_unit(engine, now, snapshot.office_id) as unit:
            unit.enter(Entry("restore", actor, WORKSTATION, command))
            head = upkeep.head_of(unit.connection)
        upkeep.checkpoint(engine)
    finally:
        engine.dispose()
    upkeep.append_head(layout.heads, snapshot.office_id, head, "restore")


def drill(layout: Layout, office_id: str, now: Callable[[], str]) -> Drill:
    """Restore the newest backup to a temporary place and verify it whole; the result is kept.

    Raises `StorageFailed` where there is no backup.
    """
    known = backups_in(layout.backups, office_id)
    if not known:
        raise StorageFailed(
            Reason("storage_failed", _("There is no backup yet. Make one first."), "backup")
        )
    file, manifest = known[0]
    pool = Documents(layout.backups / "documents")
    with tempfile.TemporaryDirectory() as folder:
        try:
            _verified_copy(file, Path(folder) / "office.db", SilentProgress())
            wrong = [
                _("document {hash} is missing or was changed").format(hash=content_hash)
                for content_hash in manifest.documents
                if not pool.place(content_hash).is_file()
                or content_hash_of(pool.place(content_hash)) != content_hash
            ]
        except AppError as error:
            wrong = [reason.text for reason in error.reasons]
    done = Drill(file, now(), tuple(wrong))
    said = {"file": file.name, "at": done.at, "findings": list(done.findings)}
    (layout.backups / "drill.json").write_text(json.dumps(said), encoding="utf-8")
    return done


def last_drill(layout: Layout) -> Drill | None:
    """The last drill, or None where there was none yet."""
    try:
        known = json.loads((layout.backups / "drill.json").read_text(encoding="utf-8"))
        return Drill(
            layout.backups / str(known["file"]), str(known["at"]), tuple(known["findings"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None

"""Backups count only once they were read back; a restore overwrites nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.errors import Cancelled, StorageFailed
from asset_recovery.persistence import backup, upkeep
from asset_recovery.persistence.driver import driver
from asset_recovery.persistence.places import Layout
from asset_recovery.services import backup_service
from asset_recovery.services.backup_service import (
    backups_in,
    bring_back,
    kept_of,
    last_drill,
    thin_out,
)
from asset_recovery.services.office import Office
from tests.support.full_office import (
    PASSWORD,
    Clock,
    a_full_office,
    a_new_office,
    open_again,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with rows in every table and one document, closed."""
    folder = tmp_path_factory.mktemp("made")
    a_full_office(folder / "office", folder).close(backup=False)
    return folder / "office"


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of it, open."""
    opened = open_again(Path(shutil.copytree(made, tmp_path / "office")))
    yield opened
    opened.close(backup=False)


def a_case(office: Office, reference: str) -> None:
    """One more case."""
    anna = office.users.log_in("anna", PASSWORD)
    case = {"action": "open_case", "case": reference, "title": "More", "on": "2026-01-01"}
    assert office.actions.give(anna, case).ok


def cases(office: Office) -> list[str]:
    """The references of all cases."""
    with office.reading.connect() as connection:
        query = "SELECT reference FROM case_record ORDER BY id"
        return [str(row[0]) for row in connection.exec_driver_sql(query)]


def test_a_backup_is_one_file_with_a_manifest_and_its_documents(office: Office) -> None:
    file = office.backup()
    manifest = backup.read_manifest(file.with_suffix(".json"))
    assert manifest is not None
    head = office.head()
    assert (manifest.seq, manifest.hash, manifest.office_id) == (
        head.seq,
        head.hash,
        office.office_id,
    )
    assert manifest.database_hash == backup.file_hash(file)
    with office.reading.connect() as connection:
        assets = connection.exec_driver_sql("SELECT count(*) FROM asset").scalar_one()
    assert manifest.counts["asset"] == assets
    (content_hash,) = manifest.documents
    pool = file.parent / "documents" / content_hash[:2] / content_hash
    assert backup_service.content_hash_of(pool) == content_hash
    assert sorted(path.name for path in file.parent.glob("*.*")) == [file.name[:-3] + ".db"] + [
        file.name[:-3] + ".json"
    ]


def test_a_backup_goes_to_another_place_as_well(office: Office, tmp_path: Path) -> None:
    file = office.backup(tmp_path / "stick")
    assert file.parent == tmp_path / "stick"
    assert backup.check(file, records=True) == []


def test_what_is_written_meanwhile_neither_enters_the_copy_nor_starts_it_anew(
    office: Office, tmp_path: Path
) -> None:
    class Writes:
        """Somebody who opens a case at every step of the copy."""

        steps = 0

        def step(self, _done: int, _total: int, _text: str) -> None:
            self.steps += 1
            if self.steps < 4:
                a_case(office, f"M{self.steps}")

    before = office.head()
    pages, backup.PAGES_A_STEP = backup.PAGES_A_STEP, 16
    try:
        snapshot = backup.copy(office.layout.database, tmp_path / "copy.db", Writes())
    finally:
        backup.PAGES_A_STEP = pages
    assert snapshot.head == before != office.head()
    assert backup.check(tmp_path / "copy.db", snapshot, records=True) == []


def test_a_copy_that_is_stopped_leaves_nothing(office: Office) -> None:
    class Stops:
        """Somebody who presses Cancel at once."""

        def step(self, _done: int, _total: int, _text: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.backup(progress=Stops())
    assert [path.name for path in office.layout.backups.rglob("*") if path.is_file()] == []


def test_a_backup_that_lacks_a_row_is_not_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = backup.copy

    def loses_a_row(source: Path, target: Path, *more: Any) -> backup.Snapshot:  # noqa: ANN401
        snapshot = original(source, target, *more)
        raw: Any = driver().connect(str(target))
        raw.execute("DROP TRIGGER party_link_no_delete")
        raw.execute("DELETE FROM party_link WHERE id = 1")
        raw.commit()
        raw.close()
        return snapshot

    monkeypatch.setattr(backup, "copy", loses_a_row)
    with pytest.raises(StorageFailed, match="party_link has"):
        office.backup()
    assert list(office.layout.backups.glob("*.db")) == []


def test_an_empty_database_that_sqlite_calls_sound_is_no_backup(tmp_path: Path) -> None:
    raw: Any = driver().connect(str(tmp_path / "empty.db"))
    raw.execute("PRAGMA application_id=1095913265")
    raw.commit()
    raw.close()
    with pytest.raises((StorageFailed, *upkeep.unreadable())):
        bring_back(tmp_path / "office", tmp_path / "empty.db", now=Clock())
    assert not (tmp_path / "office").exists()


def test_closing_backs_up_only_what_changed(office: Office, tmp_path: Path) -> None:
    office.close()
    assert len(backups_in(office.layout.backups)) == 1
    again = open_again(tmp_path / "office", Clock(20_000))
    again.close()
    assert len(backups_in(office.layout.backups)) == 1
    again = open_again(tmp_path / "office", Clock(30_000))
    a_case(again, "C9")
    again.close()
    assert [m.why for _file, m in backups_in(office.layout.backups)] == ["close", "close"]


def test_a_restore_brings_the_old_state_back_and_keeps_what_was_there(
    office: Office, tmp_path: Path
) -> None:
    file = office.backup(tmp_path / "stick")
    before = cases(office)
    a_case(office, "C9")
    office.close(backup=False)
    restored = bring_back(tmp_path / "office", file, now=Clock(9000), actor="anna")
    again = open_again(tmp_path / "office")
    assert cases(again) == before
    assert again.verify(full=True) == []
    with again.reading.connect() as connection:
        query = "SELECT action, actor FROM journal ORDER BY seq DESC LIMIT 1"
        assert tuple(connection.exec_driver_sql(query).one()) == ("restore", "anna")
    again.close(backup=False)
    assert restored.aside is not None
    assert backup.check(restored.aside / "office.db", records=True) == []
    assert [m.why for _file, m in backups_in(again.layout.backups)] == ["restore"]


def test_a_restore_into_an_empty_folder_brings_the_documents_too(
    office: Office, tmp_path: Path
) -> None:
    file = office.backup(tmp_path / "stick")
    restored = bring_back(tmp_path / "new", file, now=Clock(9000))
    assert (restored.aside, restored.missing_documents) == (None, ())
    again = open_again(tmp_path / "new")
    assert again.office_id == office.office_id
    assert again.verify(full=True) == []
    again.close(backup=False)


def test_a_log_left_beside_the_old_database_is_not_replayed_into_the_restored_one(
    office: Office, tmp_path: Path
) -> None:
    file = office.backup(tmp_path / "stick")
    before = cases(office)
    a_case(office, "C9")
    log = office.layout.database.with_name("office.db-wal")
    stale = log.read_bytes()
    assert stale
    office.close(backup=False)
    office.layout.database.unlink()
    log.write_bytes(stale)
    bring_back(tmp_path / "office", file, now=Clock(9000))
    again = open_again(tmp_path / "office")
    assert cases(again) == before
    assert again.verify(full=True) == []
    again.close(backup=False)


def test_the_backup_of_another_office_goes_into_an_empty_folder_only(
    office: Office, tmp_path: Path
) -> None:
    file = office.backup(tmp_path / "stick")
    other = a_new_office(tmp_path / "other")
    other.close(backup=False)
    content = other.layout.database.read_bytes()
    with pytest.raises(StorageFailed, match="another office"):
        bring_back(tmp_path / "other", file, now=Clock(9000))
    assert other.layout.database.read_bytes() == content
    assert not list((tmp_path / "other").glob(".restore-*"))


def test_an_office_that_is_open_is_not_restored_over(office: Office, tmp_path: Path) -> None:
    file = office.backup(tmp_path / "stick")
    with pytest.raises(StorageFailed) as refused:
        bring_back(tmp_path / "office", file, now=Clock(9000))
    reason = refused.value.reasons[0]
    assert reason.code == "office_busy"
    assert "@" in reason.text  # it says who


@pytest.mark.parametrize("place", ["head", "middle", "tail"])
def test_a_backup_with_a_changed_byte_is_refused(
    office: Office, tmp_path: Path, place: str
) -> None:
    file = office.backup(tmp_path / "stick")
    content = bytearray(file.read_bytes())
    at = {"head": 30, "middle": len(content) // 2, "tail": len(content) - 1}[place]
    content[at] ^= 0x01
    file.write_bytes(bytes(content))
    office.close(backup=False)
    before = office.layout.database.read_bytes()
    with pytest.raises(StorageFailed):
        bring_back(tmp_path / "office", file, now=Clock(9000))
    assert office.layout.database.read_bytes() == before


def test_a_backup_edited_with_its_manifest_is_found_by_its_journal(
    office: Office, tmp_path: Path
) -> None:
    file = office.backup(tmp_path / "stick")
    raw: Any = driver().connect(str(file))
    raw.execute("UPDATE party SET name = 'Somebody else' WHERE id = 1")
    raw.commit()
    raw.close()
    file.with_suffix(".json").unlink()
    with pytest.raises(StorageFailed, match="party 1"):
        bring_back(tmp_path / "new", file, now=Clock(9000))
    assert not (tmp_path / "new").exists()


def test_a_damaged_office_is_restored_and_the_damaged_file_kept(
    office: Office, tmp_path: Path
) -> None:
    file = office.backup(tmp_path / "stick")
    office.close(backup=False)
    damaged = b"\x00" * 5000
    office.layout.database.write_bytes(damaged)
    restored = bring_back(tmp_path / "office", file, now=Clock(9000))
    assert restored.aside is not None
    assert (restored.aside / "office.db").read_bytes() == damaged
    again = open_again(tmp_path / "office")
    assert again.verify(full=True) == []
    again.close(backup=False)


def test_a_drill_restores_the_newest_backup_and_says_when(office: Office) -> None:
    with pytest.raises(StorageFailed) as refused:
        office.drill()
    assert refused.value.reasons[0].clear_with == "backup"
    office.backup()
    done = office.drill()
    assert done.passed
    assert last_drill(office.layout) == done
    (document,) = (office.layout.backups / "documents").glob("??/*")
    document.write_bytes(b"\x00 another content")
    assert not office.drill().passed


def test_age_thins_backups_out_to_half_hours_days_weeks_and_months() -> None:
    newest = datetime(2026, 11, 24, 12, 0)
    every_ten_minutes = [newest - timedelta(minutes=10 * number) for number in range(6 * 24 * 800)]
    kept = [every_ten_minutes[place] for place in sorted(kept_of(every_ten_minutes))]
    assert kept[0] == newest
    half_hours = {
        (m.date(), m.hour, m.minute // 30) for m in kept if newest - m < timedelta(days=1)
    }
    assert len(half_hours) == 48
    assert len({m.date() for m in kept if newest.date() - m.date() < timedelta(days=30)}) == 30
    assert len({(m.year, m.month) for m in kept}) == 24
    assert len(kept) < 48 + 30 + 12 + 24


def test_backups_that_somebody_asked_for_are_not_thinned_out(office: Office) -> None:
    for _turn in range(3):
        office.backup()
    assert office.backup_if_changed() is None
    for number in range(3):
        a_case(office, f"T{number}")
        assert office.backup_if_changed() is not None
    assert thin_out(office.layout.backups, office.office_id) == []
    why = [manifest.why for _file, manifest in backups_in(office.layout.backups)]
    assert sorted(why) == ["asked", "asked", "asked", "timer"]


def test_files_of_others_in_the_place_are_left_alone(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "office-holiday.db").write_bytes(b"mine")
    (stick / "office-holiday.json").write_text("{}", encoding="utf-8")
    for _turn in range(2):
        backup_service.make(Layout(office.folder), office.now, why="close", to=stick)
    assert (stick / "office-holiday.db").read_bytes() == b"mine"
    assert len(backups_in(stick)) == 1


def test_what_a_killed_backup_left_is_cleared_a_day_later(office: Office) -> None:
    office.layout.backups.mkdir()
    old, fresh = (office.layout.backups / f".{name}.part" for name in ("old", "fresh"))
    for part in (old, fresh):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    office.backup()
    assert (old.exists(), fresh.exists()) == (False, True)


def test_an_office_whose_backup_fails_is_closed_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(backup, "flush_file", full)
        with pytest.raises(StorageFailed, match="the disk refused"):
            office.close()
    assert list(office.layout.backups.glob("*.db")) == []
    assert list(office.layout.backups.glob(".*")) == []
    assert upkeep.read_heads(office.layout.heads)[-1].seq > 0
    again = open_again(office.folder)
    assert again.warnings == []
    again.close(backup=False)

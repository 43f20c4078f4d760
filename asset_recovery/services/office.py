"""One open office: its folder, its two engines, its services; made, opened and closed here."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.office_actions import AddUser, ChangeOffice
from asset_recovery.domain.countries import country as country_of
from asset_recovery.domain.currencies import known
from asset_recovery.domain.errors import AppError, Reason, StorageFailed, ValidationFailed
from asset_recovery.domain.office_facts import OfficeFacts
from asset_recovery.domain.progress import Progress
from asset_recovery.domain.registers import Result
from asset_recovery.i18n import _
from asset_recovery.lifecycle.rules import legal_system as read_legal_system
from asset_recovery.persistence import migrate, places, upkeep
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.engine import reading_engine, writing_engine
from asset_recovery.persistence.places import Layout
from asset_recovery.persistence.presence import Presence
from asset_recovery.persistence.queries.journal_query import entry_of_operation
from asset_recovery.persistence.queries.office_query import facts_on, setting_on
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.store import Engine
from asset_recovery.persistence.unit_of_work import Entry, Unit, open_unit
from asset_recovery.persistence.verify import Finding
from asset_recovery.services import backup_service, passwords, upgrade_service
from asset_recovery.services.action_service import ActionService
from asset_recovery.services.clock import WORKSTATION, local_today, utc_now
from asset_recovery.services.documents import Documents
from asset_recovery.services.user_service import UserService, put_credential
from asset_recovery.services.work import listed

MADE_BY_BENCH = "made_by_bench"  # a fact of the office that no action can set or take back
DECISIONS = frozenset({"approve", "reject"})


@dataclass(slots=True, kw_only=True)
class Office:
    """An office opened by one process. Close it; nothing is lost if that fails to happen."""

    folder: Path
    office_id: str
    now: Callable[[], str]
    today: Callable[[], date]
    reading: Engine
    writing: Engine
    documents: Documents
    actions: ActionService
    users: UserService
    warnings: list[Reason] = field(default_factory=list)
    _presence: Presence | None = None
    _closed: bool = False

    @classmethod
    def make(  # noqa: PLR0913 - what an office must be told when it is made
        cls,
        folder: str | Path,
        *,
        admin: str,
        full_name: str,
        password: str,
        name: str,
        country: str = "",
        currency: str = "EUR",
        legal_system: str = "generic",
        sole: bool = False,
        now: Callable[[], str] = utc_now,
        today: Callable[[], date] = local_today,
        hashing: passwords.Hashing = passwords.STANDARD,
        made_by_bench: bool = False,
    ) -> Office:
        """Make an office with its first user and open it; nothing is left behind on a refusal.

        Raises `ValidationFailed` for a fact that cannot be, `StorageFailed` where there is already
        an office or the place does not serve.
        """
        layout = Layout(places.local_folder(folder))
        facts = {
            "name": name,
            "country": country,
            "currency": currency,
            "legal_system": legal_system,
        }
        facts = {key: value for key, value in facts.items() if value}
        _check_facts(facts, today())
        if made_by_bench:
            facts[MADE_BY_BENCH] = "yes"
        roles = tuple(code_lists.code_list("user_roles").codes) if sole else ("administrator",)
        user = AddUser.parse({"user": admin, "name": full_name, "roles": list(roles)})
        passwords.check(password, (admin, full_name, name))
        first = _First(user, hashing.hash(password), facts, now, today)
        _make(layout, first)
        return cls.open(
            layout.folder, now=now, today=today, hashing=hashing, for_bench=made_by_bench
        )

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        now: Callable[[], str] = utc_now,
        today: Callable[[], date] = local_today,
        hashing: passwords.Hashing = passwords.STANDARD,
        for_bench: bool = False,
    ) -> Office:
        """Open the office in a folder; raises `StorageFailed` with what to do about it.

        What `bench` filled in bulk is no office to work in: only the bench itself opens it.
        """
        layout = Layout(places.local_folder(folder))
        places.require_office(layout)
        places.require_writable(layout.folder)
        presence = Presence(layout.presence, now)
        try:
            office = cls._opened(layout, presence, now, today, hashing)
            if not for_bench:
                office.require_real()
            return office
        except BaseException:
            presence.leave()
            raise

    @classmethod
    def _opened(
        cls,
        layout: Layout,
        presence: Presence,
        now: Callable[[], str],
        today: Callable[[], date],
        hashing: passwords.Hashing,
    ) -> Office:
        if migrate.schema_version(layout.database) < migrate.NEWEST:
            raise StorageFailed(
                Reason(
                    "storage_failed",
                    _("This office was made by an older version. Upgrade it first."),
                    "upgrade",
                )
            )
        unclean = bool(presence.left_behind) or (
            upkeep.was_left_open(layout.database) and not presence.others()
        )
        if unclean:
            _require_sound(layout)
        reading, writing = reading_engine(layout.database), writing_engine(layout.database)
        with reading.connect() as connection:
            office_id = setting_on(executor(connection), "office_id", today().isoformat())
        documents = Documents(layout.documents)
        actions = ActionService(
            engine=writing,
            documents=documents,
            office_id=office_id,
            now=now,
            today=today,
            workstation=WORKSTATION,
            reading=reading,
        )
        users = UserService(
            reading=reading,
            writing=writing,
            office_id=office_id,
            now=now,
            today=today,
            workstation=WORKSTATION,
            hashing=hashing,
        )
        return cls(
            folder=layout.folder,
            office_id=office_id,
            now=now,
            today=today,
            reading=reading,
            writing=writing,
            documents=documents,
            actions=actions,
            users=users,
            warnings=_warnings(layout, unclean),
            _presence=presence,
        )

    def require_real(self) -> None:
        """Raise `StorageFailed` where the office was made by the bench; it is left again then."""
        with self.reading.connect() as connection:
            day = self.today().isoformat()
            is_made_by_bench = setting_on(executor(connection), MADE_BY_BENCH, day)
        if is_made_by_bench:
            self.reading.dispose()
            self.writing.dispose()
            raise StorageFailed(
                Reason(
                    "storage_failed",
                    _(
                        "This office was filled by bench to measure speed; nothing in it is real. "
                        "Make an office to work in with init."
                    ),
                    "init",
                    field="office",
                )
            )

    @property
    def layout(self) -> Layout:
        """The files of the folder."""
        return Layout(self.folder)

    def facts(self) -> OfficeFacts:
        """The office as it stands on paper today."""
        with self.reading.connect() as connection:
            return facts_on(executor(connection), self.today().isoformat())

    def head(self) -> upkeep.Head:
        """Where the journal stands."""
        with self.reading.connect() as connection:
            return upkeep.head_of(connection)

    def approve_as(self, name: str, password: str, arguments: Mapping[str, object]) -> Result:
        """A second person signs in for this one decision; whoever is logged in stays so."""
        action = str(arguments.get("action"))
        if action not in DECISIONS:
            raise ValidationFailed(
                Reason("field_invalid", _("A second person only approves or rejects here."))
            )
        try:
            actor = self.users.log_in(name, password)
        except AppError as refusal:
            return Result(ok=False, action=action, kind=refusal.kind, reasons=refusal.reasons)
        return self.actions.give(actor, arguments)

    def outcome_of(self, operation_id: str) -> int | None:
        """The entry that an operation made, looked up afresh; None: it was not kept."""
        self.writing.dispose()
        self.reading.dispose()
        with self.reading.connect() as connection:
            entry = entry_of_operation(connection, operation_id)
        return None if entry is None else int(entry["seq"])

    def backup(self, to: Path | None = None, progress: Progress | None = None) -> Path:
        """Make a verified backup, in the office's own folder or in another place."""
        return backup_service.backup(self, to, progress)

    def backup_if_changed(self, why: str = "timer") -> Path | None:
        """Make a backup unless the newest one already holds everything; for every half hour."""
        known = backup_service.backups_in(self.layout.backups, self.office_id)
        head = self.head()
        if known and (known[0][1].seq, known[0][1].hash) == (head.seq, head.hash):
            return None
        made = backup_service.backup(self, why=why)
        upkeep.merge_search(self.writing)
        return made

    def drill(self) -> backup_service.Drill:
        """Try out whether the newest backup could be restored."""
        return backup_service.drill(self.layout, self.office_id, self.now)

    def verify(self, *, full: bool = False, progress: Progress | None = None) -> list[Finding]:
        """Every finding of a check; empty: all is well."""
        from asset_recovery.services import verify_service  # noqa: PLC0415 - only on demand

        return verify_service.verify(self, full=full, progress=progress)

    @staticmethod
    def upgrade(folder: str | Path, *, now: Callable[[], str] = utc_now) -> bool:
        """Bring an older office up to date after a verified backup; whether there was need.

        Raises `StorageFailed` where somebody has the office open or the upgrade fails; then the
        office is as it was.
        """
        return upgrade_service.upgrade(Layout(places.local_folder(folder)), now)

    def close(self, *, backup: bool = True) -> None:
        """Leave the office, backed up if it changed; closing twice does no harm.

        Raises `StorageFailed` where the backup could not be made; the office is closed all the
        same, and nothing of it is lost.
        """
        if self._closed:
            return
        self._closed = True
        try:
            try:
                if backup:
                    self.backup_if_changed("close")
            finally:
                backup_service.note_head(self.layout, self.office_id, self.head(), "close")
                self.reading.dispose()
                upkeep.checkpoint(self.writing)
        finally:
            self.reading.dispose()
            self.writing.dispose()
            if self._presence is not None:
                self._presence.leave()

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class _First:
    """The first user and the facts with which an office begins."""

    user: AddUser
    hash: str
    facts: Mapping[str, str]
    now: Callable[[], str]
    today: Callable[[], date]


def _check_facts(facts: Mapping[str, str], today: date) -> None:
    for key, value in facts.items():
        ChangeOffice.parse(
            {"key": key, "value": value, "from": today.isoformat(), "reason": "made"}
        )
    if "country" in facts:
        country_of(facts["country"], "country")
    if not known(facts["currency"]):
        raise ValidationFailed(
            Reason("currency_unknown", _("That is no currency."), field="currency")
        )
    read_legal_system(facts["legal_system"])


def _make(layout: Layout, first: _First) -> None:
    """Make the database beside its place and rename it when it is whole."""
    existed = layout.folder.exists()
    if existed and (not layout.folder.is_dir() or any(layout.folder.iterdir())):
        raise StorageFailed(
            Reason(
                "storage_failed",
                _("There is already an office in {folder}.").format(folder=layout.folder)
                if layout.database.exists()
                else _("{folder} is not empty. Choose a new or an empty folder.").format(
                    folder=layout.folder
                ),
                field="office",
            )
        )
    try:
        layout.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageFailed(
            Reason(
                "storage_failed",
                _("The folder {folder} cannot be made.").format(folder=layout.folder),
                field="office",
            )
        ) from error
    places.require_writable(layout.folder)
    draft = layout.folder / f".new-{uuid.uuid4().hex}"
    try:
        draft.mkdir()
        _fill(draft / layout.database.name, first)
        os.replace(draft / layout.database.name, layout.database)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        if not existed:
            shutil.rmtree(layout.folder, ignore_errors=True)
        raise
    shutil.rmtree(draft, ignore_errors=True)


def _fill(path: Path, first: _First) -> None:
    migrate.make(path)
    engine = writing_engine(path)
    office_id = str(uuid.uuid4())
    try:
        with open_unit(engine, first.now, office_id) as unit:
            _write_first(unit, first, office_id)
        upkeep.checkpoint(engine)
    finally:
        engine.dispose()


def _write_first(unit: Unit, first: _First, office_id: str) -> None:
    day = first.today().isoformat()
    for key, value in {"office_id": office_id, **first.facts}.items():
        unit.insert(t.office_setting, key=key, value=value, valid_from=day)
    user_id = unit.insert(
        t.user_account,
        name=first.user.user,
        full_name=first.user.name,
        number="U001",
        roles=listed(first.user.roles),
    )
    put_credential(unit, user_id, first.hash, must_change=False)
    command = {**first.facts, "admin": first.user.user, "office_id": office_id}
    unit.enter(Entry("init", str(first.user.user), WORKSTATION, command))


def _require_sound(layout: Layout) -> None:
    """After a crash the file itself is looked through before anything is written."""
    found = upkeep.quick_check(layout.database)
    if not found:
        return
    newest = backup_service.backups_in(layout.backups)[:1]
    named = str(newest[0][0]) if newest else _("there is none in the office's own folder")
    raise StorageFailed(
        Reason(
            "storage_failed",
            _(
                "The database of this office is damaged ({what}). Nothing was changed. Restore "
                "the newest backup ({backup}); the damaged files are kept."
            ).format(what=found[0], backup=named),
            "restore",
        )
    )


def _warnings(layout: Layout, unclean: bool) -> list[Reason]:
    found = []
    service = places.sync_service(layout.folder)
    if service is not None:
        found.append(
            Reason(
                "sync_folder",
                _(
                    "The office lies in {service}, which copies files while they are in use. "
                    "Move it to a folder that is not synchronised, and back it up instead."
                ).format(service=service),
            )
        )
    if unclean:
        found.append(
            Reason("unclean_end", _("The office was not closed last time; it was checked."))
        )
    return found

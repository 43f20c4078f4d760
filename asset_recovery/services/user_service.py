"""People and their passwords: logging in, throttled; setting one, journaled by its digest."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from asset_recovery.domain.errors import AppError, NotFound, NotPermitted, Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import digest
from asset_recovery.persistence.repositories import finder, user_repository
from asset_recovery.persistence.repositories.user_repository import credential_of
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Engine
from asset_recovery.persistence.unit_of_work import Entry, Unit, open_unit
from asset_recovery.services import passwords
from asset_recovery.services.action_service import actor_of, fresh_actor, log_refusal

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class UserFacts:
    """A user as the office page lists him."""

    name: str
    full_name: str
    number: str
    roles: tuple[str, ...]
    until: date | None
    blocked: bool
    has_password: bool
    must_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserService:
    """Log-in and passwords of an office. No password is ever kept, logged or shown in a refusal."""

    reading: Engine
    writing: Engine
    office_id: str
    now: Callable[[], str]
    today: Callable[[], date]
    workstation: str
    hashing: passwords.Hashing = passwords.STANDARD

    def log_in(self, name: str, password: str) -> Actor:
        """The user with his roles of today.

        Raises `NotPermitted` with one and the same answer (`log_in_refused`) for a wrong password,
        an unknown, blocked or expired user, and `log_in_throttled` after five failures.
        """
        with self._unit() as unit:
            self._count_attempt(unit, name)
            user, kept = self._found(unit, name)
        right = self.hashing.matches(kept or passwords.hash_of_nobody(self.hashing), password)
        if user is None or kept is None or not right:
            refusal = _refused_log_in()
            self._note("" if user is None else str(user["name"]), "log_in", refusal)
            raise refusal
        with self._unit() as unit:
            user_repository.forget_login_attempts(unit.connection, self._key(name))
            if self.hashing.outgrew(kept):
                self._renew(unit, user, kept, password)
        return actor_of(user)

    def must_change(self, actor: Actor) -> bool:
        """Whether the password was set by somebody else and has to be changed."""
        with self.reading.connect() as connection:
            kept = credential_of(connection, actor.id)
        return kept is not None and bool(kept["must_change"])

    def set_password(self, actor: Actor, name: str, new: str, old: str | None = None) -> None:
        """Set one's own password, or as an administrator somebody else's, who then must change it.

        `old` proves that it is one's own; it is left out only where the log-in was just now.

        Raises `ValidationFailed`, `NotPermitted` or `NotFound`; the journal keeps only the digest
        of the stored hash.
        """
        own = actor.name == name
        if own and old is not None:
            self.log_in(name, old)
        try:
            with self._unit() as unit:
                user = _to_change(
                    fresh_actor(unit, actor), finder.user_by_name(unit.connection, name)
                )
                words = (name, str(user["full_name"]), finder.setting(unit.connection, "name"))
        except AppError as refusal:
            self._note(actor.name, "password", refusal)
            raise
        _check_new(new, old if own else None, words)
        if own:
            self._refuse_the_same(int(user["id"]), new)
        kept = self.hashing.hash(new)  # outside the transaction: it takes its time
        with self._unit() as unit:
            put_credential(unit, int(user["id"]), kept, must_change=not own)
            unit.enter(Entry("password", actor.name, self.workstation, {"user": name}))

    def _refuse_the_same(self, user_id: int, new: str) -> None:
        """Whoever changes a password must not keep the one that somebody else knows."""
        with self.reading.connect() as connection:
            kept = credential_of(connection, user_id)
        if kept is not None and self.hashing.matches(str(kept["hash"]), new):
            raise _unchanged()

    def names(self) -> tuple[str, ...]:
        """The names of all users who are not blocked."""
        return tuple(user.name for user in self.users() if not user.blocked)

    def users(self) -> tuple[UserFacts, ...]:
        """Every user, by name."""
        with self.reading.connect() as connection:
            rows = user_repository.users(connection)
        return tuple(
            UserFacts(
                name=row["name"],
                full_name=row["full_name"],
                number=row["number"],
                roles=tuple(json.loads(row["roles"])),
                until=None if row["until"] is None else date.fromisoformat(row["until"]),
                blocked=bool(row["blocked"]),
                has_password=row["kept"] is not None,
                must_change=bool(row["must_change"]),
            )
            for row in rows
        )

    def _unit(self) -> AbstractContextManager[Unit]:
        return open_unit(self.writing, self.now, self.office_id)

    def _key(self, name: str) -> str:
        """What the counter knows of a name: somebody may type the password into its field."""
        return digest(f"{self.office_id}:{name}")

    def _count_attempt(self, unit: Unit, name: str) -> None:
        """Count the attempt before it is judged, so that attempts side by side count too."""
        key, now = self._key(name), _moment(unit.now)
        row = user_repository.login_attempts(unit.connection, key)
        until = None if row is None or row["until"] is None else _moment(row["until"])
        if until is not None and now < until <= now + LOCKED_FOR:
            raise _throttled()
        failures = 1 if row is None or until is not None else int(row["failures"]) + 1
        locked = _text(now + LOCKED_FOR) if failures >= MOST_FAILURES else None
        user_repository.put_login_attempts(unit.connection, key, failures, locked)

    def _found(self, unit: Unit, name: str) -> tuple[Row | None, str | None]:
        """A user who may log in today, with the hash kept for him."""
        user = finder.user_by_name(unit.connection, name)
        if user is None or user["blocked"] or _is_over(user["until"], self.today()):
            return None, None
        kept = credential_of(unit.connection, int(user["id"]))
        return user, None if kept is None else str(kept["hash"])

    def _renew(self, unit: Unit, user: Row, kept: str, password: str) -> None:
        """Keep the password by today's parameters; it stays the same password."""
        row = credential_of(unit.connection, int(user["id"]))
        if row is None or row["hash"] != kept:
            return
        put_credential(
            unit, int(user["id"]), self.hashing.hash(password), must_change=bool(row["must_change"])
        )
        name = str(user["name"])
        unit.enter(Entry("renew_hash", name, self.workstation, {"user": name}))

    def _note(self, actor: str, action: str, refusal: AppError) -> None:
        """A refusal is itself noted: by whom where it is known, never with what was typed."""
        with self._unit() as unit:
            log_refusal(unit, actor, action, refusal, self.workstation)


def put_credential(unit: Unit, user_id: int, kept: str, *, must_change: bool) -> None:
    """Keep a hash for a user, in place of the one before."""
    row = credential_of(unit.connection, user_id)
    values = {"hash": kept, "digest": digest(kept), "must_change": int(must_change)}
    if row is None:
        unit.insert(t.credential, user_id=user_id, **values)
    else:
        unit.update(t.credential, row, **values)


def _to_change(asks: Actor, user: Row | None) -> Row:
    """The user whose password may be set by this person."""
    own = user is not None and user["id"] == asks.id
    if not own and not asks.has("administrator"):
        raise NotPermitted(
            Reason("role_needed", _("Only an administrator sets the password of somebody else."))
        )
    if user is None:
        raise NotFound(Reason("not_found", _("There is no such user."), field="user"))
    return user


def _check_new(new: str, old: str | None, words: tuple[str, ...]) -> None:
    passwords.check(new, words)
    if old is not None and old == new:
        raise _unchanged()


def _unchanged() -> ValidationFailed:
    return ValidationFailed(
        Reason("field_invalid", _("The new password is the old one."), field="password")
    )


def _refused_log_in() -> NotPermitted:
    return NotPermitted(
        Reason("log_in_refused", _("The name and the password do not belong together here."))
    )


def _throttled() -> NotPermitted:
    return NotPermitted(
        Reason(
            "log_in_throttled",
            _("Too many attempts with this name. Try again in ten minutes."),
        )
    )


def _is_over(until: str | None, today: date) -> bool:
    return until is not None and date.fromisoformat(until) < today


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

"""A small office for tests: a real database, one user of each role, filled by giving actions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, select

from asset_recovery.domain.registers import Result
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import migrate
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.engine import reading_engine, writing_engine
from asset_recovery.persistence.unit_of_work import Entry, Unit, open_unit
from asset_recovery.services.action_service import ActionService, actor_of
from asset_recovery.services.documents import Documents

TODAY = date(2026, 11, 24)
NOW = "2026-11-24T10:00:00Z"
OFFICE_ID = "office-of-the-tests"
USERS: Mapping[str, tuple[str, ...]] = {
    "officer": ("case_officer",),
    "colleague": ("case_officer",),
    "manager": ("asset_manager",),
    "accountant": ("accountant",),
    "lawyer": ("legal_officer",),
    "supervisor": ("supervisor",),
    "director": ("director",),
    "auditor": ("auditor",),
    "administrator": ("administrator",),
    "everyone": (
        "case_officer",
        "asset_manager",
        "accountant",
        "legal_officer",
        "supervisor",
        "administrator",
    ),
}


@dataclass(frozen=True, slots=True)
class SmallOffice:
    """An office in a folder, with both engines and the one way in."""

    path: Path
    writing: Engine
    reading: Engine
    actions: ActionService

    def actor(self, name: str) -> Actor:
        """A user with the roles that she has now."""
        with self.reading.connect() as connection:
            query = select(t.user_account).where(t.user_account.c.name == name)
            return actor_of(dict(connection.execute(query).mappings().one()))

    def try_to_give(self, action: str, *, by: str = "everyone", **arguments: object) -> Result:
        """Give an action; a refusal comes back."""
        return self.actions.give(self.actor(by), {"action": action, **arguments})

    def give(self, action: str, *, by: str = "everyone", **arguments: object) -> Result:
        """Give an action that must be accepted."""
        result = self.try_to_give(action, by=by, **arguments)
        assert result.ok, f"{action}: {[(one.code, one.text) for one in result.reasons]}"
        return result

    def add_user(self, name: str, roles: Iterable[str]) -> Actor:
        """Another user."""
        with open_unit(self.writing, lambda: NOW, OFFICE_ID) as unit:
            _add_user(unit, name, roles)
            unit.enter(Entry("add_user", "system", "test", {"user": name}))
        return self.actor(name)

    def close(self) -> None:
        """Let go of the files."""
        self.writing.dispose()
        self.reading.dispose()


def money(amount: str, currency: str = "EUR") -> dict[str, str]:
    """Money as an action takes it."""
    return {"amount": amount, "currency": currency}


def an_office(
    folder: Path, *, settings: Mapping[str, str] | None = None, today: date = TODAY
) -> SmallOffice:
    """A new office in `folder` with a user of each role (see `USERS`)."""
    path = folder / "office.db"
    migrate.make(path)
    writing, reading = writing_engine(path), reading_engine(path)
    with open_unit(writing, lambda: NOW, OFFICE_ID) as unit:
        for name, roles in USERS.items():
            _add_user(unit, name, roles)
        given = {"name": "Asset Management Office", "country": "MT", "currency": "EUR"}
        for key, value in {**given, **(settings or {})}.items():
            unit.insert(t.office_setting, key=key, value=value, valid_from="2000-01-01")
        unit.enter(Entry("init", "system", "test", {}))
    actions = ActionService(
        engine=writing,
        documents=Documents(folder / "documents"),
        office_id=OFFICE_ID,
        now=lambda: NOW,
        today=lambda: today,
        reading=reading,
    )
    return SmallOffice(path, writing, reading, actions)


def _add_user(unit: Unit, name: str, roles: Iterable[str]) -> None:
    unit.insert(
        t.user_account,
        name=name,
        full_name=name.capitalize(),
        number=f"U-{name}",
        roles=json.dumps(list(roles)),
    )


def made(result: Result, kind: str) -> str:
    """The reference of what an action made."""
    return dict(result.made)[kind]

"""What every command needs: the place of the office, who speaks, and the open office itself."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asset_recovery.cli.speaking import complain
from asset_recovery.domain.actions.base import WrongUse
from asset_recovery.domain.errors import NotPermitted, Reason
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.paths import default_office
from asset_recovery.services.backup_service import backups_in
from asset_recovery.services.office import Office

PASSWORD = "ASSET_RECOVERY_PASSWORD"  # noqa: S105 - the name of a variable
NEW_PASSWORD = "ASSET_RECOVERY_NEW_PASSWORD"  # noqa: S105


@dataclass(slots=True)
class Said:
    """The options that go with every command, wherever they stand on the line."""

    office: str | None = None
    user: str | None = None
    json: bool = False
    purpose: str = ""

    @property
    def place(self) -> Path:
        """The office's folder."""
        if self.office is None:
            return default_office()
        if "://" in self.office:
            raise wrong_use(
                "This build keeps offices in folders; a shared office on PostgreSQL is not in it.",
                "office",
            )
        return Path(self.office)


def wrong_use(text: str, field: str | None = None) -> WrongUse:
    """Wrong use of the command line, with a sentence."""
    return WrongUse(Reason("wrong_use", text, field=field))


def secret(variable: str, prompt: str) -> str:
    """A password, from the environment or asked for; never from an argument."""
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise wrong_use(f"Give the password in {variable}, or start where it can be asked for.")
    return getpass.getpass(f"{prompt}: ")


@contextmanager
def open_office(said: Said) -> Iterator[Office]:
    """The office, closed afterwards whatever happens."""
    office = Office.open(said.place)
    try:
        yield office
    finally:
        office.close(backup=_is_due(office))


def _is_due(office: Office) -> bool:
    """Whether the newest backup is older than half an hour: a script of many commands needs not
    one after each."""
    known = backups_in(office.layout.backups, office.office_id)
    if not known:
        return True
    made_at = datetime.fromisoformat(known[0][1].made_at)
    return datetime.now(UTC) - made_at > timedelta(minutes=30)


@contextmanager
def logged_in(said: Said) -> Iterator[tuple[Office, Actor]]:
    """The office and the user who speaks."""
    with open_office(said) as office:
        name = said.user or only_user(office)
        actor = office.users.log_in(name, secret(PASSWORD, f"Password of {name}"))
        if office.users.must_change(actor):
            complain(
                f"{name}: this password was set by somebody else. Change it (password; "
                f"the new one is asked for or taken from {NEW_PASSWORD})."
            )
        yield office, actor


def only_user(office: Office) -> str:
    """The office's only user, where nobody is named."""
    names = office.users.names()
    if len(names) != 1:
        raise wrong_use("Say who you are with --user NAME.", "user")
    return names[0]


class Voices:
    """Several people in one file of actions: each logs in with the password that the file gives."""

    def __init__(self, office: Office, speaker: Actor, passwords: Path | None) -> None:
        self._office = office
        self._known = {speaker.name: speaker}
        self._speaker = speaker
        self._passwords = {} if passwords is None else read_passwords(passwords)

    def actor(self, name: str | None) -> Actor:
        """Who acts; nobody acts for another without that person's password."""
        if name is None:
            return self._speaker
        if name not in self._known:
            if name not in self._passwords:
                raise NotPermitted(
                    Reason(
                        "role_needed",
                        f"Nobody acts for {name} without the password (--passwords FILE).",
                        field="as_user",
                    )
                )
            self._known[name] = self._office.users.log_in(name, self._passwords[name])
        return self._known[name]


def read_passwords(path: Path) -> dict[str, str]:
    """Names and passwords: a JSON object, or the list that `init --demo --json` prints."""
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise wrong_use(
            f"The file of passwords cannot be read: {path.name}.", "passwords"
        ) from error
    if isinstance(raw, dict) and isinstance(raw.get("users"), list):
        raw = raw["users"]
    if isinstance(raw, list):
        raw = {str(entry.get("name")): entry.get("password") for entry in raw}
    if not isinstance(raw, dict):
        raise wrong_use("The file of passwords is a JSON object of names and passwords.")
    return {str(name): str(password) for name, password in raw.items()}

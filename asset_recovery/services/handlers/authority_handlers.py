"""The directory of authorities: an authority comes into it, or something about it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asset_recovery.domain.actions import authority_actions as a
from asset_recovery.domain.actions.arguments import write
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.text import sort_key
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries import authority_query as q
from asset_recovery.services.office_events import keep_office_event, require_languages, require_past
from asset_recovery.services.work import Work, listed

_NAMES = ("name", "country", "authority_type", "languages", "channels", *a.PARTS, "note")


def record_authority(work: Work, command: a.RecordAuthority) -> None:
    """A new record; one of the same name in the same State is warned of."""
    work.permit("record_authority", None)
    on = command.on or work.today
    require_past(work, on)
    _documents(work, command)
    _check_email(command.email)
    require_languages(command.languages)
    values = _values(command) | {"name_key": sort_key(command.name)}
    values |= {"languages": listed(command.languages), "channels": listed(command.channels)}
    _warn_of_alike(work, command.country, sort_key(command.name))
    reference = work.number("authority", command.authority)
    key = work.unit.insert(t.authority, reference=reference, recorded_on=on.isoformat(), **values)
    row = work.unit.get(t.authority, key)
    put_search(work.unit.connection, search_entry("authority", row))
    facts = {"authority": reference, "changed": _told(command)}
    keep_office_event(work, command, on.isoformat(), facts, None)


def change_authority(work: Work, command: a.ChangeAuthority) -> None:
    """What is given takes the place of what was there."""
    work.permit("change_authority", None)
    require_past(work, command.on)
    _documents(work, command)
    _check_email(command.email)
    require_languages(command.languages)
    row = work.find("authority", command.authority)
    if command.on.isoformat() < str(row["recorded_on"]):
        text = _("{authority} came into the directory on {day}, not before.")
        said = text.format(authority=row["reference"], day=row["recorded_on"])
        raise ValidationFailed(Reason("date_order", said, field="on"))
    values = _values(command)
    if command.name is not None:
        values["name_key"] = sort_key(command.name)
    if command.ended_on is not None:
        values["ended_on"] = command.ended_on.isoformat()
    if command.name is not None or command.country is not None:
        name_key = str(values.get("name_key") or row["name_key"])
        _warn_of_alike(work, str(values.get("country") or row["country"]), name_key, row["id"])
    work.unit.update(t.authority, row, **values)
    changed = work.unit.get(t.authority, int(row["id"]))
    put_search(work.unit.connection, search_entry("authority", changed))
    work.made["authority"] = str(row["reference"])
    facts = {"authority": str(row["reference"]), "changed": _told(command)}
    keep_office_event(work, command, command.on.isoformat(), facts, None)


def _documents(work: Work, command: Action) -> None:
    for reference in command.documents:
        work.find("document", reference, "documents")


def _check_email(email: str | None) -> None:
    """An address of e-mail has one sign in its middle, and a point behind it."""
    if email is None:
        return
    name, _sign, host = email.partition("@")
    if name and "." in host.strip(".") and "@" not in host and " " not in email:
        return
    text = _("email: {given} is no address such as desk@authority.example.")
    said = text.format(given=repr(email[:60]))
    raise ValidationFailed(Reason("field_invalid", said, field="email"))


def _values(command: a.RecordAuthority | a.ChangeAuthority) -> dict[str, object]:
    """What is given, as the table keeps it."""
    found: dict[str, object] = {}
    for name in _NAMES:
        value = getattr(command, name)
        if value in (None, ()):
            continue
        found[name] = listed(value) if isinstance(value, tuple) else value
    return found


def _told(command: a.RecordAuthority | a.ChangeAuthority) -> Mapping[str, object]:
    """What is given, as the event tells it."""
    names = (*_NAMES, "ended_on")
    found = {name: write(getattr(command, name, None)) for name in names}
    return {name: value for name, value in found.items() if value not in (None, [])}


def _warn_of_alike(work: Work, country: str, name_key: str, own: int = 0) -> None:
    found = q.alike(work.unit.connection, country, name_key, own)
    if found:
        text = _("{others} has the same name in the same State. Is it the same authority?")
        said = text.format(others=", ".join(str(one["reference"]) for one in found))
        work.warn(Reason("possible_match", said, "change_authority", "name"))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    a.RecordAuthority: record_authority,
    a.ChangeAuthority: change_authority,
}

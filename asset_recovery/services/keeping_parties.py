"""Particulars of parties as their table keeps them: checked, merged, and read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from asset_recovery.domain.actions.arguments import write
from asset_recovery.domain.actions.party_actions import PARTICULARS, PartyParticulars
from asset_recovery.domain.countries import country
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.identifiers import check_identifier
from asset_recovery.domain.party_facts import IdentityDocument, Particulars
from asset_recovery.i18n import _
from asset_recovery.persistence.canonical import canonical
from asset_recovery.services.office_events import require_languages
from asset_recovery.services.work import Work


def check_particulars(work: Work, command: PartyParticulars) -> None:
    """Refuse what is no State, no language, no day of the past; an odd LEI is warned of."""
    for code in command.nationalities:
        country(code, "nationalities")
    require_languages(command.languages)
    if command.registered_on is not None and command.registered_on > work.today:
        text = _("{date} lies in the future.").format(date=command.registered_on)
        raise ValidationFailed(Reason("date_in_future", text, field="registered_on"))
    if command.lei is not None:
        checked = check_identifier("lei", command.lei)
        if not checked.valid:
            work.warn(Reason("guard_failed", checked.reason, "change_party", "lei"))


def particulars_of(command: PartyParticulars, known: str | None = None) -> str | None:
    """What is given, over what was known, as JSON; None where there is nothing."""
    found: dict[str, object] = {} if known is None else json.loads(known)
    for name in PARTICULARS:
        value = getattr(command, name)
        if value not in (None, ()):
            found[name] = write(value)
    return canonical(found) if found else None


def read_particulars(row: Mapping[str, Any]) -> Particulars:
    """The particulars of a party's row; of one that was kept before there were any, nothing."""
    kept = row.get("particulars")
    if not kept:
        return Particulars()
    given: dict[str, Any] = json.loads(kept)
    known = {one.name for one in fields(Particulars)}
    values = {name: value for name, value in given.items() if name in known}
    for name in ("nationalities", "languages"):
        values[name] = tuple(values.get(name, ()))
    values["documents_of_identity"] = tuple(
        _document(one) for one in values.get("documents_of_identity", ())
    )
    values["registered_on"] = _day(values.get("registered_on"))
    return Particulars(**values)


def _document(kept: Mapping[str, Any]) -> IdentityDocument:
    return IdentityDocument(
        type=str(kept["type"]),
        number=str(kept["number"]),
        issuing_state=str(kept.get("issuing_state") or ""),
        expires_on=_day(kept.get("expires_on")),
    )


def _day(kept: object) -> date | None:
    return date.fromisoformat(str(kept)[:10]) if kept else None

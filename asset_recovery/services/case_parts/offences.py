"""The offences of a case as they were recorded, with what was changed of them since."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import offence_actions as o
from asset_recovery.domain.actions.arguments import write
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.offence_facts import Offence
from asset_recovery.i18n import _
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import CaseDesk

_LIST = "eu_offence"


def offence_facts(desk: CaseDesk, *, withdrawn: bool = False) -> tuple[Offence, ...]:
    """Every recorded offence, the oldest first; those that were withdrawn only where asked for."""
    changes: dict[str, list[Told]] = {}
    for one in desk.done("change_offence"):
        assert isinstance(one.command, o.ChangeOffence)
        changes.setdefault(one.command.offence, []).append(one)
    found = []
    for one in desk.done("record_offence"):
        later = changes.get(str(one.row["reference"]), [])
        if withdrawn or not _withdrawn(later):
            found.append(_offence(desk, one, later))
    return tuple(found)


def _withdrawn(changes: list[Told]) -> bool:
    said = [
        one.command.withdrawn
        for one in changes
        if isinstance(one.command, o.ChangeOffence) and one.command.withdrawn is not None
    ]
    return bool(said) and bool(said[-1])


def _offence(desk: CaseDesk, recorded: Told, changes: list[Told]) -> Offence:
    told = [recorded, *changes]
    commands: list[Action] = [one.command for one in told]

    def last(name: str) -> object:
        """What was said of it last."""
        said = [getattr(one, name) for one in commands]
        return next((value for value in reversed(said) if value not in (None, ())), None)

    def text(name: str) -> str | None:
        value = last(name)
        return None if value is None else str(write(value))

    def number(name: str) -> int | None:
        value = last(name)
        return value if isinstance(value, int) else None

    def flag(name: str) -> bool | None:
        value = last(name)
        return value if isinstance(value, bool) else None

    persons = next((one.facts["persons"] for one in reversed(told) if one.facts.get("persons")), ())
    code = text("eu_code")
    years, months = number("penalty_years"), number("penalty_months")
    return Offence(
        reference=str(recorded.row["reference"]),
        recorded_on=recorded.on,
        name=str(text("name")),
        provision=text("provision"),
        provision_text=text("provision_text"),
        penalty=penalty(years, months),
        penalty_years=years,
        penalty_months=months,
        committed_on=text("committed_on"),
        committed_until=text("committed_until"),
        place=text("place"),
        circumstances=text("circumstances"),
        participation=text("participation"),
        persons=desk.people(persons),
        eu_code=code,
        eu_label=code_lists.label(_LIST, code) if code else "",
        transnational=flag("transnational"),
        organised_group=flag("organised_group"),
        fiscal=flag("fiscal"),
        counterpart=text("counterpart"),
        limitation_on=_day(last("limitation_on")),
        documents=tuple(dict.fromkeys(name for one in commands for name in one.documents)),
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def penalty(years: int | None, months: int | None) -> str | None:
    """A maximum penalty in words; None where it was not recorded."""
    if years is None and months is None:
        return None
    parts = []
    if years:
        parts.append(_("1 year") if years == 1 else _("{count} years").format(count=years))
    if months:
        parts.append(_("1 month") if months == 1 else _("{count} months").format(count=months))
    return " ".join(parts) or _("no imprisonment")

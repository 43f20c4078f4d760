"""What is offered for a State: forms and instruments by its sheet, and to whom a request goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.form_model import Form
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.forms.offered import Situation, offer
from asset_recovery.forms.state_findings import language_barred
from asset_recovery.i18n import _
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection
from asset_recovery.services.state_sheets import sheet_of
from asset_recovery.services.work import Work

OF_THE_STATE = "STATE-"


def situation_of(
    connection: Connection,
    country: str,
    day: date,
    *,
    route: str | None = None,
    kinds: tuple[str, ...] = (),
    parent_form: str = "",
) -> Situation:
    """To which State a paper is to go, with the sheets on file; `route` is the case's own code."""
    own = finder.setting(connection, "country", "")
    return Situation(
        country=country,
        own=own,
        sheet=sheet_of(connection, country, day),
        own_sheet=sheet_of(connection, own, day) if own else None,
        route=load_instruments(day).routes.get(route or "", ""),
        kinds=kinds,
        parent_form=parent_form,
    )


def require_offered(work: Work, form: Form, situation: Situation, *, warns: bool = True) -> None:
    """Refuse a form that does not apply to the State; warn of what is not on file about it."""
    found = offer(form, situation, work.today)
    if found.refusal is not None:
        raise RuleViolation(found.refusal)
    for warning in found.warnings if warns else ():
        work.warn(warning)


def warn_of_state(work: Work, paper: FilledForm) -> None:
    """Say what in a request contradicts the sheet of its State."""
    for item in paper.missing:
        if item.rule.startswith(OF_THE_STATE):
            work.warn(item.reason())


def require_language(paper: FilledForm) -> None:
    """Refuse to send what the State does not take in its language."""
    values: dict[str, object] = {key: answer.value for key, answer in paper.answers.items()}
    found = language_barred(paper.form, values, paper.file, paper.request)
    if found is not None:
        raise RuleViolation(found.reason())


def addressee(work: Work, given: str | None, country: str) -> tuple[str | None, str | None]:
    """(name, reference) of the authority meant: of the directory, or a name in plain text.

    Raises ValidationFailed where the authority belongs to another State.
    """
    if given is None:
        return None, None
    row = finder.by_reference(work.unit.connection, "authority", given)
    if row is None:
        return given, None
    if row["country"] != country:
        text = _("{authority}, {name}, is an authority of {state}.").format(
            authority=row["reference"], name=row["name"], state=country_name(str(row["country"]))
        )
        raise ValidationFailed(Reason("field_invalid", text, field="to_authority"))
    _warn_of_ended(work, row)
    return str(row["name"]), str(row["reference"])


def _warn_of_ended(work: Work, row: Mapping[str, Any]) -> None:
    ended = row["ended_on"]
    if ended is not None and str(ended) <= work.today.isoformat():
        text = _("{authority} is written to no more since {day}.")
        said = text.format(authority=row["reference"], day=ended)
        work.warn(Reason("closed_record", said, "change_authority", "to_authority"))

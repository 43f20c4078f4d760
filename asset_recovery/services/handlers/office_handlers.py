"""Documents, deadlines, users and the office itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from asset_recovery.domain.actions import office_actions as f
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.countries import country
from asset_recovery.domain.currencies import known
from asset_recovery.domain.errors import Conflict, NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.identifiers import check_identifier
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.eu_sharing import EXECUTING, ISSUING
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries.invoice_query import case_of_invoice
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.deadline_repository import take_off_agenda
from asset_recovery.persistence.repositories.user_repository import user_count
from asset_recovery.services import photographs
from asset_recovery.services.case_parts.eu_shares import ODD_UNIT
from asset_recovery.services.case_parts.ownership import SECRECY, secrecy_states
from asset_recovery.services.documents import Documents
from asset_recovery.services.recompute import rebuild
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import take_step
from asset_recovery.services.work import Work, listed

_ACCOUNT_PARTS = {"payment_iban": "iban", "payment_bic": "bic"}


def record_named(work: Work, reference: str) -> tuple[str, Mapping[str, Any], int | None]:
    """A record of any kind with the case to which it belongs."""
    found = finder.any_by_reference(work.unit.connection, reference)
    if found is None or not work.may_know(*found):
        raise NotFound(
            Reason("not_found", _("There is no record {to}.").format(to=reference), field="to")
        )
    kind, row = found
    case_id = row["id"] if kind == "case" else row.get("case_id")
    if kind == "invoice":
        case_id = case_of_invoice(work.unit.connection, int(row["id"]))
    return kind, row, None if case_id is None else int(case_id)


def attach_document(work: Work, command: f.AttachDocument, documents: Documents) -> None:
    """A file is kept by its content, then named by a row; the original name is data only."""
    kind, row, case_id = record_named(work, command.to)
    work.permit("attach_document", case_id)
    camera = photographs.examine(command.file) if command.kind == "photo" else None
    kept = documents.keep(command.file)
    number = work.number("document", command.document)
    connection = work.unit.connection
    key = work.unit.insert(
        t.document,
        reference=number,
        case_id=case_id,
        record=command.to,
        title=command.title,
        kind=command.kind,
        on_date=None if command.on is None else command.on.isoformat(),
        hash=kept.hash,
        size=kept.size,
        original_name=kept.name,
        classification=command.classification
        or finder.setting(connection, "classification", "restricted"),
        language=command.language,
        source=command.source,
    )
    put_search(connection, search_entry("document", work.unit.get(t.document, key)))
    if case_id is not None:
        assets = [row] if kind == "asset" else []
        case = work.stories.case(case_id)
        facts: dict[str, object] = {"document": number, "hash": kept.hash}
        if camera is not None:
            facts["photo"] = camera
        told = without_folder(command)
        take_step(work, Plan(told, case=case, assets=assets, on=work.today, facts=facts))


def without_folder(command: f.AttachDocument) -> f.AttachDocument:
    """The command as it is kept: whose folder the file came from is nobody's business."""
    return replace(command, file=Path(command.file).name)


def close_own_deadline(work: Work, row: Mapping[str, Any], on: date, outcome: str) -> None:
    """Close a deadline, late or in time, and take it off the agenda."""
    work.unit.update(
        t.deadline,
        row,
        state="late" if on.isoformat() > row["due"] else "met",
        closed_on=on.isoformat(),
        outcome=outcome,
    )
    take_off_agenda(work.unit.connection, int(row["id"]))


def add_user(work: Work, command: f.AddUser) -> None:
    """A new account without a password: nobody can log in with it before one is set."""
    work.permit("add_user", None)
    if finder.user_by_name(work.unit.connection, command.user) is not None:
        raise Conflict(
            Reason(
                "reference_taken",
                _("There is already a user {name}.").format(name=command.user),
                field="user",
            )
        )
    if command.party is not None:
        work.find("party", command.party)
    work.unit.insert(
        t.user_account,
        name=command.user,
        full_name=command.name,
        number=f"U{user_count(work.unit.connection) + 1:03d}",
        roles=listed(command.roles),
        party=command.party,
        until=None if command.until is None else command.until.isoformat(),
    )
    work.made["user"] = command.user
    text = _("Nobody can log in as {name} before an administrator has set a first password.")
    work.told["next"] = text.format(name=command.user)


def change_user(work: Work, command: f.ChangeUser) -> None:
    """A name, roles, a term or a block; nobody changes his own roles."""
    work.permit("change_user", None)
    row = finder.user_by_name(work.unit.connection, command.user)
    if row is None:
        raise NotFound(
            Reason(
                "not_found", _("There is no user {name}.").format(name=command.user), field="user"
            )
        )
    if command.roles and row["id"] == work.actor.id:
        raise RuleViolation(
            Reason("same_person", _("Nobody changes his own roles; another administrator must."))
        )
    values: dict[str, object] = {}
    if command.name is not None:
        values["full_name"] = command.name
    if command.roles:
        values["roles"] = listed(command.roles)
    if command.until is not None:
        values["until"] = command.until.isoformat()
    if command.blocked is not None:
        values["blocked"] = int(command.blocked)
    work.unit.update(t.user_account, row, **values)


def change_office(work: Work, command: f.ChangeOffice) -> None:
    """A fact of the office, from a day on; the earlier value stays on file."""
    work.permit("change_office", None)
    _check_value(work, command)
    row = finder.setting_from(work.unit.connection, command.key, command.from_.isoformat())
    if row is not None:
        work.unit.update(t.office_setting, row, value=command.value)
    else:
        work.unit.insert(
            t.office_setting,
            key=command.key,
            value=command.value,
            valid_from=command.from_.isoformat(),
        )
    if command.key == "country":
        work.calendar.country = command.value
    if command.key in ("currency", "country"):  # every value, or every term, comes out anew
        rebuild(work.unit.connection)


def _check_value(work: Work, command: f.ChangeOffice) -> None:
    """The value is one that its key can have."""
    if command.key == "currency" and not known(command.value):
        raise ValidationFailed(Reason("currency_unknown", _("That is no currency."), field="value"))
    if command.key == "legal_system":
        library_of(work.unit.connection).rules(command.value)
    if command.key == SECRECY:
        for code in secrecy_states({SECRECY: command.value}):
            country(code, "value")
    if command.key in _ACCOUNT_PARTS:
        found = check_identifier(_ACCOUNT_PARTS[command.key], command.value)
        if not found.valid:
            raise ValidationFailed(Reason("field_invalid", found.reason, field="value"))
    if command.key == ODD_UNIT and command.value not in (EXECUTING, ISSUING):
        text = _("Write executing or issuing: the State that receives the odd unit.")
        raise ValidationFailed(Reason("field_invalid", text, field="value"))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    f.AddUser: add_user,
    f.ChangeUser: change_user,
    f.ChangeOffice: change_office,
}

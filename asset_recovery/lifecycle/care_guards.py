"""Guards on the modes of management, on contracts, and on visits after reuse (lifecycle.md 4.5)."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.custody_actions import InsureAsset, ManageAsset
from asset_recovery.domain.actions.management_actions import FollowUpReuse, RecordContract
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.care import REUSES, day_of


def insured(ask: Ask) -> Iterator[Reason]:
    """An insurance is in force on the day, or the terms name the one that the other side took."""
    if _is_uninsured(ask):
        text = _("No insurance of the asset is in force on {date}.").format(date=ask.on)
        yield Reason("guard_failed", text, "insure_asset", field="terms.insurance")


def insurance_noted(ask: Ask) -> Iterator[Reason]:
    """Where it need not be insured, that it is not is pointed out."""
    if _is_uninsured(ask):
        text = _("No insurance of the asset is in force on {date}.").format(date=ask.on)
        yield Reason("insurance_missing", text, "insure_asset")


def _is_uninsured(ask: Ask) -> bool:
    named = ask.command.terms if isinstance(ask.command, ManageAsset) else None
    return not ask.position.care.insurances(ask.on) and not (named or {}).get("insurance")


def condition_reported(ask: Ask) -> Iterator[Reason]:
    """Before a thing is left in other hands its condition is put on paper."""
    command = ask.command
    given = (command.terms or {}) if isinstance(command, ManageAsset) else {}
    if not ask.position.care.conditions and not given.get("condition"):
        yield Reason(
            "condition_missing",
            _("No report on the condition of the asset is on file."),
            "inspect_asset",
        )


def term_days(ask: Ask) -> Iterator[Reason]:
    """The entry in the register is made, and what is lent comes back after it is lent."""
    command = ask.command
    if not isinstance(command, ManageAsset):
        return
    given = command.terms or {}
    for name in ("registered_on", "return_on"):
        if name not in ask.rules.modes.get(command.mode, ()) or not given.get(name):
            continue
        field, day = f"terms.{name}", day_of(given[name])
        if day is None:
            text = _("{value} is not a date. Write it as 2026-03-01.")
            yield Reason("field_invalid", text.format(value=given[name]), field=field)
        elif name == "registered_on" and day > ask.on:
            text = _("The entry of {day} is not made yet on {date}.")
            yield Reason("date_order", text.format(day=day, date=ask.on), field=field)
        elif name == "return_on" and day <= ask.on:
            text = _("The return on {day} must come after the beginning on {date}.")
            yield Reason("date_order", text.format(day=day, date=ask.on), field=field)
    if command.until is not None and command.until < ask.on:
        text = _("The end on {day} must not come before the beginning on {date}.")
        yield Reason("date_order", text.format(day=command.until, date=ask.on), field="until")


def lease_terms_named(ask: Ask) -> Iterator[Reason]:
    """What a lease should say and does not is pointed out."""
    command = ask.command
    if not isinstance(command, RecordContract) or command.kind != "lease":
        return
    if command.rent is None:
        yield Reason("terms_incomplete", _("The lease names no rent."), field="rent")
    if command.guarantee is None:
        yield Reason("terms_incomplete", _("The lease names no guarantee."), field="guarantee")
    if command.exit_clause is None:
        yield Reason("terms_incomplete", _("The lease has no exit clause."), field="exit_clause")


def contract_overlaps(ask: Ask) -> Iterator[Reason]:
    """Two contracts of a kind for the same days: for a person to look at."""
    command = ask.command
    if isinstance(command, RecordContract):
        kind, since, until = command.kind, command.from_, command.to
    elif isinstance(command, InsureAsset):
        kind, since, until = "insurance", command.from_, command.to
    else:
        return
    for known in ask.position.care.of_kind(kind):
        if known.overlaps(since, until):
            text = _("The {kind} contract {contract} of {since} to {until} runs at the same time.")
            yield Reason(
                "contract_overlap",
                text.format(
                    kind=code_lists.label("contract_kinds", kind).casefold(),
                    contract=known.reference,
                    since=known.since,
                    until=known.last_day or _("open end"),
                ),
                "end_contract",
            )


def contract_without_conflict(ask: Ask) -> Iterator[Reason]:
    """Nobody who stands close to the case or to the office gets a contract about its assets."""
    why = ask.screening.excluded.get(ask.parties.get("party", ""))
    if why:
        yield Reason("conflict_of_interest", why, field="party")


def contract_possible_match(ask: Ask) -> Iterator[Reason]:
    """Names alike: for a person to decide."""
    for name in ask.screening.alike.get(ask.parties.get("party", ""), ()):
        yield Reason("possible_match", _("Possible match: {name}.").format(name=name))


def given_for_reuse(ask: Ask) -> Iterator[Reason]:
    """Visits follow what was given for use or donated, on or after that day."""
    command, care = ask.command, ask.position.care
    if ask.position.disposal not in REUSES or care.reused_on is None:
        yield Reason(
            "wrong_state", _("The asset was not given for reuse or donated."), "dispose_asset"
        )
    elif isinstance(command, FollowUpReuse) and ask.on < care.reused_on:
        text = _("It was given for reuse on {date} only.").format(date=care.reused_on)
        yield Reason("date_order", text, field="on")


def breach_noted(ask: Ask) -> Iterator[Reason]:
    """The breach is pointed out in the moment in which it is recorded."""
    command = ask.command
    if isinstance(command, FollowUpReuse) and command.finding == "breach":
        text = _("A breach: it stands as a hard alarm until a visit finds the use as agreed.")
        yield Reason("reuse_breach", text, "follow_up_reuse")


GUARDS = {
    guard.__name__: guard
    for guard in (
        insured,
        insurance_noted,
        condition_reported,
        term_days,
        lease_terms_named,
        contract_overlaps,
        contract_without_conflict,
        contract_possible_match,
        given_for_reuse,
        breach_noted,
    )
}

"""Victims of a case: recorded one by one or by the thousand, notified, decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.actions import victim_actions as v
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.victim_query import (
    case_of_list,
    contact_of,
    given_to_victims,
    victims_named,
    victims_of_list,
)
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import require_open, take_step
from asset_recovery.services.work import Work

OPEN = ("recorded", "claimed")


def default_list(case: Mapping[str, Any]) -> str:
    """The list of a case that needs no more than one."""
    return f"{case['reference']}-V"


def open_victim_list(work: Work, command: v.OpenVictimList) -> None:
    """What holds for all victims of a list."""
    case = _case(work, command.case, "open_victim_list")
    name = command.victim_list or default_list(case)
    owner = case_of_list(work.unit.connection, name)
    if owner is not None and owner != case["id"]:
        raise ValidationFailed(
            Reason("reference_taken", _("That list belongs to another case."), field="victim_list")
        )
    reference = work.number("victim_list", name)
    take_step(work, Plan(command, case=case, reference=reference))


def record_victim(work: Work, command: v.RecordVictim) -> None:
    """One victim, whom the register of parties knows too."""
    case = _case(work, command.case, "record_victim")
    party = work.party(command.party, "party")
    work.link(party, "victim", case_id=case["id"], since=command.on.isoformat())
    reference = work.number("victim", command.victim)
    _insert(
        work,
        case,
        _list_named(work, case, command.victim_list),
        reference,
        {
            "party_id": party["id"],
            "name": party["name"],
            "loss": command.loss,
            "on": command.on,
            "period": command.period,
            "proof": command.proof,
            "class": command.class_,
            "cap": command.cap,
            "elsewhere": command.elsewhere,
            "represented_by": command.represented_by,
            "claimed_on": command.claimed_on,
            "address": command.address,
            "iban": command.iban,
        },
    )


def record_victims(work: Work, command: v.RecordVictims) -> None:
    """Many victims in one entry: all, or none where one row cannot be taken."""
    case = _case(work, command.case, "record_victims")
    name = _list_named(work, case, command.victim_list)
    faults: list[Reason] = []
    numbers = _numbers(work, command.rows)
    for place, (row, reference) in enumerate(zip(command.rows, numbers, strict=True), start=1):
        try:
            _insert(work, case, name, reference, _of_row(work, row))
        except (ValidationFailed, NotFound) as refusal:
            faults += [_in_row(reason, place) for reason in refusal.reasons]
    if faults:
        raise ValidationFailed(faults)
    work.made["victim_list"] = name
    work.notes.append(_("{count} victims are on the list.").format(count=len(command.rows)))


def _in_row(reason: Reason, place: int) -> Reason:
    return Reason(reason.code, reason.text, reason.clear_with, reason.field or "rows", place)


def _numbers(work: Work, rows: Iterable[Mapping[str, object]]) -> list[str]:
    """The reference of each row: its own if it is free, else the series' next."""
    found: list[str] = []
    given = [str(row["victim"]) for row in rows if row.get("victim")]
    taken = victims_named(work.unit.connection, given)
    seen: set[str] = set()
    prefix = f"V-{work.today.year}-"
    first = finder.next_number(work.unit.connection, t.victim, prefix, 6)
    serial = int(first[len(prefix) :])
    for place, row in enumerate(rows, start=1):
        name = str(row["victim"]) if row.get("victim") else ""
        if name and (name in taken or name in seen):
            raise ValidationFailed(
                Reason(
                    "reference_taken",
                    _("The reference {reference} is already in use.").format(reference=name),
                    None,
                    "victim",
                    place,
                )
            )
        while not name:
            number, serial = f"{prefix}{serial:06d}", serial + 1
            name = "" if number in seen else number
        seen.add(name)
        found.append(name)
    return found


def _of_row(work: Work, row: Mapping[str, object]) -> dict[str, Any]:
    """A row's values, typed; the register of parties is asked only where it is named."""
    loss = Money.from_json(row["loss"], "loss")
    values: dict[str, Any] = {
        **{
            name: row.get(name) for name in ("period", "proof", "represented_by", "address", "iban")
        },
        "loss": loss,
        "on": date.fromisoformat(str(row["on"])),
        "class": None if row.get("class") is None else int(str(row["class"])),
    }
    for name in ("cap", "elsewhere"):
        values[name] = None if row.get(name) is None else Money.from_json(row[name], name)
    claimed = row.get("claimed_on")
    values["claimed_on"] = None if claimed is None else date.fromisoformat(str(claimed))
    v.fits(loss, values["cap"], values["elsewhere"], values["class"])
    if row.get("party"):
        party = work.find("party", str(row["party"]), "party")
        values |= {"party_id": party["id"], "name": row.get("name") or party["name"]}
    else:
        values |= {"party_id": None, "name": str(row["name"])}
    return values


def _insert(
    work: Work, case: Mapping[str, Any], name: str, reference: str, given: Mapping[str, Any]
) -> None:
    for field in ("on", "claimed_on"):
        _not_in_future(work, given[field], field)
    iban = checked_iban(given["iban"], "iban") if given["iban"] else None
    claimed: date | None = given["claimed_on"]
    key = work.unit.insert(
        t.victim,
        reference=reference,
        case_id=case["id"],
        victim_list=name,
        party_id=given["party_id"],
        name=given["name"],
        on_date=given["on"].isoformat(),
        period=given["period"],
        proof=given["proof"],
        rank=given["class"] or 1,
        represented_by=given["represented_by"],
        claimed_on=None if claimed is None else claimed.isoformat(),
        state="recorded" if claimed is None else "claimed",
        **_money("loss", given["loss"]),
        **_money("cap", given["cap"]),
        **_money("elsewhere", given["elsewhere"]),
    )
    if given["address"] or iban:
        work.unit.insert(t.victim_contact, victim_id=key, address=given["address"], iban=iban)


def _money(name: str, amount: Money | None) -> dict[str, object]:
    if amount is None:
        return {f"{name}_minor": None, f"{name}_currency": None}
    return {f"{name}_minor": amount.minor, f"{name}_currency": amount.currency}


def checked_iban(given: str, field: str) -> str:
    """The account number without blanks; `field_invalid` where its check digits are wrong."""
    from asset_recovery.domain.identifiers import check_identifier  # noqa: PLC0415 - heavy

    found = check_identifier("iban", given)
    if not found.valid:
        raise ValidationFailed(Reason("field_invalid", found.reason or "", field=field))
    return "".join(given.split()).upper()


def change_victim(work: Work, command: v.ChangeVictim) -> None:
    """What is said of a victim is put right; what was allocated on it stays."""
    row = _victim(work, command.victim, "change_victim")
    loss = command.loss or money_of(row, "loss")
    assert loss is not None
    v.fits(loss, command.cap, command.elsewhere, command.class_)
    for field, day in (("on", command.on), ("claimed_on", command.claimed_on)):
        _not_in_future(work, day, field)
    changed: dict[str, object] = {
        name: getattr(command, name)
        for name in ("name", "proof", "period", "represented_by")
        if getattr(command, name) is not None
    }
    if command.class_ is not None:
        changed["rank"] = command.class_
    if command.on is not None:
        changed["on_date"] = command.on.isoformat()
    if command.claimed_on is not None:
        changed["claimed_on"] = command.claimed_on.isoformat()
        changed["state"] = "claimed" if row["state"] == "recorded" else row["state"]
    for name in ("loss", "cap", "elsewhere"):
        amount = getattr(command, name)
        if amount is not None:
            changed |= _money(name, amount)
    work.unit.update(t.victim, row, **changed)
    _reach(work, row, command)


def _reach(work: Work, row: Row, command: v.ChangeVictim) -> None:
    iban = checked_iban(command.iban, "iban") if command.iban else None
    changed = {
        name: value
        for name, value in (("address", command.address), ("iban", iban))
        if value is not None
    }
    if not changed:
        return
    known = contact_of(work.unit.connection, int(row["id"]))
    if known is None:
        work.unit.insert(t.victim_contact, victim_id=row["id"], **changed)
    else:
        work.unit.update(t.victim_contact, known, **changed)


def notify_victims(work: Work, command: v.NotifyVictims) -> None:
    """The victims named, or all of the list who were not told yet."""
    case = _case(work, command.case, "notify_victims")
    _not_in_future(work, command.on, "on")
    name = _list_named(work, case, command.victim_list)
    rows = _meant(work, case, name, command.victims, OPEN)
    told = [row for row in rows if command.victims or row["notified_on"] is None]
    if not told:
        raise RuleViolation(
            Reason("wrong_state", _("Everybody on the list {list} was told.").format(list=name))
        )
    for row in told:
        work.unit.update(
            t.victim,
            row,
            notified_on=command.on.isoformat(),
            claim_by=command.claim_by.isoformat(),
        )
    facts: dict[str, object] = {"victim_list": name, "count": len(told)}
    take_step(work, Plan(command, case=case, facts=facts))
    work.notes.append(_("{count} victims were notified.").format(count=len(told)))


def decide_victim(work: Work, command: v.DecideVictim) -> None:
    """One decision on one victim."""
    if command.outcome == "rejected" and command.amount is not None:
        text = _("A claim that is rejected has no amount.")
        raise ValidationFailed(Reason("field_invalid", text, field="amount"))
    row = _victim(work, command.victim, "decide_victim")
    _decide(work, row, command.outcome, command.amount, command.on, command.final)


def decide_victims(work: Work, command: v.DecideVictims) -> None:
    """One decision on many victims, in one entry."""
    case = _case(work, command.case, "decide_victims")
    if command.rows:
        names = [str(one["victim"]) for one in command.rows]
        rows = _meant(work, case, "", tuple(names), ())
        for row, one in zip(rows, command.rows, strict=True):
            amount = one.get("amount")
            given = None if amount is None else Money.from_json(amount, "amount")
            final = command.final if one.get("final") is None else one.get("final") is True
            _decide(work, row, str(one["outcome"]), given, command.on, final)
        decided = len(rows)
    else:
        name = _list_named(work, case, command.victim_list)
        rows = _meant(work, case, name, command.victims, OPEN)
        if not rows:
            raise RuleViolation(
                Reason("wrong_state", _("Nobody on {list} waits for it.").format(list=name))
            )
        for row in rows:
            _decide(work, row, str(command.outcome), None, command.on, command.final)
        decided = len(rows)
    work.notes.append(_("{count} claims were decided.").format(count=decided))


def _decide(  # noqa: PLR0913, PLR0917 - the parts of a decision
    work: Work, row: Row, outcome: str, amount: Money | None, on: date, final: bool | None
) -> None:
    _not_in_future(work, on, "on")
    loss = money_of(row, "loss")
    assert loss is not None
    admitted = amount if outcome != "admitted" else amount or loss
    if on.isoformat() < str(row["on_date"]):
        raise ValidationFailed(Reason("date_order", _("That lies before the loss."), field="on"))
    if admitted is not None and admitted.currency != loss.currency:
        raise ValidationFailed(
            Reason(
                "currency_mismatch",
                _("The loss of {victim} is in {currency}; correct it first.").format(
                    victim=row["reference"], currency=loss.currency
                ),
                "change_victim",
                field="amount",
            )
        )
    if admitted is not None and admitted > loss:
        raise ValidationFailed(
            Reason(
                "amount_exceeds_order",
                _("{victim} lost {loss}; more than that is not admitted.").format(
                    victim=row["reference"], loss=loss.display()
                ),
                field="amount",
            )
        )
    work.unit.update(
        t.victim,
        row,
        state="rejected" if outcome == "rejected" else "admitted",
        decided_on=on.isoformat(),
        final=int(bool(final)),
        **_money("admitted", admitted),
    )
    _warn_of_given(work, row, admitted)


def _warn_of_given(work: Work, row: Row, admitted: Money | None) -> None:
    """A decision that goes below what an allocation gives says so: it is to be asked back."""
    given = (
        given_to_victims(work.unit.connection, str(row["victim_list"])).get(int(row["id"]), 0)
        if row["state"] in ("admitted", "rejected")
        else 0
    )
    if given > (0 if admitted is None else admitted.minor):
        work.warn(
            Reason(
                "amount_exceeds_order",
                _("{victim} was allocated more than is admitted now.").format(
                    victim=row["reference"]
                ),
                "claw_back",
            )
        )


def money_of(row: Mapping[str, Any], name: str) -> Money | None:
    """An amount as its two columns keep it."""
    if row[f"{name}_minor"] is None:
        return None
    return Money(int(row[f"{name}_minor"]), str(row[f"{name}_currency"]))


def _victim(work: Work, reference: str, action: str) -> Row:
    row = work.find("victim", reference)
    case = work.stories.case(int(row["case_id"]))
    work.permit(action, int(case["id"]))
    require_open(case)
    work.journal_case = str(case["reference"])
    work.touched_cases.add(int(case["id"]))
    return row


def _case(work: Work, reference: str, action: str) -> Row:
    case = work.case(reference)
    work.permit(action, int(case["id"]))
    require_open(case)
    work.journal_case = str(case["reference"])
    work.touched_cases.add(int(case["id"]))
    return case


def _list_named(work: Work, case: Mapping[str, Any], given: str | None) -> str:
    """The list meant, which belongs to this case and to no other."""
    name = given or default_list(case)
    owner = case_of_list(work.unit.connection, name)
    opened = finder.event_by_reference(work.unit.connection, name)
    if opened is not None and opened["action"] == "open_victim_list":
        owner = int(opened["case_id"])
    if owner is not None and owner != case["id"]:
        raise NotFound(
            Reason(
                "not_found",
                _("There is no list {list} in this case.").format(list=name),
                field="victim_list",
            )
        )
    return name


def _meant(
    work: Work, case: Mapping[str, Any], name: str, named: tuple[str, ...], states: tuple[str, ...]
) -> list[Row]:
    """The victims named, all of this case; else those of the list in these states."""
    if not named:
        return victims_of_list(work.unit.connection, name, states)
    found = victims_named(work.unit.connection, named)
    missing = [one for one in named if one not in found or found[one]["case_id"] != case["id"]]
    if missing:
        raise NotFound(
            Reason(
                "not_found",
                _("There is no victim {victim} in this case.").format(victim=missing[0]),
                field="victims",
            )
        )
    if len(set(named)) != len(named):
        raise ValidationFailed(
            Reason("field_invalid", _("A victim is named twice."), field="victims")
        )
    return [found[one] for one in named]


def _not_in_future(work: Work, on: date | None, field: str) -> None:
    if on is not None and on > work.today:
        raise ValidationFailed(
            Reason("date_in_future", _("{date} lies in the future.").format(date=on), field=field)
        )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    v.OpenVictimList: open_victim_list,
    v.RecordVictim: record_victim,
    v.RecordVictims: record_victims,
    v.ChangeVictim: change_victim,
    v.NotifyVictims: notify_victims,
    v.DecideVictim: decide_victim,
    v.DecideVictims: decide_victims,
}

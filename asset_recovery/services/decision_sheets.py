"""The page on which a second person decides, worked out of the records as they stand then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.asset_actions import RecordPlan
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.invoice_actions import CertifyInvoice
from asset_recovery.domain.actions.sale_actions import ProposeInterlocutorySale
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.decision_sheet import DecisionSheet, SheetSection, VoteFacts
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import current_value
from asset_recovery.lifecycle.due import due_items
from asset_recovery.lifecycle.figures.look_ups import public_holidays
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.lifecycle.headline import headline
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.queries.approval_query import interests_of_case, votes_on
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.persistence.queries.invoice_query import lines_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.repositories.user_repository import users
from asset_recovery.persistence.store import Connection
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.case_parts.event_words import said
from asset_recovery.services.explained.planned_figures import plan_inputs
from asset_recovery.services.rates import Rates

MOST_ASSETS = 12
_OF_A_SALE = ("propose_interlocutory_sale", "record_sale")
Rows = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """What a page is made from: the records, the rates, the day."""

    connection: Connection
    rates: Rates
    today: date

    def row(self, table: Any, key: int) -> Mapping[str, Any]:  # noqa: ANN401 - any table
        """A row by its key."""
        return Unit(self.connection, lambda: "", "").get(table, key)

    def party(self, reference: str) -> str:
        """A party's name by its reference; a text that is none stays as it is."""
        found = finder.by_reference(self.connection, "party", reference)
        return reference if found is None else str(found["name"])


@dataclass(frozen=True, slots=True)
class _Asset:
    row: Mapping[str, Any]
    position: Position
    rules: Rules
    plan: RecordPlan | None

    @property
    def name(self) -> str:
        return f"{self.row['reference']} {self.row['description']}"[:80]


def decision_sheet(source: Source, approval: Mapping[str, Any]) -> DecisionSheet:
    """What the second person is shown: what, value with age, cost to date, keep or sell, who was
    heard, conflicts of interest, claims, and what happens if it is refused."""
    event = source.row(t.event, int(approval["event_id"]))
    action = str(event["action"])
    command = VOCABULARY[action].parse(json.loads(event["data"]))
    rows = assets_of_event(source.connection, int(event["id"]))
    shown = [_asset(source, row) for row in rows[:MOST_ASSETS]]
    case = ""  # money that belongs to no case yet stands under its own reference
    if event["case_id"] is not None:
        case = str(source.row(t.case_record, int(event["case_id"]))["reference"])
    parts = [
        SheetSection("what", _("What is asked"), (
            *_what(source, event, approval, rows), *_arguments(source, event, command),
            *_leave(action, shown), *_invoice(source, command),
        )),
        SheetSection("value", _("Value and its age"), tuple(_values(source, shown))),
        SheetSection("cost", _("Cost to date"), tuple(_costs(shown))),
        SheetSection("keep_or_sell", _("Keep or sell"), (
            *_on_file(source, command), *_advice(source, shown),
        )),
        SheetSection("heard", _("Who was heard"), tuple(_heard(source, shown))),
        SheetSection("conflicts", _("Conflicts of interest"),
            tuple(_conflicts(source, event, rows))),
        SheetSection("rights", _("Claims and liens"), tuple(_rights(source, shown))),
        SheetSection("if_not", _("If it is refused"), tuple(_if_not(source, shown))),
    ]  # fmt: skip
    return DecisionSheet(
        approval=str(approval["reference"]),
        title=_(VOCABULARY[action].TITLE),
        record=_record(event, command, rows, case),
        case=case,
        state=str(approval["state"]),
        content_hash=str(approval["content_hash"]),
        sections=tuple(part for part in parts if part.rows),
    )


def _record(
    event: Mapping[str, Any], command: Action, rows: Sequence[Mapping[str, Any]], case: str
) -> str:
    if isinstance(command, CertifyInvoice):
        return command.invoice
    return str(rows[0]["reference"]) if len(rows) == 1 else case or str(event["reference"])


def _invoice(source: Source, command: Action) -> Rows:
    """The bill that is certified: from whom, over how much, and each line that differs."""
    if not isinstance(command, CertifyInvoice):
        return
    row = finder.by_reference(source.connection, "invoice", command.invoice)
    if row is None:
        return
    currency = str(row["amount_currency"])
    said = _("{supplier}, number {number}").format(supplier=row["supplier"], number=row["number"])
    yield _("Supplier"), said
    yield _("Period"), f"{row['from_date']} – {row['to_date']}"
    yield _("Amount with tax"), Money(row["amount_minor"], currency).display()
    if row["difference_minor"]:
        yield _("Billed too much"), Money(row["difference_minor"], currency).display()
    for line in lines_of(source.connection, int(row["id"])):
        found = [one["text"] for one in json.loads(line["findings"]) if one["wrong"]]
        if found:
            name = line["asset"] or line["case_reference"]
            yield (
                _("Line {place}, {asset}").format(place=line["place"], asset=name),
                "; ".join(found),
            )


def seen(sheet: DecisionSheet) -> str:
    """The page as a vote keeps it."""
    return canonical([[part.key, part.title, part.rows] for part in sheet.sections])


def sections_seen(kept: str | None) -> tuple[SheetSection, ...]:
    """The page that a vote kept."""
    parts = json.loads(kept) if kept else []
    return tuple(
        SheetSection(key, title, tuple((name, text) for name, text in rows))
        for key, title, rows in parts
    )


def vote_facts(connection: Connection, approval: int) -> tuple[VoteFacts, ...]:
    """The votes on an approval (key), each with the page that was seen."""
    known = {int(row["id"]): row for row in users(connection)}
    logins = {str(row["name"]): str(row["full_name"]) for row in known.values()}
    return tuple(
        VoteFacts(
            level=int(vote["level"]),
            by=str(known[vote["user_id"]]["full_name"]),
            number=str(known[vote["user_id"]]["number"]),
            on=str(vote["voted_on"]),
            outcome=str(vote["outcome"]),
            on_behalf_of=logins.get(vote["on_behalf_of"] or "", vote["on_behalf_of"]),
            comment=vote["comment"],
            seen=sections_seen(vote["seen"]),
            seen_hash=hashlib.sha256(vote["seen"].encode()).hexdigest() if vote["seen"] else "",
        )
        for vote in votes_on(connection, approval)
    )


def _asset(source: Source, row: Mapping[str, Any]) -> _Asset:
    stories = Stories(source.connection)
    events = stories.events(row)
    plans = [event.command.given() for event in sorted(events, key=lambda one: (one.on, one.seq))
             if isinstance(event.command, RecordPlan)]  # fmt: skip
    merged: dict[str, object] = {}
    for plan in plans:
        merged |= {name: value for name, value in plan.items() if name != "rows"}
    return _Asset(
        row=row,
        position=stories.position(int(row["id"])),
        rules=stories.rules_of(int(row["case_id"])),
        plan=RecordPlan.parse(merged) if merged else None,
    )


def _what(
    source: Source,
    event: Mapping[str, Any],
    approval: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
) -> Rows:
    names = {int(row["id"]): str(row["full_name"]) for row in users(source.connection)}
    facts = json.loads(event["facts"])
    yield _("Step"), _(VOCABULARY[str(event["action"])].TITLE)
    yield _("Date of the step"), str(event["on_date"])
    asked = _("{name}, {day}").format(name=names[approval["asked_by"]], day=approval["asked_on"])
    yield _("Asked by"), asked
    editors = [names[int(key)] for key in facts.get("editors", ())]
    if editors:
        yield _("First proposed or changed by"), ", ".join(editors)
    if facts.get("corrects"):
        yield _("Corrects"), str(facts["corrects"])
    levels = json.loads(approval["levels"])
    roles = [" / ".join(code_lists.label("user_roles", role) for role in level) for level in levels]
    yield (
        _("Level"),
        _("{level} of {levels}: {roles}").format(
            level=approval["level"], levels=len(levels), roles="; ".join(roles)
        ),
    )
    if len(rows) > 1:
        yield _("Assets"), ", ".join(str(row["reference"]) for row in rows[:MOST_ASSETS])
    if len(rows) > MOST_ASSETS:
        yield _("Not shown one by one"), str(len(rows) - MOST_ASSETS)
    for warning in json.loads(event["warnings"]):
        yield _("Warned of"), str(warning["text"])


def _arguments(source: Source, event: Mapping[str, Any], command: Action) -> Rows:
    resolved = json.loads(event["facts"]).get("parties")
    parties = resolved if isinstance(resolved, dict) else {}
    yield from said(command, lambda name, given: source.party(str(parties.get(name, given))))


def _leave(action: str, shown: Sequence[_Asset]) -> Rows:
    """Whether a court's leave is on file, so that nobody takes the approval for it."""
    if action not in _OF_A_SALE:
        return
    found = {
        order.reference: order.state
        for asset in shown
        for order in asset.position.orders.values()
        if order.kind == "interlocutory_sale"
    }
    text = ", ".join(f"{name} ({state.replace('_', ' ')})" for name, state in found.items())
    yield _("The court's leave"), text or _("not on file")


def _values(source: Source, shown: Sequence[_Asset]) -> Rows:
    for asset in shown:
        registered = date.fromisoformat(str(asset.row["registered_on"]))
        known = current_value(asset.position, registered)
        state = _(headline(asset.position, asset.rules.groups["not_yet_final"]))
        yield from _parts(asset)
        if known is None:
            yield asset.name, _("no value on file; {state}").format(state=state)
            continue
        kind = code_lists.label("valuation_kinds", known.kind).casefold()
        yield asset.name, _("{value}, {kind} of {day}, {age} days old; {state}").format(
            value=known.value.display(), kind=kind, day=known.on,
            age=max((source.today - known.on).days, 0), state=state,
        )  # fmt: skip


def _parts(asset: _Asset) -> Rows:
    """A divided asset: what is decided may concern one of its parts only."""
    for part in asset.position.parts.values():
        extent = part.component or _("the rest")
        if part.share is not None:
            extent = f"{(part.share * 100).normalize():f} %"
        elif part.amount is not None:
            extent = part.amount.display()
        state = code_lists.label("legal_states", part.legal)
        yield f"{asset.position.reference}/{part.reference}", f"{extent}: {state}"


def _costs(shown: Sequence[_Asset]) -> Rows:
    for is_cost, name in ((True, _("Costs")), (False, _("Income"))):
        sums: dict[str, Money] = {}
        for asset in shown:
            for key, line in asset.position.postings.items():
                if line.is_cost is is_cost and key not in asset.position.reversed_postings:
                    before = sums.get(line.amount.currency)
                    sums[line.amount.currency] = before + line.amount if before else line.amount
        yield name, ", ".join(one.display() for _c, one in sorted(sums.items())) or _("none booked")


class _LookUps:
    """What the comparison may look up: rates, holidays, and terms of the asset's legal system."""

    def __init__(self, source: Source, rules: Rules) -> None:
        self._source, self._rules = source, rules

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """A quoted rate, the latest on or before the day."""
        return self._source.rates.rate(source, target, on)

    def base_currency(self) -> str:
        """The office's base currency."""
        return self._source.rates.base

    def holidays(self, country: str, year: int) -> set[date]:
        """The public holidays of a country in a year."""
        return set(public_holidays(country, year))

    def latest(self, key: str) -> str | None:
        """A term as it holds today."""
        return self.parameter(key, None)

    def parameter(self, key: str, on: date | None) -> str | None:
        """A term of the legal system."""
        if key not in self._rules.parameters:
            return None
        return self._rules.parameter(key, on or self._source.today).value


def _advice(source: Source, shown: Sequence[_Asset]) -> Rows:
    for asset in shown:
        if asset.plan is None:
            yield asset.name, _("no planning sheet is on file")
            continue
        look_ups = _LookUps(source, asset.rules)
        try:
            given = plan_inputs(asset.plan, look_ups.latest)
            done = compute("sell_or_keep", given, look_ups)
        except AppError as lacking:
            yield asset.name, " ".join(reason.text for reason in lacking.reasons[:2])
            continue
        yield asset.name, _("{advice}: keeping is worth {keep}, selling {sell}").format(
            advice=_("sell") if done["advice"] == "sell" else _("keep"),
            keep=_shown(done["pv_keep"], given["currency"]),
            sell=_shown(done["pv_sell"], given["currency"]),
        )  # fmt: skip


def _on_file(source: Source, command: Action) -> Rows:
    """The calculation on file that a proposal of a sale rests on, as it was kept."""
    if not isinstance(command, ProposeInterlocutorySale):
        return
    for name, own in command.by_asset().items():
        if own.calculation is None:
            continue
        event = finder.event_by_reference(source.connection, own.calculation)
        if event is None:
            continue
        kept = _of_asset(json.loads(event["facts"]), name)
        currency = kept["inputs"].get("currency", {}) if "inputs" in kept else {}
        out = kept.get("outputs", {})
        said = f"{kept.get('figure', '')} v{kept.get('version', 1)}"
        if isinstance(currency, dict) and {"pv_keep", "pv_sell"} <= out.keys():
            said = _("{advice}: keeping is worth {keep}, selling {sell}").format(
                advice=_("sell") if out.get("advice") == "sell" else _("keep"),
                keep=_shown(out["pv_keep"], currency["value"]),
                sell=_shown(out["pv_sell"], currency["value"]),
            )
        label = _("{asset}: {calculation} of {day}").format(
            asset=name, calculation=own.calculation, day=event["on_date"][:10]
        )
        yield label, said


def _of_asset(facts: dict[str, Any], name: str) -> dict[str, Any]:
    """The facts of an event as they are of one asset."""
    own = facts.get("by_asset", {}).get(name)
    return {**facts, **own} if isinstance(own, dict) else facts


def _shown(amount: object, currency: object) -> str:
    return Money.parse(str(amount), str(currency), allow_negative=True).display()


def _heard(source: Source, shown: Sequence[_Asset]) -> Rows:
    found = 0
    for asset in shown:
        for reference, one in asset.position.hearings.items():
            found += 1
            if one.reply is not None:
                reply = code_lists.label("hearing_replies", one.reply)
                text = _("{reply}, {day}").format(reply=reply, day=one.reply_on)
            elif one.notified_on is not None:
                text = _("notified {day}, may reply until {until}, no reply on file").format(
                    day=one.notified_on, until=one.reply_by
                )
            else:
                text = _("not notified")
            yield one.name or source.party(reference), text
        if asset.position.proposal_urgent:
            yield asset.name, _("urgency was stated: the hearing follows")
    if not found:
        yield _("Affected persons"), _("nobody was notified or heard so far")


def _conflicts(source: Source, event: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Rows:
    about = {int(row["id"]) for row in rows}
    found = 0
    known = event["case_id"] is not None
    for row in interests_of_case(source.connection, int(event["case_id"])) if known else ():
        concerned = {int(one["id"]) for one in assets_of_event(source.connection, int(row["id"]))}
        if concerned and not concerned & about:
            continue
        found += 1
        data = json.loads(row["data"])
        text = _("{statement} ({day})").format(statement=data["statement"], day=row["on_date"])
        yield str(data.get("user") or source.party(str(data.get("party") or ""))), text
    if not found:
        yield _("Declarations"), _("none on file")


def _rights(source: Source, shown: Sequence[_Asset]) -> Rows:
    for asset in shown:
        for claim in asset.position.claims.values():
            extent = [str(claim.share)] if claim.share is not None else []
            extent += [claim.amount.display()] if claim.amount is not None else []
            state = claim.state.replace("_", " ")
            yield source.party(claim.party), f"{', '.join(extent)}: {state}"
        for lien in sorted(asset.position.liens.values(), key=lambda one: one.rank):
            text = _("lien of rank {rank}, {amount}, statement of {day}").format(
                rank=f"{lien.rank:f}", amount=lien.amount.display(), day=lien.statement_on
            )
            yield source.party(lien.creditor), text


def _if_not(source: Source, shown: Sequence[_Asset]) -> Rows:
    for asset in shown[:3]:
        mode = code_lists.label("management_states", asset.position.management).casefold()
        state = _(headline(asset.position, asset.rules.groups["not_yet_final"]))
        yield asset.name, _("it stays as it is: {state}; {mode}").format(state=state, mode=mode)
        if asset.plan is not None and asset.plan.monthly_cost is not None:
            text = _("{amount} of keeping a month").format(amount=asset.plan.monthly_cost.display())
            yield _("Goes on costing"), text
        for due in due_items(asset.position, asset.rules)[:4]:
            late = _(" (over)") if due.due < source.today else ""
            yield _(due.title), _("due {day}{late}").format(day=due.due, late=late)

"""One action being carried out: who, when, in which transaction, and what it made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asset_recovery.domain.actions.arguments import NewParty, PartyGiven
from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.errors import (
    Conflict,
    NotFound,
    NotPermitted,
    Reason,
    ValidationFailed,
)
from asset_recovery.domain.identifiers import asset_number
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.lifecycle.permissions import (
    IMPORT_APPROVERS,
    Actor,
    Target,
    approved_with_import,
    decide,
)
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries.access_query import (
    grants_of_user,
    is_recused,
    memberships_of_user,
)
from asset_recovery.persistence.queries.asset_query import last_serial
from asset_recovery.persistence.queries.party_query import knows_party
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.rates import Rates

LONGEST_PLACE = 100
SERIES: Mapping[str, tuple[str, int]] = {
    "case": ("AR", 4),
    "order": ("ORD", 6),
    "party": ("P", 6),
    "request": ("MLA", 4),
    "approval": ("AP", 6),
    "deadline": ("DL", 6),
    "document": ("D", 6),
    "valuation": ("VAL", 6),
    "posting": ("PO", 6),
    "claim": ("CL", 6),
    "lien": ("LN", 6),
    "receipt": ("RC", 6),
    "match": ("MT", 6),
    "statement": ("ST", 6),
    "sale": ("SA", 6),
    "bid": ("BID", 6),
    "notice": ("NO", 6),
    "agreement": ("AG", 6),
    "pattern": ("PT", 6),
    "review": ("RV", 6),
    "claw_back": ("CB", 6),
    "liability": ("LI", 6),
    "operation": ("OP", 4),
    "contract": ("CT", 6),
    "report": ("RP", 6),
    "visit": ("VI", 6),
    "transfer": ("TR", 6),
    "incident": ("IN", 6),
    "access": ("AC", 6),
    "delegation": ("DG", 4),
    "snapshot": ("SN", 4),
    "victim": ("V", 6),
    "invoice": ("INV", 6),
    "stocktake": ("SK", 6),
    "sample": ("SP", 6),
    "label": ("LB", 6),
    "envelope": ("KE", 6),
    "instruction": ("VI", 6),
    "calculation": ("CA", 6),
    "motion": ("MO", 6),
    "state_sheet": ("SS", 6),
    "authority": ("AU", 6),
    "information": ("IR", 6),
    "disclosure": ("DS", 6),
    "consent": ("CO", 6),
    "offence": ("OFF", 6),
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """A step that is given again: the approval that it leaves behind, and who edited it before."""

    action: str
    approval: str
    order: int | None
    editors: tuple[int, ...]


@dataclass(slots=True)
class Work:
    """The state of one action inside a unit of work."""

    unit: Unit
    actor: Actor
    today: date
    rates: Rates
    stories: Stories
    base_currency: str
    workstation: str = ""
    calendar: Calendar = field(default_factory=Calendar)
    by_import: bool = False
    approvers: frozenset[str] = IMPORT_APPROVERS  # whose roles stand for all rows of an import
    made: dict[str, str] = field(default_factory=dict)
    warnings: list[Reason] = field(default_factory=list)
    pending: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    told: dict[str, object] = field(default_factory=dict)
    journal_case: str | None = None
    on_behalf_of: str | None = None
    corrected: Corrected | None = None
    touched_cases: set[int] = field(default_factory=set)
    stale_terms: set[int] = field(default_factory=set)
    cause: tuple[str, date, str] | None = None  # the step that is being taken: name, date, order
    positions: dict[int, Position] = field(default_factory=dict)
    _targets: dict[int, Target] = field(default_factory=dict)
    _course: int | None = None  # the case in whose course whoever is new is named

    def find(self, kind: str, reference: str, argument: str = "") -> Row:
        """The record, or `NotFound` (also where the actor must not know of it)."""
        found = finder.by_reference(self.unit.connection, kind, reference)
        if found is None or not self.may_know(kind, found):
            raise NotFound(
                Reason(
                    "not_found",
                    _("There is no {kind} {reference}.").format(kind=kind, reference=reference),
                    field=argument or kind,
                )
            )
        return found

    def event(self, action: str, reference: str, kind: str) -> Row:
        """The record that an action made (a claim, an allocation …), or `NotFound`."""
        found = finder.event_by_reference(self.unit.connection, reference)
        if found is None or found["action"] != action:
            raise NotFound(
                Reason(
                    "not_found",
                    _("There is no {kind} {reference}.").format(kind=kind, reference=reference),
                    field=kind,
                )
            )
        return found

    def may_know(self, kind: str, row: Mapping[str, Any]) -> bool:
        """Whether the actor may know that the record exists."""
        if kind == "party":
            return self.knows_party(int(row["id"]))
        case_id = row["id"] if kind == "case" else row.get("case_id")
        if case_id is None:
            return True
        target = self.target(int(case_id))
        return not target.is_sealed or target.has_grant

    def knows_party(self, party_id: int) -> bool:
        """Whether the actor may know of a party: not where only hidden cases name it."""
        return knows_party(self.unit.connection, Access.of(self.actor, self.today), party_id)

    def target(self, case_id: int) -> Target:
        """How the actor stands to a case; asked once for an action."""
        known = self._targets.get(case_id)
        if known is None:
            known = target_of(self.unit, self.actor, case_id, self.today, acting=True)
            self._targets[case_id] = known
        return known

    def permit(self, action: str, case_id: int | None, acting: Actor | None = None) -> None:
        """Raise `NotPermitted` unless the actor may take the action; the decision is logged.

        `acting` is the actor with what was delegated to him.
        """
        target = self.target(case_id) if case_id is not None else Target()
        self._course = case_id
        decision = decide(acting or self.actor, action, target, self.today)
        if decision.allowed or decision.reason is None:
            return
        if decision.reason.code == "not_found":
            raise NotFound(decision.reason)
        if (
            self.by_import
            and not target.is_recused
            and approved_with_import(self.actor, action, self.approvers)
        ):
            return
        raise NotPermitted(decision.reason)

    def case(self, reference: str, argument: str = "case") -> Row:
        """A case by its reference."""
        return self.find("case", reference, argument)

    def assets(self, command: AssetAction) -> list[Row]:
        """All assets that a command names."""
        return [self.find("asset", reference, "asset") for reference in command.named()]

    def order(self, reference: str, argument: str = "order") -> Row:
        """An order by its reference."""
        return self.find("order", reference, argument)

    def party(self, given: PartyGiven, argument: str) -> Row:
        """The party meant: by reference, or registered now by its name."""
        if isinstance(given, NewParty):
            return self.register_party(kind=given.kind, name=given.name, country=given.country)
        return self.find("party", given, argument)

    def parties(self, given: Iterable[PartyGiven], argument: str) -> list[str]:
        """The references of the parties meant."""
        return [str(self.party(one, argument)["reference"]) for one in given]

    def register_party(self, *, reference: str | None = None, **facts: object) -> Row:
        """A new party, found by the search from now on."""
        values = {"aliases": "[]", "identifiers": "[]", "named_in_id": self._course, **facts}
        values["reference"] = self.number("party", reference)
        key = self.unit.insert(t.party, **values)
        row = self.unit.get(t.party, key)
        put_search(self.unit.connection, search_entry("party", row))
        return row

    def link(self, party: Mapping[str, Any], role: str, **to: object) -> None:
        """A party's role towards a case or an asset."""
        self.unit.insert(t.party_link, party_id=party["id"], role=role, **to)

    def number(self, kind: str, given: str | None, argument: str = "") -> str:
        """The reference of a new record: the one given, if it is free, or its series' next."""
        connection = self.unit.connection
        table = finder.BY_REFERENCE.get(kind, t.event)
        if given is not None:
            if finder.is_taken(connection, kind, given):
                raise Conflict(
                    Reason(
                        "reference_taken",
                        _("The reference {reference} is already in use.").format(reference=given),
                        field=argument or kind,
                    )
                )
            self.made[kind] = given
            return given
        if kind == "asset":
            self.made[kind] = self._asset_number()
        else:
            prefix, digits = SERIES[kind]
            self.made[kind] = finder.next_number(
                connection, table, f"{prefix}-{self.today.year}-", digits
            )
        return self.made[kind]

    def _asset_number(self) -> str:
        prefix = finder.setting(self.unit.connection, "asset_prefix", "AMO")
        last = last_serial(self.unit.connection, f"{prefix}-{self.today.year}-")
        return asset_number(prefix, self.today.year, last + 1)

    def storage(self, name: str | None) -> None:
        """A place of storage, made on first use and listed as to be completed."""
        if name is None:
            return
        known = finder.storage_by_name(self.unit.connection, name)
        if known is not None and known["closed_on"] is not None:
            text = _("The place {name} was given up on {date}.")
            self.warn(
                Reason("closed_record", text.format(name=name, date=known["closed_on"]), None,
                       "storage")
            )  # fmt: skip
        if known is None:
            if len(name) > LONGEST_PLACE:
                text = _("The name of a place of storage has at most {count} characters.")
                raise ValidationFailed(
                    Reason("field_too_long", text.format(count=LONGEST_PLACE), field="storage")
                )
            key = self.unit.insert(t.storage_place, reference=name, incomplete=1)
            put_search(
                self.unit.connection, search_entry("storage", self.unit.get(t.storage_place, key))
            )
            self.notes.append(_("The storage {name} is new; complete it.").format(name=name))

    def account(self, name: str, currency: str, field: str = "account") -> None:
        """An account of the office, made on first use and listed as to be completed."""
        known = finder.by_reference(self.unit.connection, "account", name)
        if known is None:
            self.unit.insert(
                t.bank_account,
                reference=name,
                kind="collection",
                currency=currency,
                opened_on=self.today.isoformat(),
                incomplete=1,
            )
            self.notes.append(_("The account {name} is new; complete it.").format(name=name))
        elif known["currency"] is not None and known["currency"] != currency:
            raise ValidationFailed(
                Reason(
                    "currency_mismatch",
                    _("The account {name} is kept in {currency}.").format(
                        name=name, currency=known["currency"]
                    ),
                    field=field,
                )
            )

    def warn(self, reason: Reason) -> None:
        """Say something that stops nothing."""
        self.warnings.append(reason)

    def convert(self, amount: Money, currency: str, on: date) -> Money | None:
        """The amount in another currency by rates on file, else the fixing; None without one."""
        return self.rates.convert(amount, currency, on)


def target_of(
    unit: Unit, actor: Actor, case_id: int, today: date, *, acting: bool = False
) -> Target:
    """How an actor stands to a case: assigned, granted, shut out.

    Who is `acting` is asked for a grant only where the case is sealed, and not for an assignment:
    that matters to who looks.
    """
    case = unit.get(t.case_record, case_id)
    day, connection = today.isoformat(), unit.connection
    sealed = bool(case["sealed"])
    grants = grants_of_user(connection, case_id, actor.id) if sealed or not acting else []
    places = [] if acting else memberships_of_user(connection, case_id, actor.id)
    on_team = any(_runs(place, day) for place in places)
    assigned = on_team or case["officer_id"] == actor.id or case["opened_by"] == actor.id
    return Target(
        case=str(case["reference"]),
        is_sealed=sealed,
        has_grant=any(g["until"] is None or g["until"] >= day for g in grants),
        is_assigned=assigned,
        is_recused=is_recused(connection, case_id, actor.id, day),
    )


def _runs(place: Mapping[str, Any], day: str) -> bool:
    """Whether a place on the team has begun and is not over; its last day counts."""
    return (place["since"] or "") <= day and (place["until"] is None or place["until"] >= day)


def stored(command: Action) -> str:
    """The command as the event keeps it."""
    return canonical(command.given())


def listed(values: Iterable[object]) -> str:
    """A list as a column keeps it."""
    return canonical(list(values))


def unlisted(text: str) -> list[Any]:
    """A list as it was kept."""
    found = json.loads(text)
    return found if isinstance(found, list) else []

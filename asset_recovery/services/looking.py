"""One look at the office: who may see what, for what purpose, as at when; every look is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol

from asset_recovery.domain.errors import NotFound, NotPermitted, Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.lifecycle.permissions import (
    PROTECTED_READERS,
    Actor,
    Decision,
    Target,
    decide,
)
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.case_query import case_of_party
from asset_recovery.persistence.queries.event_query import case_of_record
from asset_recovery.persistence.queries.invoice_query import cases_of_invoice, hidden_cases
from asset_recovery.persistence.queries.party_query import knows_party
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection, Engine
from asset_recovery.persistence.unit_of_work import Unit, open_unit
from asset_recovery.services.actors import fresh_actor
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.rates import Rates
from asset_recovery.services.work import target_of

EVENT_KINDS = {
    "operation": "record_operation",
    "delegation": "delegate_approval",
    "contract": "record_contract",
    "statement": "record_statement",
    "information": "request_information",
    "disclosure": "record_disclosure",
    "report": "receive_report",
    "consent": "record_consent",
    "offence": "record_offence",
}
_LIKE = {"insure_asset": "record_contract"}  # a policy is a contract


class OpenOffice(Protocol):
    """What a look needs of an office."""

    @property
    def reading(self) -> Engine:
        """The engine for reading."""

    @property
    def writing(self) -> Engine:
        """The engine for writing: looks are noted."""

    @property
    def office_id(self) -> str:
        """The office's own key."""

    @property
    def now(self) -> Callable[[], str]:
        """The moment, UTC with `Z`."""

    @property
    def today(self) -> Callable[[], date]:
        """The office's own date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is asked: on which screen, for what purpose, as in force on a day, as known then.

    `noted` is false only where no content is shown (which steps are possible). Where a collector
    of consultations is given, it writes the look when it is flushed; else it is written at once.
    """

    screen: str
    noted: bool = True
    consultations: Consultations | None = None
    purpose: str = ""
    as_of: date | None = None
    known_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A record that may be seen: its kind and row, its case if it has one, and how it is read."""

    connection: Connection
    kind: str
    row: Row
    case: Row | None
    actor: Actor
    reading: Reading

    @property
    def own_case(self) -> Row:
        """The case of the record; `NotFound` for a record without one."""
        if self.case is None:
            raise _no_record(self.kind, str(self.row.get("reference", "")))
        return self.case


@contextmanager
def look_at(
    office: OpenOffice, actor: Actor, kind: str, reference: str, look: Look
) -> Iterator[Sight]:
    """Find a record for somebody who may see it, note the look, and read.

    `kind` is one of the finder's kinds, `event`, or `any`. Raises `NotFound` (also for what the
    actor must not know of) and `NotPermitted` with `role_needed` or `purpose_missing`.
    """
    known_on = None if look.known_on is None else known_moment(look.known_on)
    today = office.today()
    with office.reading.connect() as connection:
        unit = Unit(connection, office.now, office.office_id)
        now = fresh_actor(unit, actor)
        found_kind, row = _find(connection, kind, reference)
        case = _case(unit, connection, found_kind, row)
        target = _target(unit, connection, now, (found_kind, row, case), today)
        _permit(office, now, reference, look, decide(now, "see", target, today, look.purpose))
        case_name = None if case is None else str(case["reference"])
        if look.noted:
            note_look(office, now, case_name, look, (str(row.get("reference") or reference),))
        base = finder.setting(connection, "currency", "EUR")
        reading = Reading(
            connection=connection,
            rates=Rates(connection, base),
            base_currency=base,
            today=today,
            now=office.now(),
            read_by=now.name,
            as_of=look.as_of,
            known_on=known_on,
            access=Access.of(now, today),
            calendar=Calendar(finder.setting(connection, "country", "")),
        )
        yield Sight(
            connection=connection, kind=found_kind, row=row, case=case, actor=now, reading=reading
        )


def _find(connection: Connection, kind: str, reference: str) -> tuple[str, Row]:
    if kind == "any":
        found = finder.any_by_reference(connection, reference)
        if found is not None:
            return found
        kind = "event"
    if kind == "event" or kind in EVENT_KINDS:
        row = finder.event_by_reference(connection, reference)
    elif kind in finder.BY_REFERENCE:
        row = finder.by_reference(connection, kind, reference)
    else:
        known = ", ".join((*finder.BY_REFERENCE, *EVENT_KINDS, "event"))
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _("{kind} is no kind of record; there are: {kinds}.").format(
                    kind=kind, kinds=known
                ),
                field="kind",
            )
        )
    if row is None:
        raise _no_record(kind, reference)
    return _kind_of_event(kind, row), row


def _kind_of_event(kind: str, row: Row) -> str:
    """An event that is a record of its own is known by its kind; another kind is not there."""
    if kind != "event" and kind not in EVENT_KINDS:
        return kind
    action = _LIKE.get(str(row["action"]), row["action"])
    own = next((name for name, made_by in EVENT_KINDS.items() if made_by == action), "event")
    if kind != "event" and own != kind:
        raise _no_record(kind, str(row["reference"]))
    return own


def _no_record(kind: str, reference: str) -> NotFound:
    words = _("record") if kind in ("any", "event") else kind
    return NotFound(
        Reason(
            "not_found",
            _("There is no {kind} {reference}.").format(kind=words, reference=reference),
            field="reference",
        )
    )


def _case(unit: Unit, connection: Connection, kind: str, row: Row) -> Row | None:
    if kind == "case":
        return row
    case_id = case_of_record(connection, kind, row)
    return None if case_id is None else unit.get(t.case_record, case_id)


def _target(
    unit: Unit,
    connection: Connection,
    actor: Actor,
    found: tuple[str, Row, Row | None],
    today: date,
) -> Target:
    """How the actor stands to the record's case; to a party by the cases in which it has a role."""
    kind, row, case = found
    if kind == "invoice":  # of several cases: whoever must not know one of them reads it masked
        hidden = hidden_cases(connection, Access.of(actor, today))
        return Target(is_sealed=bool(hidden & cases_of_invoice(connection, int(row["id"]))))
    if case is not None:
        return target_of(unit, actor, int(case["id"]), today)
    if row.get("action") == "receive_report" and not actor.has(*PROTECTED_READERS):
        return Target(is_sealed=True)  # of no case yet: known to whoever looks into reports
    party = row if kind == "party" else _party_of(connection, row)
    if party is None:
        return Target()
    if not knows_party(connection, Access.of(actor, today), int(party["id"])):
        return Target(is_sealed=True)
    cases = [
        target_of(unit, actor, int(one["id"]), today)
        for one in case_of_party(connection, int(party["id"]))
    ]
    known = [one for one in cases if not one.is_sealed or one.has_grant]
    assigned = any(one.is_assigned for one in known)
    return Target(case=known[0].case if known else None, is_assigned=assigned)


def _party_of(connection: Connection, row: Row) -> Row | None:
    """The party to which a document or a deadline without a case belongs."""
    record = row.get("record")
    return None if record is None else finder.by_reference(connection, "party", str(record))


def _permit(
    office: OpenOffice, actor: Actor, reference: str, look: Look, decision: Decision
) -> None:
    """Raise where the actor may not look; the refusal is itself noted."""
    reason = decision.reason
    if decision.allowed or reason is None:
        return
    with open_unit(office.writing, office.now, office.office_id) as unit:
        payload = {"action": "see", "screen": look.screen, "codes": [reason.code]}
        unit.log(t.decision_log, actor.name, payload)
    if reason.code == "not_found":
        raise _no_record("any", reference)
    raise NotPermitted(reason)


def note_look(
    office: OpenOffice,
    actor: Actor,
    case: str | None,
    look: Look,
    ids: tuple[str, ...],
    disclosure: Mapping[str, object] | None = None,
) -> None:
    """Keep a look in the log of consultations; `disclosure` says what left the screen, to whom."""
    if look.consultations is not None and disclosure is None:
        look.consultations.note(actor, case, look.screen, look.purpose, ids)
        return
    payload: dict[str, object] = {
        "case": case,
        "screen": look.screen,
        "purpose": look.purpose,
        "ids": list(ids),
    }
    if disclosure is not None:
        payload["disclosure"] = dict(disclosure)
    with open_unit(office.writing, office.now, office.office_id) as unit:
        unit.log(t.consultation, actor.name, payload)


def known_moment(text: str) -> str:
    """A moment of recording as the journal compares it: UTC with microseconds and `Z`.

    A day alone means its end. Raises `ValidationFailed` with `field_invalid`.
    """
    try:
        if len(text) == len("2018-08-24"):
            moment = datetime.combine(date.fromisoformat(text), time.max, UTC)
        else:
            moment = datetime.fromisoformat(text)
            moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except ValueError as error:
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _("{text} is no moment. Write it as 2026-03-01T14:30:00Z.").format(
                    text=repr(text[:40])
                ),
                field="known_on",
            )
        ) from error
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")

"""What the records answer of the general part of a request beyond persons, property and facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.domain.countries import country_name
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.prefill_blocks import state_text
from asset_recovery.forms.prefill_informal import may_go_on
from asset_recovery.forms.prefill_tables import Row
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]
# Documents of the case that are evidence by their nature, not papers of the office's own work.
_EVIDENCE = ("bank_statement", "register_extract", "inventory", "contract", "identity")
_NO_LEGALISATION = ("CETS198", "ETS30")


def general(records: CaseRecords) -> Found:
    """Authorities of our own side, estimates, lawyers, evidence, the link to that State."""
    yield from _own_side(records)
    yield from _estimates(records)
    yield from _organised_crime(records)
    counsel = [one for one in records.file.parties if "counsel" in one.roles]
    yield "counsel", Answer("; ".join(map(_with_address, counsel)), "record", _parties())
    yield "evidence_collected", Answer(_evidence(records), "record", _("documents of the case"))
    yield "money_flow", Answer(_flow(records), "record", _("assets that came from one another"))
    nexus = "\n".join(_nexus(records))
    yield "nexus", Answer(nexus, "record", _("assets and parties of the case"))
    safeguards = records.file.office.data_protection
    yield "data_protection_safeguards", Answer(safeguards, "record", _("facts of the office"))
    yield from _urgency(records)
    yield from _around(records)


def _parties() -> str:
    return _("parties of the case")


def _own_side(records: CaseRecords) -> Found:
    """Our central authority as our own sheet names it; who gave the order that is asked for."""
    foreign = records.file.foreign
    sheet = foreign.sheet(foreign.country)
    central = foreign.authority(sheet.authority) if sheet is not None else None
    if central is not None:
        source = _("directory of authorities, {reference}").format(reference=central.reference)
        yield "requesting_central_authority", Answer(central.parts(), "record", source)
    authorities = dict.fromkeys(one.authority for one in records.orders if one.authority)
    if len(authorities) == 1:
        source = _("orders named in the request")
        yield "validating_authority", Answer({"name": next(iter(authorities))}, "record", source)


def _estimates(records: CaseRecords) -> Found:
    """When the trial is, and when its judgment is expected to be final."""
    latest = records.proceeding
    if latest is None:
        return
    source = _("proceeding {reference}").format(reference=latest.reference or latest.kind)
    if latest.kind in ("charge", "trial"):
        hearing = latest.next_hearing or (latest.on if latest.kind == "trial" else None)
        yield "estimated_trial_date", Answer(hearing, "record", source)
    expected = [one for one in records.file.proceedings if one.expected_final is not None]
    if expected:
        last = max(expected, key=lambda one: one.on)
        source = _("proceeding {reference}").format(reference=last.reference or last.kind)
        yield "estimated_final_judgment_date", Answer(last.expected_final, "record", source)


def _organised_crime(records: CaseRecords) -> Found:
    """Which offences are recorded as transnational and of an organized group, and why."""
    lines = []
    for one in records.file.case.offences:
        marks = [
            text
            for holds, text in (
                (one.transnational, _("transnational")),
                (one.organised_group, _("organized criminal group")),
            )
            if holds
        ]
        if one.transnational and one.organised_group:  # the Convention asks for both
            lines.append(f"{one.name}: {', '.join(marks)}")
    yield "untoc_scope_reasons", Answer("\n".join(lines), "record", records.offences)
    known = [one for one in records.file.case.offences if one.counterpart]
    text = "\n".join(f"{one.name}: {one.counterpart}" for one in known)
    yield "dual_criminality_explanation", Answer(text, "record", records.offences)


def _with_address(party: PartyFacts) -> str:
    where = party.address or state_text(party.country)
    return ", ".join(part for part in (party.name, where) if part)


def _evidence(records: CaseRecords) -> tuple[Row, ...]:
    """Documents that are evidence, each with its day; none that came from informal channels."""
    request = records.request
    about = {records.file.case.reference, *request.assets, *request.parties, *request.orders}
    return tuple(
        {
            "source": ", ".join(
                part for part in (one.title, one.on.isoformat() if one.on else "") if part
            ),
            "shows": one.kind.replace("_", " "),
        }
        for one in records.file.documents
        if one.kind in _EVIDENCE and one.record in about and may_go_on(records, one)
    )


def _flow(records: CaseRecords) -> tuple[Row, ...]:
    """From which asset each asset of the request came, on what day and by what share."""
    names = {one.reference: f"{one.reference}, {one.description}" for one in records.file.assets}
    rows: list[Row] = []
    for asset in records.file.assets:
        if asset.reference not in records.request.assets:
            continue
        for step in asset.lineage:
            if step.how in ("part_of", "merged_from"):
                rows.append({
                    "from": names.get(step.asset, step.asset),
                    "to": names[asset.reference],
                    "date": step.on.isoformat(),
                    "instrument": step.method or "",
                })  # fmt: skip
    return tuple({key: value for key, value in row.items() if value} for row in rows)


def _nexus(records: CaseRecords) -> Iterator[str]:
    """Which assets lie in the requested State, and which of the persons are there."""
    request = records.request
    state = country_name(request.country)
    for one in records.file.assets:
        if one.reference in request.assets and one.country == request.country:
            place = one.location or state
            text = _("{asset}, {description}, is in {place}").format(
                asset=one.reference, description=one.description, place=place
            )
            holders = [name for name in (one.owner, one.possessor) if name]
            if holders:
                text = _("{text}; registered owner or possessor: {names}").format(
                    text=text, names=", ".join(dict.fromkeys(holders))
                )
            yield f"{text}."
    for party in records.parties:
        if party.country == request.country:
            yield _("{name} has an address or seat in {state}.").format(
                name=party.name, state=state
            )


def _urgency(records: CaseRecords) -> Found:
    """Days that press: an order that ends soon, a hearing before the wished day."""
    request, day = records.request, records.file.as_of or records.file.read_at.date()
    limit = day + timedelta(days=records.instruments.execution_allowance_days)
    grounds = []
    reasons = []
    for one in records.orders:
        if one.expires_on is not None and day <= one.expires_on <= limit:
            grounds.append("order_expiry")
            reasons.append(_("the order {order} ends on {day}").format(
                order=one.number or one.reference, day=one.expires_on.isoformat()
            ))  # fmt: skip
    latest = records.proceeding
    hearing = latest.next_hearing if latest is not None else None
    if hearing is not None and day <= hearing <= limit:
        grounds.append("hearing_date")
        reasons.append(_("a hearing is on {day}").format(day=hearing.isoformat()))
    source = _("orders and proceedings of the case")
    yield "urgency_grounds", Answer(tuple(dict.fromkeys(grounds)), "derived", source)
    if request.due_on is not None:
        yield "deadline_reason", Answer("; ".join(reasons), "derived", source)


def _around(records: CaseRecords) -> Found:
    """Proceedings of that State that we know of, and the draft that was shown to it."""
    request = records.request
    theirs = [
        one
        for one in records.file.requests
        if one.is_inbound and one.country == request.country and one.parent is None
    ]
    text = "; ".join(
        ", ".join(part for part in (one.authority or "", one.result or one.reference) if part)
        for one in theirs
    )
    yield "parallel_proceedings", Answer(text, "record", _("requests received in the case"))
    shared = records.on_file.story.shared
    if shared:
        on, whom, channel = shared[-1]
        source = _("draft shared on {day}").format(day=on.isoformat())
        yield "draft_shared_on", Answer(on, "record", source)
        said = _("with {name}, {channel}").format(name=whom, channel=channel)
        yield "draft_comments", Answer(said, "record", source)


def legalisation(answers: Mapping[str, Answer]) -> Found:
    """Conventions that ask for no legalisation (CETS198 36, ETS30 17)."""
    basis = answers.get("legal_basis")
    codes = basis.value if basis is not None and isinstance(basis.value, tuple) else ()
    exempting = [code for code in codes if code in _NO_LEGALISATION]
    if exempting:
        source = _("legal basis {codes}").format(codes=", ".join(map(str, exempting)))
        yield "legalisation_needed", Answer("exempt", "derived", source)

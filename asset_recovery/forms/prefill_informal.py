"""What the case file answers of requests and answers by informal channels, and what may go on.

An informal request tells what the office itself knows. What came in by informal or FIU channels is
taken over nowhere without a recorded consent, which the provenance then names.
"""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.case_file import AssetFacts, DocumentFacts, PartyFacts
from asset_recovery.domain.intelligence_facts import ConsentFacts, consent_to
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.prefill_tables import asset_rows, party_row
from asset_recovery.i18n import _

FORMAL_USES = ("mla", "pass_on")
_NATURAL = ("natural", "natural_person", "person", "unknown")
_NATURE = {
    "investigation": "criminal",
    "charge": "criminal",
    "trial": "criminal",
    "appeal": "criminal",
    "conviction": "post_conviction",
    "ncb_filing": "civil_ncb",
}
_WALLETS = ("btc_address", "eth_address", "tron_address", "wallet_address", "wallet", "address")
Found = Iterator[tuple[str, Answer]]


def steps(records: CaseRecords) -> Found:
    """The answers of an informal form, an answer to one, or the sheet for a Silver Notice."""
    yield from _offices(records)
    if records.parent is not None:
        yield from _answer_to(records)
        return
    yield from _proceedings(records)
    yield from _subjects(records)
    yield from _property(records)
    yield from _handling(records)
    yield from _other_requests(records)


def _offices(records: CaseRecords) -> Found:
    office, request = records.file.office, records.request
    own = {
        "name": office.name,
        "country": office.country,
        "address": office.address,
        "contact": office.contact,
    }
    known = {key: text for key, text in own.items() if text}
    number = records.file.case.officer_number
    if number:
        known["officer"] = _("officer no. {number}").format(number=number)
    source = _("facts of the office")
    for key in ("from", "fiu_from", "contact", "requesting_authority"):
        yield key, Answer(known, "record", source)
    officer = _("officer no. {number}").format(number=number) if number else None
    yield "requesting_officer", Answer(officer, "record", records.case)
    yield "analyst", Answer(officer, "record", records.case)
    yield "to_member_state", Answer(request.country, "record", records.requested)
    if request.authority:
        addressed = {"name": request.authority, "country": request.country}
        for key in ("to", "fiu_to"):
            yield key, Answer(addressed, "record", records.requested)


def _answer_to(records: CaseRecords) -> Found:
    """Whom we answer, under which reference of theirs."""
    asked = records.parent
    assert asked is not None
    source = _("request {reference}").format(reference=asked.reference)
    if asked.authority:
        addressed = {"name": asked.authority, "country": asked.country}
        yield "to", Answer(addressed, "record", source)
    yield "their_reference", Answer(asked.result, "record", source)
    yield from _handling(records)


def _proceedings(records: CaseRecords) -> Found:
    case, latest = records.file.case, records.proceeding
    if latest is not None:
        source = _("proceeding {reference}").format(reference=latest.reference or latest.kind)
        yield "nature_of_proceedings", Answer(_NATURE.get(latest.kind), "record", source)
        stage = latest.stage or latest.kind.replace("_", " ").capitalize()
        yield "stage", Answer(stage, "record", source)
    names = "; ".join(offence.name for offence in case.offences)
    yield "type_of_crime", Answer(names, "record", records.offences)
    yield "suspected_offence", Answer(names, "record", records.offences)
    yield "circumstances", Answer(case.summary, "record", records.case)
    yield "brief_statement_of_relevant_facts", Answer(case.summary, "record", records.case)


def _subjects(records: CaseRecords) -> Found:
    source = _("parties of the case")
    people = [one for one in records.parties if one.kind in _NATURAL]
    others = [one for one in records.parties if one.kind not in _NATURAL]
    everybody = tuple(party_row(one) for one in records.parties)
    if records.request.form.startswith("INF-01"):
        yield "persons", Answer(tuple(party_row(one) for one in people), "record", source)
        companies = tuple(_company(records, one) for one in others)
        yield "companies", Answer(companies, "record", source)
    for key in ("identity_of_main_subjects", "subjects", "identity"):
        yield key, Answer(everybody, "record", source)


def _company(records: CaseRecords, party: PartyFacts) -> dict[str, object]:
    """A company with who holds it, as far as the relations on file say so."""
    holders = [
        f"{one.party} {one.share or ''}".strip()
        for one in records.file.relations
        if one.relation == "ownership" and one.other in (party.name, party.reference)
    ]
    more = party.particulars
    row: dict[str, object] = {
        "reference": party.reference,
        "name": party.name,
        "registration_date": more.registered_on.isoformat()
        if more.registered_on
        else party.born or "",
        "registration_number": more.registration_number
        or "; ".join(value for _kind, value in party.identifiers),
        "shareholders": "; ".join(holders),
        "headquarters": party.address or more.registered_seat or party.country or "",
    }
    return {key: value for key, value in row.items() if value}


def _property(records: CaseRecords) -> Found:
    rows = asset_rows(records.file, records.request)
    source = _("assets named in the request")
    kept = ("reference", "description", "location", "registered_owner", "possessor",
            "estimated_value", "connection_to_person")  # fmt: skip
    property_ = tuple({key: row[key] for key in kept if key in row} for row in rows)
    yield "property_targeted_or_sought", Answer(property_, "record", source)
    named = [one for one in records.file.assets if one.reference in records.request.assets]
    types = {one.reference: one.type_label for one in named}
    known = tuple(
        {
            key: value
            for key, value in {**row, "type": types.get(str(row["reference"]), "")}.items()
            if key in ("reference", "type", "description", "location", "estimated_value") and value
        }
        for row in rows
    )
    yield "assets_known_or_sought", Answer(known, "record", source)
    yield "accounts", Answer(tuple(_accounts(named)), "record", source)
    wallets = tuple(
        {"address": value, "holder": one.owner or one.beneficial_owner or ""}
        for one in named
        for kind, value in one.identifiers
        if kind in _WALLETS
    )
    yield "wallets", Answer(wallets, "record", source)


def _accounts(assets: list[AssetFacts]) -> Iterator[dict[str, object]]:
    for one in assets:
        found = dict(one.identifiers)
        number = found.get("iban") or found.get("account")
        if number:
            row = {
                "holder": one.owner or "",
                "beneficial_owner": one.beneficial_owner or "",
                "bank": one.location or "",
                "bic": found.get("bic") or "",
                "account_number": number,
            }
            yield {key: value for key, value in row.items() if value}


def _handling(records: CaseRecords) -> Found:
    usual = _("what the office usually asks; change it where needed")
    yield "handling_code_and_restrictions", Answer("intelligence", "derived", usual)
    yield "tell_subject", Answer(False, "derived", usual)
    urgent = records.request.urgent
    source = records.requested
    yield "urgency", Answer("urgent" if urgent else "none", "derived", source)
    yield "urgent", Answer(urgent, "derived", source)
    yield "urgency_requested", Answer(urgent, "derived", source)
    if urgent:
        yield "urgency_date", Answer(records.request.due_on, "record", source)


def _other_requests(records: CaseRecords) -> Found:
    request = records.request
    others = [
        one
        for one in records.file.requests
        if one.reference != request.reference
        and one.direction.startswith("out")
        and one.form.startswith("INF")
        and one.sent_on is not None
    ]
    source = _("requests of the case")
    elsewhere = tuple(
        {"state": one.country, "reference": one.reference, "date": f"{one.sent_on}"}
        for one in others
        if one.country != request.country
    )
    yield "parallel_requests_to_other_states", Answer(elsewhere, "record", source)
    states = tuple({"state": row["state"]} for row in elsewhere)
    yield "same_request_to_other_states", Answer(states, "record", source)
    earlier = tuple(
        {
            "date": f"{one.sent_on}",
            "our_reference": one.reference,
            "their_reference": one.result or "",
            "answer": one.state.replace("_", " "),
        }
        for one in others
        if one.country == request.country
    )
    yield "previous_requests", Answer(earlier, "record", source)
    first = "follows_previous" if earlier else "first"
    yield "first_request", Answer(first, "derived", source)


def may_go_on(records: CaseRecords, document: DocumentFacts) -> bool:
    """Whether a document may be annexed to a formal request: not what informal channels brought."""
    on = records.file.as_of or records.file.read_at.date()
    return records.file.intelligence.may_leave(document.reference, FORMAL_USES, on)


def consented(records: CaseRecords) -> Found:
    """What registers and informal channels answered, as far as a consent lets it go abroad."""
    told = records.file.intelligence
    on = records.file.as_of or records.file.read_at.date()
    rows: list[dict[str, object]] = []
    consents: list[ConsentFacts] = []
    asked = {one.reference: one.authority or one.country for one in records.file.requests}
    for record, who, content in told.contents:
        consent = consent_to(told.consents, record, FORMAL_USES, on)
        if consent is not None and content:
            rows.append(
                {
                    "record": record,
                    "origin": asked.get(who, who),
                    "content": content,
                    "consent": _said(consent),
                }
            )
            consents.append(consent)
    if not rows:
        return
    names = ", ".join(dict.fromkeys(one.reference for one in consents))
    source = _("answers of informal channels, by consent {consents}").format(consents=names)
    yield "informal_information", Answer(tuple(rows), "record", source, consent=names)


def _said(consent: ConsentFacts) -> str:
    text = _("{reference} of {by}, {day}").format(
        reference=consent.reference, by=consent.by, day=consent.on.isoformat()
    )
    return f"{text}: {consent.conditions}" if consent.conditions else text

"""What the case file already answers of a request: each value with the record it was read from.

Nothing is invented: what no record says stays unknown, and content of informal or financial
intelligence channels is never taken over (only that a contact was made, with its reference).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.forms import (
    prefill_answers,
    prefill_eu,
    prefill_informal,
    prefill_notices,
    prefill_supplements,
)
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.prefill_eu_shares import forecast
from asset_recovery.forms.prefill_foreign import addressed, state_sheet
from asset_recovery.forms.prefill_mla import general, legalisation
from asset_recovery.forms.prefill_modules import modules, texts_of_facts
from asset_recovery.forms.prefill_offences import offences
from asset_recovery.forms.prefill_requests import annexes, orders_named, other_requests
from asset_recovery.forms.prefill_tables import Row, asset_rows, party_row, texts
from asset_recovery.forms.prefill_variants import commonwealth
from asset_recovery.i18n import N_, _

_NATURE = {
    "investigation": "investigation",
    "charge": "prosecution",
    "trial": "trial",
    "appeal": "trial",
    "ncb_filing": "ncb",
}
_DESCRIBED = 5
_FUNCTIONS = {
    "investigation": N_("conducts the investigation"),
    "charge": N_("conducts the prosecution"),
    "trial": N_("conducts the trial"),
    "appeal": N_("hears the appeal"),
    "ncb_filing": N_("conducts the proceedings without conviction"),
}
_GENERAL = ("MLA-01", "CW-", "COE-")
Found = Iterator[tuple[str, Answer]]


Step = Callable[[CaseRecords], Found]
# What only certain forms are filled with, by the beginning of the form's id; the longer one wins.
PREFILLS: dict[str, Step] = {
    "CW-01": commonwealth,
    "EU-01": prefill_eu.steps,
    "EU-02": prefill_eu.steps,
    "EU-03": prefill_notices.steps,
    "EU-04": prefill_notices.steps,
    "MLA-02": prefill_supplements.cover,
    "MLA-03": prefill_supplements.supplement,
    "MLA-05": prefill_answers.answer,
    "INF": prefill_informal.steps,
    "SIL": prefill_informal.steps,
    "MLA": prefill_informal.consented,
    "CW": prefill_informal.consented,
    "COE": prefill_informal.consented,
}


def prefill(records: CaseRecords) -> dict[str, Answer]:
    """The answers of the records, by field key; only what is known is in it."""
    steps: tuple[Step, ...] = (
        _administrative,
        _authorities,
        _proceedings,
        _people,
        _facts,
        _assistance,
        other_requests,
        annexes,
        orders_named,
        *_of_requests(records.request.form),
        *_own_steps(records.request.form),
    )
    return {
        key: answer
        for step in steps
        for key, answer in step(records)
        if answer.value not in (None, "", (), {})
    }


def _of_requests(form: str) -> tuple[Step, ...]:
    """What requests for mutual legal assistance and their modules are filled with."""
    return (general, modules) if form.startswith(_GENERAL) else ()


def _own_steps(form: str) -> Iterator[Step]:
    for beginning in sorted(PREFILLS, key=len):
        if form.startswith(beginning):
            yield PREFILLS[beginning]


def follow(answers: Mapping[str, Answer], records: CaseRecords) -> dict[str, Answer]:
    """Answers of one field that follow from another one, after typing: facts told once, tables
    used again in an annex, and the articles of the chosen instruments."""
    found: dict[str, Answer] = {}
    for source, targets in (
        ("facts_summary", ("statement_of_facts", "enforcement_facts")),
        ("assets", ("freeze_property", "confiscation_property")),
        ("persons", ("targets",)),
    ):
        if source in answers:
            text = _("the same as in the request, {field}").format(field=source.replace("_", " "))
            for target in targets:
                found[target] = Answer(answers[source].value, "derived", text)
    found |= dict(forecast(answers, records))
    if records.request.form.startswith(_GENERAL):
        found |= {**dict(texts_of_facts(answers)), **dict(legalisation(answers))}
    basis = answers.get("legal_basis")
    if basis and isinstance(basis.value, tuple):
        articles = records.instruments.articles(records.request.kinds, basis.value)
        if articles:
            found["legal_basis_articles"] = Answer(
                articles, "derived", _("table of kinds of assistance and legal bases")
            )
    return found


def _administrative(records: CaseRecords) -> Found:
    file, request = records.file, records.request
    yield "request_reference", Answer(request.reference, "record", records.requested)
    yield "case_number", Answer(file.case.reference, "record", records.case)
    yield "classification", Answer(file.case.classification, "record", records.case)
    yield "request_date", Answer(request.made_on, "record", records.requested)
    yield "language", Answer(request.language, "record", records.requested)
    yield "confidentiality", Answer(request.confidentiality, "record", records.requested)
    yield "requested_deadline", Answer(request.due_on, "record", records.requested)
    earlier = _earlier(records)
    if earlier:
        rows = tuple(
            {
                "date": one.sent_on.isoformat() if one.sent_on else "",
                "our_reference": one.reference,
                "type": one.form,
            }
            for one in earlier
        )
        yield "earlier_requests", Answer(rows, "record", _("requests of the case"))
    if request.version_kind:
        text = _("new version of {reference}").format(reference=request.replaces)
        yield "request_type", Answer(request.version_kind, "derived", text)
    elif not earlier:
        source = _("no earlier request of this case to that State is on file")
        yield "request_type", Answer("first", "derived", source)


def _earlier(records: CaseRecords) -> list[RequestFacts]:
    """Requests of the same form that went to the same State before."""
    return [
        one
        for one in records.file.requests
        if one.reference != records.request.reference
        and one.direction.startswith("out")
        and one.form == records.request.form
        and one.country == records.request.country
        and one.sent_on is not None
    ]


def _authorities(records: CaseRecords) -> Found:
    office, request = records.file.office, records.request
    own = {
        "name": office.name,
        "country": office.country,
        "address": office.address,
        "contact": office.contact,
    }
    known = {key: text for key, text in own.items() if text}
    source = _("facts of the office")
    yield "requesting_authority", Answer(known, "record", source)
    if office.contact:
        number = records.file.case.officer_number
        contact = {"name": office.name, "contact": office.contact}
        if number:
            contact["officer"] = _("officer no. {number}").format(number=number)
        yield "case_officer", Answer(contact, "record", source)
    yield "requested_state", Answer(request.country, "record", records.requested)
    yield from addressed(records)
    yield from state_sheet(records)


def _proceedings(records: CaseRecords) -> Found:
    case = records.file.case
    yield "proceedings_title", Answer(case.title, "record", records.case)
    code = records.instruments.routes.get(case.route or "")
    yield "route", Answer(code, "record", records.case)
    latest = records.proceeding
    if latest is None:
        yield "proceedings_file_number", Answer(case.reference, "record", records.case)
        return
    source = _("proceeding {reference}").format(reference=latest.reference or latest.kind)
    number = latest.reference or case.reference
    yield "proceedings_file_number", Answer(number, "record", source)
    if latest.authority:
        authority = {"name": latest.authority}
        if latest.kind in _FUNCTIONS:
            authority["functions"] = _(_FUNCTIONS[latest.kind])
        yield "conducting_authority", Answer(authority, "record", source)
    yield "proceedings_nature", Answer(_NATURE.get(latest.kind), "record", source)
    stage = latest.stage or latest.kind.replace("_", " ").capitalize()
    yield "proceedings_stage", Answer(stage, "record", source)
    yield "proceedings_instituted", Answer(True, "record", source)
    yield "next_procedural_date", Answer(latest.next_hearing, "record", source)
    first = min(records.file.proceedings, key=lambda found: found.on)
    yield "proceedings_status", Answer("instituted", "record", source)
    yield "proceedings_date", Answer(first.on, "record", _("first proceeding of the case"))


def _people(records: CaseRecords) -> Found:
    rows = tuple(party_row(party) for party in records.parties)
    source = _("parties of the case")
    yield "persons", Answer(rows, "record", source)
    named = tuple(
        party_row(party)
        for party in records.file.parties
        if party.reference in records.request.parties
    )
    yield "addressees", Answer(named, "record", records.requested)
    yield "persons_to_be_heard", Answer(named, "record", records.requested)
    # Victims print without address: theirs may be protected.
    victims = tuple(
        {"name": party.name, "kind": party.kind, "country": party.country or ""}
        for party in records.file.parties
        if "victim" in party.roles
    )
    yield "victims", Answer(victims, "record", source)


def _facts(records: CaseRecords) -> Found:
    case = records.file.case
    yield "facts_summary", Answer(case.summary, "record", records.case)
    yield from offences(records)


def _assistance(records: CaseRecords) -> Found:
    request = records.request
    yield "kinds_of_assistance", Answer(tuple(request.kinds), "record", records.requested)
    rows = asset_rows(records.file, request)
    source = _("assets named in the request")
    yield "assets", Answer(rows, "record", source)
    chosen = [
        kind for kind in records.instruments.kinds_of(request.kinds) if kind.property and rows
    ]
    attached = dict(records.modules)
    items = tuple(
        {
            "no": str(number),
            "module": ", ".join(code for code, _when in kind.modules if code in attached),
            "text": f"{kind.label}: {what}",
        }
        for number, (kind, what) in enumerate(
            ((kind, what) for kind in chosen for what in _named(rows)), start=1
        )
    )
    yield "assistance_items", Answer(items, "derived", _("kinds and assets of the request"))
    actions = tuple(
        {
            "no": str(number),
            "asset": str(row["reference"]),
            "action": _("Freeze, restrain or seize"),
        }
        for number, row in enumerate(rows, start=1)
    )
    yield "actions_requested", Answer(actions, "derived", _("kinds and assets of the request"))
    grounds = {str(code) for row in rows for code in texts(row.get("grounds"))}
    yield "freeze_grounds", Answer(tuple(sorted(grounds)), "record", source)
    holders = tuple(
        {"name": str(row[key]), "capacity": label, "asset": str(row["reference"])}
        for row in rows
        for key, label in (
            ("possessor", _("possessor")),
            ("registered_owner", _("registered owner")),
        )
        if row.get(key)
    )
    yield "persons_holding", Answer(holders, "record", source)


def _named(rows: tuple[Row, ...]) -> list[str]:
    """Few assets each with its description, many by reference: the schedule describes them."""
    if len(rows) <= _DESCRIBED:
        return [f"{row['reference']}, {row['description']}" for row in rows]
    return [", ".join(str(row["reference"]) for row in rows)]

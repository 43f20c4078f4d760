"""What the records answer of the modules of a request, each with the record it was read from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import date

from asset_recovery.domain.case_file import AssetFacts, OrderFacts, PartyFacts
from asset_recovery.domain.code_lists import label
from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.checks.eu_persons import interested
from asset_recovery.forms.prefill_blocks import state_text
from asset_recovery.forms.prefill_informal import may_go_on
from asset_recovery.forms.prefill_tables import Row, party_row
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]
_NUMBERS = ("iban", "account_number", "account")
_NCB_REASONS = {
    "ncb_death": "death",
    "ncb_absconding": "flight",
    **dict.fromkeys(("ncb_illness", "ncb_limitation", "ncb_immunity"), "other"),
}
_TARGETS = frozenset({"suspect", "accused", "convicted", "fugitive"})


def modules(records: CaseRecords) -> Found:
    """Persons, accounts, identifiers, the order, third parties and returns, as far as on file."""
    for part in (_persons, _service, _warrant, _accounts, _tracing, _provisional, _order,
                 _third_parties, _return):  # fmt: skip
        yield from part(records)


def _parties() -> str:
    return _("parties of the case")


def _named(records: CaseRecords) -> list[PartyFacts]:
    return [one for one in records.file.parties if one.reference in records.request.parties]


def _persons(records: CaseRecords) -> Found:
    """M-01, M-05, M-06, M-10 to M-13: the persons that the request names, each in its table."""
    named = _named(records)
    rows = tuple(party_row(one) for one in named)
    for key in ("appearing_persons", "video_persons"):
        yield key, Answer(rows, "record", records.requested)
    targets = tuple(party_row(one) for one in records.parties if _TARGETS & set(one.roles))
    yield "account_holder", Answer(targets, "record", _parties())
    where = "\n".join(_whereabouts(one) for one in named if _whereabouts(one))
    yield "whereabouts_and_contact", Answer(where, "record", _parties())
    detained = [one for one in named if one.particulars.detention_status == "in_detention"]
    yield "detainee", Answer(tuple(party_row(one) for one in detained), "record", _parties())
    places = "; ".join(dict.fromkeys(
        one.particulars.detention_place for one in detained if one.particulars.detention_place
    ))  # fmt: skip
    yield "detention_place", Answer(places, "record", _parties())
    holders = tuple(
        _full(
            name=one.name,
            address=one.address or state_text(one.country),
            registration=one.particulars.registration_number,
        )
        for one in named
        if one.kind == "legal"
    )
    yield "record_holder", Answer(holders, "record", records.requested)
    witnesses = tuple({"name": one.name} for one in records.file.parties if "witness" in one.roles)
    yield "witnesses_available", Answer(witnesses, "record", _parties())


def _full(**cells: object) -> Row:
    return {key: value for key, value in cells.items() if value not in ("", None)}


def _whereabouts(party: PartyFacts) -> str:
    where = party.particulars.current_location or party.address or state_text(party.country)
    return f"{party.name}: {where}" if where else ""


def _service(records: CaseRecords) -> Found:
    """M-02: the orders to be served, the languages of the addressees, the day of the hearing."""
    if "SER" not in records.request.kinds:
        return
    rows = tuple(
        _full(type=one.kind_label, date=one.made_on.isoformat() if one.made_on else "",
              court=one.authority)
        for one in records.orders
    )  # fmt: skip
    source = _("orders named in the request")
    yield "documents_to_serve", Answer(rows, "record", source)
    yield "serves_order", Answer(True if rows else None, "derived", source)
    languages = dict.fromkeys(
        label("languages", code) for one in _named(records) for code in one.particulars.languages
    )
    yield "language_understood", Answer(", ".join(languages), "record", _parties())
    latest = records.proceeding
    if latest is not None:
        source = _("proceeding {reference}").format(reference=latest.reference or latest.kind)
        yield "hearing_date", Answer(latest.next_hearing, "record", source)
    witness = any({"witness"} & set(one.roles) for one in _named(records))
    yield "summons_of_witness", Answer(witness or None, "derived", _parties())


def _warrant(records: CaseRecords) -> Found:
    """M-03, M-04: copies of the warrant; what is examined and where it is."""
    warrants = {
        one.reference for one in records.orders if "sei" in one.kind or "search" in one.kind
    }
    copies = [
        one
        for one in records.file.documents
        if one.record in warrants and "order" in one.kind and may_go_on(records, one)
    ]
    titles = "; ".join(f"{one.reference}, {one.title}" for one in copies)
    yield "domestic_warrant", Answer(titles, "record", _("orders named in the request"))
    lines = [
        "; ".join(part for part in (
            f"{one.reference}, {one.description}", one.location or "", one.possessor or ""
        ) if part)
        for one in _assets(records)
    ]  # fmt: skip
    yield "object_or_site", Answer("\n".join(lines), "record", _("assets named in the request"))


def _assets(records: CaseRecords) -> list[AssetFacts]:
    return [one for one in records.file.assets if one.reference in records.request.assets]


def _accounts(records: CaseRecords) -> Found:
    """M-06, M-15: accounts and every other identifier of the assets."""
    source = _("assets named in the request")
    since, until = _first_day(records), records.request.made_on
    rows = []
    identifiers = []
    for asset in _assets(records):
        known = dict(asset.identifiers)
        number = next((known[kind] for kind in _NUMBERS if kind in known), "")
        if number and since is not None and until is not None:
            bank = str(asset.details_given.get("bank") or "")
            period = {"from": since.isoformat(), "to": until.isoformat()}
            rows.append(_full(account=number, bank=bank, **period))
        identifiers += [{"kind": kind.replace("_", " "), "identifier": value}
                        for kind, value in asset.identifiers]  # fmt: skip
    yield "accounts_and_period", Answer(tuple(rows), "record", source)
    yield "target_identifiers", Answer(tuple(identifiers), "record", source)


def _tracing(records: CaseRecords) -> Found:
    """M-07: from the first day of the offences until the request."""
    since = _first_day(records)
    yield "tracing_from", Answer(since, "derived", records.offences)
    if since is not None:
        yield "tracing_to", Answer(records.request.made_on, "derived", records.requested)


def _first_day(records: CaseRecords) -> date | None:
    """The earliest whole day on which an offence of the case was committed."""
    found = []
    for one in records.file.case.offences:
        with contextlib.suppress(ValueError):
            found.append(date.fromisoformat(one.committed_on or ""))
    return min(found, default=None)


def _provisional(records: CaseRecords) -> Found:
    """M-08: what the order and the planning sheets say of risk, exemptions and management."""
    source = _("orders named in the request")
    texts: dict[str, list[str]] = {
        "risk_of_dissipation": [one.dissipation_risk or "" for one in records.orders],
        "maximum_amount_estimated": [one.calculation or "" for one in records.orders],
        "exemptions_proposed": [
            f"{row.asset}: {row.exemptions}"
            for one in records.orders
            if one.application is not None
            for row in one.application.rows
            if row.exemptions
        ],
    }
    for key, lines in texts.items():
        yield (
            key,
            Answer("\n".join(dict.fromkeys(line for line in lines if line)), "record", source),
        )
    plans = [
        f"{one.asset}: {text}"
        for one in records.file.management
        if one.asset in records.request.assets and one.plan is not None
        for name, _label, text in one.plan.answers
        if name == "recommendation" and text
    ]
    yield "management_wishes", Answer("\n".join(plans), "record", _("planning sheets"))
    served = [f"{who}, {on.isoformat()}" for one in records.orders for who, on in one.served]
    if served:
        text = _("served on {names}").format(names="; ".join(served))
        yield "notice", Answer(text, "record", source)


def _order(records: CaseRecords) -> Found:
    """M-09, M-10: who was present or told of the proceedings, and the way to the order."""
    order = records.confiscation
    if order is not None:
        source = _("order {reference}").format(reference=order.reference)
        yield "presence_or_notice", Answer(_presence(records, order), "record", source)
    lines = [
        "; ".join(part for part in (
            one.on.isoformat(), label("proceeding_kinds", one.kind), one.authority,
            one.reference, one.outcome or "") if part)
        for one in sorted(records.file.proceedings, key=lambda one: one.on)
    ]  # fmt: skip
    source = _("proceedings of the case")
    yield "proceedings_description", Answer("\n".join(lines), "record", source)
    dead = [one.name for one in records.parties if one.died and _TARGETS & set(one.roles)]
    if dead or any("deceased" in one.roles for one in _named(records)):
        yield "death_or_dissolution", Answer("death", "record", _parties())
    reason = _NCB_REASONS.get(records.file.case.route or "")
    yield "ncb_reason", Answer(reason, "derived", records.case)


def _presence(records: CaseRecords, order: OrderFacts) -> str:
    judged = [one for one in records.file.proceedings if one.in_absentia is not None]
    parts = []
    if judged:
        last = max(judged, key=lambda one: one.on)
        text = _("judged in absence on {day}") if last.in_absentia else _("present, {day}")
        parts.append(text.format(day=last.on.isoformat()))
    parts += [_("served on {name}, {day}").format(name=who, day=on.isoformat())
              for who, on in order.served]  # fmt: skip
    return "; ".join(parts)


def _third_parties(records: CaseRecords) -> Found:
    """M-09, M-10: notices that were published, and everybody who claims or may claim."""
    file, assets = records.file, set(records.request.assets)
    lines = [
        "; ".join(part for part in (
            label("notice_kinds", one.kind), one.medium, one.on.isoformat(), one.number or "",
            _("until {day}").format(day=one.until.isoformat()) if one.until else "") if part)
        for one in file.notices
        if one.kind in ("claims", "seizure") and (not one.assets or assets & set(one.assets))
    ]  # fmt: skip
    lines += [
        _("{party} was notified on {day} and could reply until {until}").format(
            party=one.party, day=_day(one.notified_on), until=_day(one.reply_by)
        )
        for one in file.hearings
        if one.asset in assets and one.notified_on is not None
    ]
    source = _("notices and hearings on file")
    yield "third_party_notice", Answer("\n".join(lines), "record", source)
    claims = {one.party: one for one in file.claims if one.asset in assets}
    rows = tuple(
        _full(name=name, claim=what, asset=claims[name].asset if name in claims else "")
        for name, what in interested(file, records.request.assets).items()
    )
    yield "third_parties_with_claims", Answer(rows, "record", _("parties, claims and assets"))


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else _("not known")


def _return(records: CaseRecords) -> Found:
    """M-14: what is confiscated there, what was agreed, and where the money goes."""
    done = [
        (one, line)
        for one in records.file.requests
        if not one.is_inbound and one.country == records.request.country
        for line in one.abroad
        if line.outcome == "confiscated"
    ]
    rows = tuple(
        _full(
            reference=line.reference or one.result or one.reference,
            item=line.asset,
            amount=_shown(line.confirmed or line.expected),
        )
        for one, line in done
    )
    source = _("answers of that State")
    yield "confiscated_there", Answer(rows, "record", source)
    deducted = [line.deducted for _one, line in done if line.deducted is not None]
    if len({one.currency for one in deducted}) == 1:
        total = Money.total(deducted, deducted[0].currency)
        yield "expenses_deducted", Answer(total, "record", source)
    agreed = [one for one in records.file.agreements if one.country == records.request.country]
    if agreed:
        last = max(agreed, key=lambda one: one.on)
        source = _("agreement {reference}").format(reference=last.reference)
        shares = "; ".join(f"{who} {share}" for who, share in last.shares)
        yield "sharing_proposal", Answer(shares, "record", source)
        yield "return_or_sharing_wish", Answer(last.basis or shares, "record", source)
        yield "end_use", Answer(last.end_use, "record", source)
        yield "agreement_reference", Answer(last.reference, "record", source)
    office = records.file.office
    account = ", ".join(part for part in (
        office.payment_iban, office.payment_bic, office.payment_holder) if part)  # fmt: skip
    yield "receiving_account", Answer(account, "record", _("facts of the office"))
    victims = tuple({"name": one.name} for one in records.file.parties if "victim" in one.roles)
    yield "victims_and_owners", Answer(victims, "record", _parties())
    order = records.confiscation
    if order is not None and order.final_on is not None:
        text = f"{order.number or order.reference}, {order.authority}, {order.final_on.isoformat()}"
        source = _("order {reference}").format(reference=order.reference)
        yield "final_judgment", Answer(text, "record", source)


def _shown(money: Money | None) -> str:
    return "" if money is None else money.display()


def texts_of_facts(answers: Mapping[str, Answer]) -> Found:
    """The facts told once serve as the facts from which the other court may make its order."""
    facts = answers.get("facts_summary")
    if facts is not None:
        source = _("the same as in the request, facts summary")
        yield "sufficient_facts", Answer(facts.value, "derived", source)

"""OPS-02 and OPS-03 of an asset, OPS-04, OPS-05 and the custody record."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.order_actions import ServeOrder
from asset_recovery.domain.case_file import AssetFacts, PartyFacts
from asset_recovery.domain.custody_facts import ChainLink, CustodyFile
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation
from asset_recovery.domain.operation_facts import OperationFacts, OperationItem
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.terms import Term, due_date
from asset_recovery.lifecycle.rules import Parameter
from asset_recovery.persistence.queries.custody_query import visits
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.services.case_parts.case_desk import open_desk
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk
from asset_recovery.services.form_papers.paper_labels import LANGUAGES, in_language

TERM = "appeal_period"

if TYPE_CHECKING:
    from asset_recovery.reports.custody_paper import CustodyPaper
    from asset_recovery.reports.paper import Paper


def _asset(ask: PaperAsk) -> AssetFacts:
    return next(one for one in ask.file.assets if one.reference == ask.reference)


def _kept(ask: PaperAsk) -> CustodyFile:
    files = ask.file.custody_files
    return next((one for one in files if one.asset == ask.reference), CustodyFile(asset=""))


def _work(ask: PaperAsk) -> CustodyPaper:
    from asset_recovery.reports.custody_paper import CustodyPaper  # noqa: PLC0415

    kept = _kept(ask)
    return CustodyPaper(ask.file, _asset(ask), kept, ask.profile, ask.language, ask.translate)


def _not_held() -> RuleViolation:
    text = _("Possession of this asset was not taken: there is nothing to print.")
    return RuleViolation(Reason("wrong_state", text, "take_possession"))


def transfer(ask: PaperAsk) -> Paper:
    """The latest hand-over, or that of `transfer`."""
    from asset_recovery.reports.custody_paper import compose_transfer  # noqa: PLC0415

    work = _work(ask)
    wanted = ask.options.get("transfer")
    places = [
        place
        for place, link in enumerate(work.kept.links)
        if (link.reference == wanted if wanted else link.what == "moved")
    ]
    if wanted and not places:
        text = _("This asset has no hand-over {number}.").format(number=wanted)
        raise NotFound(Reason("not_found", text, field="transfer"))
    if not places:
        text = _("This asset was not handed over yet.")
        raise RuleViolation(Reason("wrong_state", text, "move_custody"))
    return compose_transfer(work, places[-1])


def inspection(ask: PaperAsk) -> Paper:
    """The latest inspection; with `sheet=empty` one to take along."""
    from asset_recovery.reports.custody_paper import compose_inspection  # noqa: PLC0415

    work = _work(ask)
    empty = ask.options.get("sheet") == "empty" or not work.kept.inspections
    asset = work.asset
    seen = []
    places = {one for one in (asset.custody_place, *(k.place for k in work.kept.links)) if one}
    rows = [row for place in sorted(places) for row in visits(ask.sight.connection, place)]
    for row in sorted(rows, key=lambda one: (str(one["on_date"]), int(one["id"]))):
        told = json.loads(row["data"])
        touched = told.get("assets", [])
        if touched and ask.reference not in touched:
            continue
        who = ", ".join(filter(None, (told["party"], told.get("unit"))))
        when = f"{told['on']}\n{told['from']} – {told['to']}"
        things = ", ".join(touched) or _("none")
        seen.append(
            (when, who, told["purpose"], told.get("escort") or "–", things, row["reference"])
        )
    return compose_inspection(work, None if empty else work.kept.inspections[-1], seen)


def record(ask: PaperAsk) -> Paper:
    """The whole chain."""
    from asset_recovery.reports.custody_paper import compose_custody_record  # noqa: PLC0415

    work = _work(ask)
    if not work.kept.links:
        raise _not_held()
    return compose_custody_record(work)


def receipt(ask: PaperAsk) -> Paper:
    """The receipt of one asset; taken at an operation, it has the number of that receipt."""
    from asset_recovery.reports.operation_paper import compose_inventory  # noqa: PLC0415

    asset, kept = _asset(ask), _kept(ask)
    taken = next((one for one in kept.links if one.what.startswith("possession_taken")), None)
    if taken is None:
        raise _not_held()
    made = next(
        (one for one in ask.file.operations if any(i.asset == asset.reference for i in one.taken)),
        None,
    )
    say = in_language("receipt", ask.language, ask.translate)
    own = _alone(asset, taken, made)
    copy = ask.options.get("copy", "")
    return compose_inventory(ask.file, own, ask.profile, ask.language, say, copy=copy)


def _alone(asset: AssetFacts, taken: ChainLink, made: OperationFacts | None) -> OperationFacts:
    """One asset's line of an inventory, at its operation or by itself."""
    on_order = taken.reason in asset.orders
    if made is not None:
        item = next(one for one in made.items if one.asset == asset.reference)
    else:
        item = OperationItem(
            number=asset.number,
            asset=asset.reference,
            type_label=asset.type_label,
            description=asset.description,
            quantity=asset.quantity,
            unit=asset.unit,
            taken=True,
            identifiers=asset.identifiers,
            taken_on=taken.on,
            condition=taken.condition,
            seals=taken.seals,
            photos=taken.photos,
            signed_by=taken.signed_by,
            custodian=taken.keeper,
            storage=taken.place,
            from_whom=asset.possessor,
            owner=asset.owner,
            value=asset.value,
        )
    return OperationFacts(
        reference=asset.reference if made is None else made.reference,
        on=taken.on,
        place=(taken.from_place or taken.place or "") if made is None else made.place,
        begins="" if made is None else made.begins,
        ends="" if made is None else made.ends,
        receipt=f"{asset.reference}-R" if made is None else made.receipt,
        power=(None if on_order else taken.reason) if made is None else made.power,
        order=(taken.reason if on_order else None) if made is None else made.order,
        team=taken.signed_by if made is None else made.team,
        witnesses=() if made is None else made.witnesses,
        present=() if made is None else made.present,
        seals=taken.seals,
        photos=taken.photos,
        incidents=None if made is None else made.incidents,
        items=(item,),
    )


def notice(ask: PaperAsk) -> Paper:
    """What an affected person is told; `party` says whom, by reference or name."""
    from asset_recovery.reports.notice_paper import compose_notice  # noqa: PLC0415

    asset = _asset(ask)
    wanted = ask.options.get("party") or asset.owner or ""
    party = next((one for one in ask.file.parties if wanted in (one.reference, one.name)), None)
    if party is None:
        text = _("There is no party {party} in this case; name whom the notice is for.")
        said = text.format(party=wanted or "–")
        raise NotFound(Reason("not_found", said, field="party"))
    orders = [one for one in ask.file.orders if one.reference in asset.orders]
    if not orders:
        text = _("There is no order over this asset of which anybody could be told.")
        raise RuleViolation(Reason("no_order", text, "record_order"))
    case = ask.sight.own_case
    library = library_of(ask.sight.reading.connection)
    rules = library.rules(str(case["legal_system"]), str(case["legal_version"]))
    newest = max(orders, key=lambda one: (str(one.made_on or ""), one.reference))
    on = newest.made_on or ask.file.read_at.date()
    days = rules.parameter(TERM, on) if TERM in rules.parameters else None
    say = in_language("receipt", ask.language, ask.translate)
    service = _service(ask, newest.reference, party)
    return compose_notice(
        ask.file, asset, newest, party, ask.profile, ask.language, say,
        None if days is None else (f"{days.value} {days.unit}", days.basis, days.mark),
        None if days is None or service is None else _ends(ask, service.on, days),
        service.how or "" if service is not None else "",
    )  # fmt: skip


def _service(ask: PaperAsk, order: str, party: PartyFacts) -> ServeOrder | None:
    """The last service of the order on this person."""
    desk = open_desk(ask.sight.reading, ask.sight.own_case, with_journal=False)
    found = [
        one.command
        for one in desk.done("serve_order")
        if isinstance(one.command, ServeOrder)
        and one.command.order == order
        and one.command.party in (party.reference, party.name)
    ]
    return found[-1] if found else None


def _ends(ask: PaperAsk, served: date, term: Parameter) -> date:
    """The last day of the term that the service starts."""
    length = Term(count=Decimal(term.value), unit=term.unit)
    end = due_date(served, length, ask.sight.reading.calendar.working()).due
    return end.date() if isinstance(end, datetime) else end


FORMS = (
    FormPaper(
        form="OPS-03",
        title=N_("Notice to an affected person"),
        kinds=("asset",),
        compose=notice,
        languages=LANGUAGES,
        options=("party",),
    ),
    FormPaper(
        form="OPS-04",
        title=N_("Hand-over"),
        kinds=("asset",),
        compose=transfer,
        options=("transfer",),
    ),
    FormPaper(
        form="OPS-05",
        title=N_("Inspection sheet and access log"),
        kinds=("asset",),
        compose=inspection,
        options=("sheet",),
    ),
    FormPaper(form="CUS-01", title=N_("Custody record"), kinds=("asset",), compose=record),
)

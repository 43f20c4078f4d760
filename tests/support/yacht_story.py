"""The story of the yacht (public facts, subjects), told to an office action by action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.office import SmallOffice, an_office, money

CASE = "CASE-2018-0001"
YACHT = "YACHT-1"
PROCEEDS = "YACHT-1-SUB"
COURT = "High Court, admiralty"


def the_yacht(folder: Path, until: str = "closed") -> SmallOffice:
    """An office with the yacht: seized, sold before judgment, confiscated, paid out, closed.

    `until` stops the story early: opened, seized, sold, confiscated.
    """
    office = an_office(folder)
    for name, chapter in _CHAPTERS.items():
        chapter(office)
        if name == until:
            break
    return office


def _open(office: SmallOffice) -> None:
    office.give(
        "open_case",
        case=CASE,
        title="Yacht Equanimity",
        on="2018-01-01",
        route="civil_in_rem",
        currency="USD",
        summary="Bought with money diverted from a State fund.",
        offences=["Money laundering"],
        officer="officer",
    )
    office.give(
        "register_party",
        party="P-OWNER",
        kind="legal",
        name="Equanimity (Cayman) Ltd",
        country="KY",
    )
    office.give("register_party", party="P-A", kind="natural", name="Subject A", born="1981")
    office.give("link_party", case=CASE, party="P-A", role="suspect")
    office.give("relate_parties", party="P-A", to="P-OWNER", relation="control", share="1")
    office.give(
        "register_asset",
        asset=YACHT,
        case=CASE,
        type="VES-YAC",
        description="Motor yacht Equanimity, 91.5 m",
        identifiers=[{"kind": "imo", "value": "1012138"}],
        location="Bali",
        country="ID",
        owner="P-OWNER",
        grounds=["PRO"],
    )
    office.give("identify_asset", asset=YACHT, on="2018-02-01", source="ship registry")


def _seize(office: SmallOffice) -> None:
    office.give(
        "record_order",
        order="O-SEIZE",
        kind="seizure",
        authority=COURT,
        reference="WA-27NCC-41-08/2018",
        on="2018-08-06",
        assets=[{"asset": YACHT}],
        legal_basis="Rules of Court, order 70",
    )
    office.give("serve_order", order="O-SEIZE", party="P-OWNER", on="2018-08-06")
    office.give(
        "take_possession",
        asset=YACHT,
        order="O-SEIZE",
        on="2018-08-07",
        place="Port Klang",
        inventory_by=["Officer 117", "Surveyor 3"],
        custodian="Marine police",
        storage="Quay 7",
        condition="good, engine hours 8,412",
        seals=["MY-0041", "MY-0042"],
        photos=["41 photographs"],
    )
    office.give("record_plan", asset=YACHT, on="2018-08-07")
    office.give(
        "manage_asset",
        asset=YACHT,
        on="2018-08-08",
        mode="stored",
        reason="nobody else can keep it",
        review_on="2019-01-30",
        terms={"contract": "K-1"},
    )


def _sell(office: SmallOffice) -> None:
    office.give(
        "record_valuation",
        asset=YACHT,
        on="2018-08-09",
        value=money("130000000.00", "USD"),
        kind="appraisal",
        method="survey",
        valuer="Court-appointed surveyor",
    )
    office.give(
        "propose_interlocutory_sale",
        asset=YACHT,
        on="2018-08-10",
        grounds=["disproportionate_cost"],
    )
    office.give("approve", what=YACHT, on="2018-08-11", by="supervisor")
    office.give(
        "notify_owner", asset=YACHT, party="P-OWNER", on="2018-08-11", reply_by="2018-08-20"
    )
    office.give(
        "record_order",
        order="O-LEAVE",
        kind="interlocutory_sale",
        authority=COURT,
        reference="WA-27NCC-42",
        on="2018-08-24",
        assets=[{"asset": YACHT}],
    )
    office.give(
        "start_sale",
        asset=YACHT,
        on="2018-10-01",
        method="tender",
        reserve=money("120000000.00", "USD"),
    )
    office.give(
        "record_sale",
        asset=YACHT,
        on="2018-11-01",
        buyer={"name": "Buyer B", "kind": "legal"},
        price=money("126000000.00", "USD"),
    )
    office.give(
        "record_payment",
        asset=YACHT,
        on="2018-11-02",
        amount=money("126000000.00", "USD"),
        account="ESC-1",
    )
    office.give("deliver_asset", asset=YACHT, on="2018-11-03", received_by="Buyer B")
    office.give(
        "post_cost",
        asset=YACHT,
        posting="PO-CREW",
        on="2018-11-03",
        amount=money("15500000.00", "MYR"),
        category="upkeep",
        counterparty="Crew agency",
    )


def _confiscate(office: SmallOffice) -> None:
    office.give(
        "file_confiscation",
        assets=[YACHT],
        on="2018-12-01",
        authority="Attorney General",
        reference="F-1",
        route="civil_in_rem",
        legal_basis="s. 56",
    )
    office.give("record_proof", case=CASE, kind="statement_of_claim", on="2018-12-01")
    office.give("publish_notice", case=CASE, kind="seizure", on="2018-12-02", medium="Gazette")
    office.give(
        "record_order",
        order="O-CONF",
        kind="civil_in_rem",
        authority=COURT,
        reference="J-1",
        on="2019-01-01",
        assets=[{"asset": YACHT}],
    )
    office.give("certify_final", order="O-CONF", on="2019-02-01")


def _distribute(office: SmallOffice) -> None:
    office.give("determine_net", asset=YACHT, on="2019-02-02")
    office.give("approve", what=YACHT, on="2019-02-03", by="supervisor")
    office.give(
        "allocate_proceeds",
        asset=YACHT,
        on="2019-02-03",
        shares=[{"to": "Consolidated Fund", "kind": "state", "share": "1"}],
    )
    office.give("approve", what=YACHT, on="2019-02-03", by="supervisor")
    office.give(
        "pay_out", allocation="YACHT-1-A1", on="2019-02-04", account="ESC-1", reference="T1"
    )
    office.give("approve", what=YACHT, on="2019-02-04", by="supervisor")
    office.give("close_asset", asset=YACHT, on="2019-02-05")
    office.give("add_note", to=YACHT, text="Crew asks whether wages run on; ask counsel.")
    office.give(
        "set_deadline", to=CASE, title="Report to the treasury", due="2026-12-01", hard=True
    )


_CHAPTERS: Mapping[str, Callable[[SmallOffice], None]] = {
    "opened": _open,
    "seized": _seize,
    "sold": _sell,
    "confiscated": _confiscate,
    "closed": _distribute,
}

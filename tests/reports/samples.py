"""Case files built by hand: the yacht case (public facts, subjects), an empty one, a huge one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from asset_recovery.domain.case_file import (
    AssetFacts,
    CaseFacts,
    CaseFile,
    ClaimFacts,
    CustodyFacts,
    DeadlineFacts,
    DecisionFacts,
    DistributionFacts,
    DocumentFacts,
    EventFacts,
    JournalFacts,
    JournalHead,
    MoneyBar,
    NoteFacts,
    Offence,
    OfficeFacts,
    OrderFacts,
    PartyFacts,
    PostingFacts,
    ProceedingFacts,
    RelationFacts,
    RequestFacts,
    SaleFacts,
    StripStage,
    ValuationFacts,
    WaterfallLine,
)
from asset_recovery.domain.money import Money

READ_AT = datetime(2019, 7, 29, 8, 30, tzinfo=UTC)
OFFICE = OfficeFacts(
    name="Asset Management Office", country="MY", currency="USD", classification="restricted"
)
HEAD = JournalHead(seq=48213, hash="a1b2c3d4e5f60718" * 4, at=datetime(2019, 7, 29, 8, tzinfo=UTC))


def usd(amount: str) -> Money:
    """Dollars."""
    return Money.parse(amount, "USD", allow_negative=True)


def myr(amount: str) -> Money:
    """Ringgit."""
    return Money.parse(amount, "MYR", allow_negative=True)


def an_empty_case() -> CaseFile:
    """A case that was only opened."""
    return CaseFile(
        office=OFFICE,
        read_at=READ_AT,
        read_by="nadia",
        head=HEAD,
        case=CaseFacts(
            reference="CASE-2019-0002",
            title="Opened today",
            opened_on=date(2019, 7, 29),
            status="open",
            legal_system="Generic",
            legal_system_version="1",
            route=None,
            route_label="",
            classification="restricted",
            currency="USD",
        ),
    )


YACHT = AssetFacts(
    number=1,
    reference="ASSET-2018-0001",
    description="Motor yacht Equanimity, 91.5 m",
    type_code="VES-YAC",
    type_label="Yacht",
    headline="Distributed",
    legal_state="seized",
    management_state="sold_paid_delivered",
    dispute_state="competing_order",
    money_state="fully_distributed",
    identifiers=(("imo_number", "1012282"), ("flag", "Cayman Islands")),
    location="Port Klang",
    country="Malaysia",
    owner="Equanimity (Cayman) Ltd",
    possessor="Sheriff of the High Court",
    beneficial_owner="Subject A",
    grounds=("proceeds",),
    value=usd("130000000.00"),
    value_kind="market_value",
    valued_on=date(2018, 10, 8),
    base_value=usd("130000000.00"),
    orders=("ORDER-2018-0001", "ORDER-2018-0002"),
    custody_place="Boustead Cruise Centre, quay 7",
    replaced_by="ASSET-2019-0001",
    unknown=("insurance",),
    strip=(
        StripStage(name="trace", label="Traced", state="done"),
        StripStage(name="freeze", label="Frozen", state="done"),
        StripStage(name="sale", label="Sold", state="done", note="23 Apr 2019"),
        StripStage(name="distribute", label="Distributed", state="current"),
    ),
)

PROCEEDS = AssetFacts(
    number=2,
    reference="ASSET-2019-0001",
    description="Proceeds of the sale of the yacht",
    type_code="MON-ACC",
    type_label="Money in an account",
    headline="Frozen",
    legal_state="frozen",
    management_state="deposited",
    dispute_state="none",
    money_state="held",
    identifiers=(("account", "Court account 8-0042"),),
    country="Malaysia",
    grounds=("proceeds",),
    value=myr("523000000.00"),
    value_kind="sale_price",
    valued_on=date(2019, 4, 23),
    base_value=usd("126000000.00"),
    custody_place="Stakeholder account of the sheriff",
    substitutes="ASSET-2018-0001",
)


def the_yacht_case() -> CaseFile:
    """Equanimity: seizure, no planning sheet, court leave, valuation, sale, upkeep, pay-out."""
    return replace(
        an_empty_case(),
        case=_case(),
        as_of=date(2019, 7, 29),
        money=MoneyBar(
            sought=usd("250000000.00"),
            frozen=usd("130000000.00"),
            realised=usd("126000000.00"),
            distributed=usd("122265879.35"),
        ),
        parties=_parties(),
        relations=(
            RelationFacts(
                party="Subject A",
                other="Equanimity (Cayman) Ltd",
                relation="beneficial_owner",
                share="100 %",
                source="Court of the Central District, complaint",
            ),
        ),
        assets=(YACHT, PROCEEDS),
        orders=_orders(),
        proceedings=_proceedings(),
        custody=_custody(),
        valuations=_valuations(),
        postings=_postings(),
        sales=(_sale(),),
        claims=(
            ClaimFacts(
                reference="CLAIM-2018-0001",
                asset="ASSET-2018-0001",
                kind="competing_state",
                party="United States of America",
                on=date(2018, 8, 7),
                extent="whole vessel",
                state="withdrawn",
                decided_on=date(2018, 9, 14),
            ),
        ),
        distributions=(_distribution(),),
        requests=_requests(),
        deadlines=_deadlines(),
        decisions=_decisions(),
        documents=_documents(),
        notes=(
            NoteFacts(
                on=datetime(2018, 8, 9, 7, 15, tzinfo=UTC),
                author="omar",
                record="ASSET-2018-0001",
                text="Crew asks whether wages run on; ask counsel.",
                classification="confidential",
            ),
        ),
        events=_events(),
        journal=_journal(),
        problems=("Two dates of the seizure off Bali are on file: 28 Feb 2018 and 28 Feb 2017.",),
        totals=(("Value at the sale", usd("126000000.00")),),
    )


def _case() -> CaseFacts:
    return CaseFacts(
        reference="CASE-2018-0001",
        title="Yacht Equanimity",
        opened_on=date(2018, 2, 28),
        status="open",
        legal_system="Malaysia (admiralty)",
        legal_system_version="2018.1",
        route="civil_in_rem",
        route_label="Civil forfeiture in rem",
        classification="restricted",
        currency="USD",
        officer="omar",
        officer_number="117",
        summary="Bought for about 250 million USD with money diverted from a State fund. Held off "
        "Bali since February 2018, handed over by Indonesia on 6 August 2018, led to Port Klang.\n"
        "The file was prepared by omar.",
        offences=(
            Offence(
                name="Money laundering",
                provision="AMLATFPUAA 2001 s. 4",
                penalty="up to 15 years",
                committed_on="2009 to 2014",
            ),
        ),
    )


def _parties() -> tuple[PartyFacts, ...]:
    return (
        PartyFacts(
            reference="PARTY-2018-0001",
            name="Subject A",
            kind="natural_person",
            roles=("suspect", "beneficial_owner"),
            aliases=("刘特佐", "Сабджект А"),
            born="1981",
            nationality="MY",
            address="12 Harbour Road, George Town",
            country="Malaysia",
            identifiers=(("passport", "A0000000"),),
        ),
        PartyFacts(
            reference="PARTY-2018-0002",
            name="Equanimity (Cayman) Ltd",
            kind="company",
            roles=("registered_owner",),
            country="Cayman Islands",
        ),
        PartyFacts(
            reference="PARTY-2018-0003",
            name="محمد بن علي",
            kind="natural_person",
            roles=("witness",),
            aliases=("Δημήτρης Παπαδόπουλος",),
        ),
    )


def _orders() -> tuple[OrderFacts, ...]:
    return (
        OrderFacts(
            reference="ORDER-2018-0001",
            kind="warrant_of_arrest",
            kind_label="Warrant of arrest in rem",
            state="in_force",
            authority="High Court, admiralty",
            number="WA-27NCC-41-08/2018",
            made_on=date(2018, 8, 6),
            country="Malaysia",
            assets=("ASSET-2018-0001",),
            served=(("Equanimity (Cayman) Ltd", date(2018, 8, 7)),),
            legal_basis="Rules of Court, order 70",
            reasons="Danger that the vessel sails.",
        ),
        OrderFacts(
            reference="ORDER-2018-0002",
            kind="interlocutory_sale",
            kind_label="Leave for interlocutory sale",
            state="executed",
            authority="High Court, admiralty",
            number=None,
            made_on=date(2018, 8, 24),
            assets=("ASSET-2018-0001",),
            legal_basis="Rules of Court, order 70",
            irregular=("no planning sheet before the sale",),
        ),
        OrderFacts(
            reference="ORDER-2018-0003",
            kind="freezing",
            kind_label="Restraint by Indonesia",
            state="ended",
            authority="District Court, South Jakarta",
            number=None,
            made_on=None,
            country="Indonesia",
            assets=("ASSET-2018-0001",),
            taken_over=True,
        ),
    )


def _proceedings() -> tuple[ProceedingFacts, ...]:
    return (
        ProceedingFacts(
            kind="action_in_rem",
            authority="High Court, admiralty",
            reference="WA-27NCC-41-08/2018",
            on=date(2018, 8, 6),
            stage="judgment",
            outcome="sale_ordered",
            final_on=date(2018, 10, 10),
        ),
    )


def _custody() -> tuple[CustodyFacts, ...]:
    return (
        CustodyFacts(
            asset="ASSET-2018-0001",
            on=date(2018, 8, 6),
            what="seizure",
            place="Batam roads",
            custodian="Royal Malaysian Police",
            from_whom="Indonesian police",
            to_whom="Royal Malaysian Police",
            reason="Handed over at sea",
            condition="good, engine hours 8,412",
            seals="MY-0041, MY-0042",
        ),
        CustodyFacts(
            asset="ASSET-2018-0001",
            on=date(2018, 8, 7),
            what="handover",
            place="Boustead Cruise Centre, quay 7",
            custodian="Sheriff of the High Court",
            from_whom="Royal Malaysian Police",
            to_whom="Sheriff of the High Court",
            condition="good",
            seals="MY-0041, MY-0042",
        ),
        CustodyFacts(
            asset="ASSET-2018-0001",
            on=date(2019, 4, 25),
            what="delivery",
            place="Langkawi",
            from_whom="Broker's crew",
            to_whom="Buyer B",
            condition="good",
        ),
    )


def _valuations() -> tuple[ValuationFacts, ...]:
    return (
        ValuationFacts(
            reference="VAL-2018-0001",
            asset="ASSET-2018-0001",
            on=date(2018, 3, 1),
            value=usd("250000000.00"),
            kind="purchase_price",
            method="document",
            valuer="Bill of sale 2014",
            counts=False,
        ),
        ValuationFacts(
            reference="VAL-2018-0002",
            asset="ASSET-2018-0001",
            on=date(2018, 10, 8),
            value=usd("130000000.00"),
            kind="market_value",
            method="survey",
            valuer="Court-appointed surveyor",
            counts=True,
        ),
    )


def _postings() -> tuple[PostingFacts, ...]:
    return (
        PostingFacts(
            reference="COST-2018-0001",
            asset="ASSET-2018-0001",
            on=date(2018, 9, 30),
            direction="cost",
            category="maintenance",
            counterparty="Fuel and crew agency",
            amount=myr("3500000.00"),
            base_amount=usd("843211.41"),
        ),
        PostingFacts(
            reference="COST-2019-0002",
            asset="ASSET-2018-0001",
            on=date(2019, 4, 30),
            direction="cost",
            category="maintenance",
            counterparty="Fuel and crew agency",
            amount=myr("12000000.00"),
            base_amount=usd("2890909.24"),
        ),
        PostingFacts(
            reference="COST-2019-0003",
            asset="ASSET-2018-0001",
            on=date(2019, 2, 1),
            direction="cost",
            category="insurance",
            counterparty="Typed by mistake",
            amount=myr("99999.99"),
            base_amount=usd("24091.74"),
            reversed_by="COST-2019-0004",
        ),
        PostingFacts(
            reference="COST-2019-0004",
            asset="ASSET-2018-0001",
            on=date(2019, 2, 2),
            direction="cost",
            category="insurance",
            counterparty="Typed by mistake",
            amount=myr("-99999.99"),
            base_amount=usd("-24091.74"),
        ),
        PostingFacts(
            reference="INC-2019-0001",
            asset="ASSET-2019-0001",
            on=date(2019, 6, 30),
            direction="income",
            category="interest",
            counterparty="Stakeholder bank",
            amount=myr("2615000.00"),
            base_amount=usd("630000.00"),
        ),
    )


def _sale() -> SaleFacts:
    return SaleFacts(
        asset="ASSET-2018-0001",
        proposed_on=date(2018, 8, 17),
        grounds=("value_declines", "cost_of_keeping"),
        approved_by="siti",
        hearing="Heard on 24 August 2018; the registered owner did not appear.",
        order="ORDER-2018-0002",
        method="private_treaty_after_failed_auction",
        reserve=usd("130000000.00"),
        sale_on=date(2019, 4, 3),
        bids=(
            ("Bidder C", date(2018, 11, 28), usd("100000000.00")),
            ("Buyer B", date(2019, 4, 1), usd("126000000.00")),
        ),
        buyer="Buyer B",
        price=usd("126000000.00"),
        sold_on=date(2019, 4, 3),
        valuation=usd("130000000.00"),
        paid=usd("126000000.00"),
        paid_on=date(2019, 4, 23),
        delivered_on=date(2019, 4, 25),
        outcome="sold",
        substitute="ASSET-2019-0001",
    )


def _distribution() -> DistributionFacts:
    return DistributionFacts(
        reference="DIST-2019-0001",
        asset="ASSET-2018-0001",
        determined_on=date(2019, 7, 24),
        gross=usd("126000000.00"),
        lines=(
            WaterfallLine(
                rank=3,
                label="Commission of the broker",
                amount=usd("0.00"),
                balance=usd("126000000.00"),
                note="none due",
            ),
            WaterfallLine(
                rank=4,
                label="Upkeep 15,500,000.00 MYR",
                amount=usd("3734120.65"),
                balance=usd("122265879.35"),
                note="rate 4.1509 of 23 Apr 2019",
            ),
        ),
        net=usd("122265879.35"),
        shares=(("Government of Malaysia", "whole", usd("122265879.35")),),
        payments=(
            ("Government of Malaysia", date(2019, 7, 24), usd("122265879.35"), "TT-2019-7741"),
        ),
        approved_by=("siti", "omar"),
        fully_distributed=True,
    )


def _requests() -> tuple[RequestFacts, ...]:
    return (
        RequestFacts(
            reference="REQ-2018-0001",
            direction="out",
            form="MLA-01",
            country="Indonesia",
            authority="Ministry of Law",
            kinds=("seize", "hand_over"),
            state="executed",
            made_on=date(2018, 7, 2),
            sent_on=date(2018, 7, 4),
            due_on=date(2018, 8, 4),
            result="Handed over on 6 August 2018.",
            assets=("ASSET-2018-0001",),
            orders=("ORDER-2018-0001",),
        ),
        RequestFacts(
            reference="REQ-2018-0002",
            direction="out",
            form="INF-01",
            country="Cayman Islands",
            authority="CARIN contact",
            kinds=("trace",),
            state="answered",
            made_on=date(2018, 3, 5),
        ),
    )


def _deadlines() -> tuple[DeadlineFacts, ...]:
    return (
        DeadlineFacts(
            reference="DL-1",
            title="Pay-out after 90 days as stakeholder",
            due=date(2019, 7, 24),
            state="met",
            hard=True,
            days_left=-5,
            record="ASSET-2018-0001",
            responsible="omar",
            source="order of 3 Apr 2019",
        ),
        DeadlineFacts(
            reference="DL-2",
            title="Report to the court",
            due=date(2019, 8, 30),
            state="open",
            hard=True,
            days_left=32,
            record="CASE-2018-0001",
            responsible="siti",
        ),
        DeadlineFacts(
            reference="DL-3",
            title="Answer to the flag State",
            due=date(2019, 7, 1),
            state="late",
            hard=False,
            days_left=-28,
            record="CASE-2018-0001",
        ),
    )


def _decisions() -> tuple[DecisionFacts, ...]:
    return (
        DecisionFacts(
            reference="DEC-2018-0001",
            what="propose_interlocutory_sale",
            title="Sell the yacht before judgment",
            asked_by="omar",
            asked_on=date(2018, 8, 17),
            state="approved",
            decided_by=("siti",),
            decided_on=date(2018, 8, 20),
            comment="Keeping costs are high; lease was considered and refused.",
        ),
        DecisionFacts(
            reference="DEC-2019-0002",
            what="close_asset",
            title="Close the file of the yacht",
            asked_by="omar",
            asked_on=date(2019, 7, 26),
            state="asked",
        ),
    )


def _documents() -> tuple[DocumentFacts, ...]:
    return (
        DocumentFacts(
            reference="DOC-2018-0001",
            title="Warrant of arrest",
            kind="court_order",
            on=date(2018, 8, 6),
            hash="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            size=184_220,
            classification="restricted",
            language="en",
            record="ORDER-2018-0001",
        ),
        DocumentFacts(
            reference="DOC-2018-0002",
            title="Report of a source",
            kind="report",
            on=None,
            hash="60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
            size=9_001,
            classification="secret",
        ),
    )


def _events() -> tuple[EventFacts, ...]:
    return (
        EventFacts(
            on=date(2018, 8, 6),
            recorded_at=datetime(2018, 8, 6, 9, tzinfo=UTC),
            action="take_possession",
            title="Yacht seized",
            detail="Handed over by Indonesia; received by omar.",
            kind="custody",
            record="ASSET-2018-0001",
            actor="omar",
            actor_number="117",
        ),
        EventFacts(
            on=date(2018, 8, 24),
            recorded_at=datetime(2018, 9, 3, 9, tzinfo=UTC),
            action="record_order",
            title="Leave for interlocutory sale",
            detail="",
            kind="order",
            record="ORDER-2018-0002",
            actor="omar",
            actor_number="117",
            late=True,
            irregular=("no planning sheet before the sale",),
        ),
        EventFacts(
            on=date(2019, 4, 23),
            recorded_at=datetime(2019, 4, 23, 15, tzinfo=UTC),
            action="record_payment",
            title="Price paid in full",
            detail="",
            kind="money",
            record="ASSET-2018-0001",
            actor="siti",
            actor_number="204",
            amount=usd("126000000.00"),
        ),
    )


def _journal() -> tuple[JournalFacts, ...]:
    return (
        JournalFacts(
            seq=48190,
            at=datetime(2018, 8, 6, 9, tzinfo=UTC),
            actor="omar",
            action="take_possession",
            hash="c0ffee00" * 8,
            changes=(("ASSET-2018-0001", "legal_state", "frozen_abroad", "seized"),),
        ),
        JournalFacts(
            seq=48213,
            at=datetime(2019, 7, 26, 10, tzinfo=UTC),
            actor="siti",
            action="change_case",
            hash="a1b2c3d4e5f60718" * 4,
            changes=(("CASE-2018-0001", "title", "Equanimity", "Yacht Equanimity"),),
            reason="Title agreed with the court.",
        ),
    )


def a_case_with_many_assets(count: int) -> CaseFile:
    """The yacht case with `count` seized cars, each with custody and a cost."""
    assets = tuple(
        replace(
            YACHT,
            number=place,
            reference=f"ASSET-2020-{place:04d}",
            description=f"Passenger car number {place}, black, four doors",
            type_code="VEH-CAR",
            type_label="Car",
            headline="Seized" if place % 3 else "Confiscated, to realise",
            identifiers=(("vin", f"WVWZZZ1JZXW{place:06d}"),),
            orders=("ORDER-2018-0001",),
            value=None if place % 10 == 0 else myr(f"{30_000 + place}.50"),
            base_value=None if place % 10 == 0 else usd(f"{7_000 + place}.25"),
            replaced_by=None,
            unknown=(),
            strip=(),
        )
        for place in range(1, count + 1)
    )
    references = tuple(one.reference for one in assets)
    case = the_yacht_case()
    return replace(
        case,
        assets=assets,
        orders=(replace(case.orders[0], assets=references),),
        custody=tuple(
            replace(link, asset=reference) for reference in references for link in case.custody[:2]
        ),
        postings=tuple(
            replace(case.postings[0], reference=f"COST-2020-{place:04d}", asset=reference)
            for place, reference in enumerate(references, start=1)
        ),
        valuations=(),
        sales=(),
        distributions=(),
    )

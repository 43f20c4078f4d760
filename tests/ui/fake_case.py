"""The fictional case Lantern: what the case page, the asset page and the papers show."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from asset_recovery.domain.case_file import (
    AssetFacts,
    CaseFacts,
    CaseFile,
    ClaimFacts,
    CustodyFacts,
    DeadlineFacts,
    DecisionFacts,
    DocumentFacts,
    EventFacts,
    JournalHead,
    MoneyBar,
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
)
from asset_recovery.domain.money import Money
from asset_recovery.ui.office import FieldSpec, FormQuestion, FormStep, Missing, RequestForm

TODAY = date(2026, 4, 27)
YACHT = "2026-000412-K"
STRIP = (
    StripStage(name="identified", label="Identified", state="done", note="14 Jan 2026"),
    StripStage(name="frozen", label="Frozen", state="done", note="22 Jan · until 22 Jul"),
    StripStage(name="seized", label="Seized", state="done", note="3 Feb"),
    StripStage(name="managed", label="Managed", state="done", note="berth, insured"),
    StripStage(
        name="sale",
        label="Sale before judgment",
        state="current",
        note="owner to be heard by 30 Apr",
    ),
    StripStage(
        name="confiscated", label="Confiscated", state="possible", note="trial listed 11 Nov"
    ),
    StripStage(name="realised", label="Realised", state="possible"),
    StripStage(name="returned", label="Given back", state="not_applicable"),
)


def a_field(
    name: str,
    label: str,
    type_: str = "text",
    required: bool = False,
    choices: tuple[tuple[str, str], ...] = (),
    help_: str = "",
) -> FieldSpec:
    """A field of an action or a form."""
    return FieldSpec(name, label, type_, required, choices, help_)


def eur(whole: int, cents: int = 0) -> Money:
    """Euros."""
    return Money(whole * 100 + cents, "EUR")


def _assets() -> tuple[AssetFacts, ...]:
    yacht = AssetFacts(
        number=1,
        reference=YACHT,
        description="Meridian Star",
        type_code="VES-YAC",
        type_label="Motor yacht",
        headline="interlocutory_sale_proposed",
        legal_state="frozen",
        management_state="stored",
        dispute_state="claim_pending",
        money_state="none",
        identifiers=(("imo", "9074729"), ("flag", "Malta")),
        location="Berth 14, Marina Nord",
        country="MT",
        owner="Halcyon Marine Ltd",
        possessor="Marina Nord",
        beneficial_owner="Subject A",
        grounds=("PROC",),
        value=eur(8_400_000),
        value_kind="appraisal",
        valued_on=date(2026, 3, 2),
        base_value=eur(8_400_000),
        orders=("14 FR 221/26",),
        custody_place="Berth 14, Marina Nord",
        strip=STRIP,
    )
    others = (
        ("Flat, Via Lunga 14, 118 m²", "RE-APA", "Flat", "IT", 412_000),
        ("Bank account, 3 holders, IBAN ending 4417", "MON-ACC", "Account", "CH", 1_204_331),
        ("Земельный участок 2,4 га", "RE-LND", "Land", "BG", 310_000),
        ("شقة، شارع النيل ٢٢", "RE-APA", "Flat", "EG", 190_000),
        (
            "Helvetia Trading GmbH, 51 % of shares, held through a nominee",
            "FIN-UNL",
            "Shares",
            "CH",
            95_000,
        ),
    )
    rest = tuple(
        AssetFacts(
            number=n,
            reference=f"2026-{400 + n:06d}-B",
            description=text,
            type_code=code,
            type_label=label,
            headline="frozen_abroad" if n % 2 else "seized",
            legal_state="frozen",
            management_state="not_managed",
            dispute_state="none",
            money_state="none",
            country=country,
            owner="Halcyon Marine Ltd",
            value=eur(value),
            value_kind="estimate",
            valued_on=date(2026, 1, 20),
            orders=("14 FR 221/26",),
            strip=STRIP,
            unknown=("possessor",) if n == 4 else (),
        )
        for n, (text, code, label, country, value) in enumerate(others, 2)
    )
    return (yacht, *rest)


def _event(
    on: date, title: str, detail: str, kind: str, record: str = YACHT, **more: object
) -> EventFacts:
    at = datetime(on.year, on.month, on.day, 9, 41, tzinfo=UTC)
    return EventFacts(
        on=on,
        recorded_at=at,
        action="x",
        title=title,
        detail=detail,
        kind=kind,
        record=record,
        actor="Maria Ferri",
        actor_number="0412",
        **more,  # type: ignore[arg-type]
    )


def _events() -> tuple[EventFacts, ...]:
    return (
        _event(
            date(2026, 4, 18),
            "Interlocutory sale proposed",
            "cost out of proportion, rapid loss of value",
            "sale",
            state="pending",
        ),
        _event(date(2026, 4, 16), "Notice served on the owner", "reply by 30 Apr 2026", "sale"),
        _event(
            date(2026, 3, 2),
            "Valuation 8,400,000.00 EUR",
            "market comparison, Nordmarine Surveyors",
            "value",
        ),
        _event(
            date(2026, 2, 14),
            "Cost posted 61,300.00 EUR",
            "berth and crew, February",
            "money",
            late=True,
        ),
        _event(
            date(2026, 2, 3),
            "Possession taken",
            "214 items, seals 88213–16, two signatures",
            "custody",
        ),
        _event(
            date(2026, 1, 22),
            "Freezing order served on the owner",
            "Regional Court, 14 FR 221/26",
            "order",
        ),
        _event(
            date(2026, 1, 20),
            "Freezing order recorded",
            "14 FR 221/26, in force until 22 Jul",
            "order",
            irregular=("gap_in_measures",),
        ),
        _event(date(2026, 1, 14), "Asset registered", "lead from the registry of ships", "office"),
    )


def _deadlines() -> tuple[DeadlineFacts, ...]:
    rows = (
        ("Reconcile 12.4821 BTC with the chain", -2, "2026-000377-B", "AR-2025-0093", True),
        (
            "Answer to the court: list of tenants, Via Lunga 14",
            0,
            "2026-000398-T",
            "AR-2026-0011",
            True,
        ),
        (
            "Owner's reply on the interlocutory sale of Meridian Star",
            3,
            YACHT,
            "AR-2026-0017",
            True,
        ),
        ("Insurance of the land ends, Участок 2,4 га", 3, "2026-000331-F", "AR-2025-0077", False),
        ("Return the shares after acquittal", 8, "2026-000365-R", "AR-2025-0088", True),
        ("Valuation too old for a sale", 34, YACHT, "AR-2026-0017", False),
        ("Hull insurance ends", 64, YACHT, "AR-2026-0017", False),
    )
    return tuple(
        DeadlineFacts(
            reference=f"DL-{n}",
            title=title,
            due=TODAY + timedelta(days=left),
            state="late" if left < 0 else "open",
            hard=hard,
            days_left=left,
            record=record,
            case=case,
            responsible="M. Ferri",
        )
        for n, (title, left, record, case, hard) in enumerate(rows, 1)
    )


def _money_of_the_yacht() -> dict[str, object]:
    return {
        "valuations": (
            ValuationFacts(
                reference="V-3",
                asset=YACHT,
                on=date(2026, 3, 2),
                value=eur(8_400_000),
                kind="appraisal",
                method="market comparison",
                valuer="Nordmarine Surveyors",
                counts=True,
            ),
            ValuationFacts(
                reference="V-1",
                asset=YACHT,
                on=date(2026, 1, 14),
                value=eur(9_000_000),
                kind="estimate",
                method="broker's list",
                valuer="Office",
                counts=False,
            ),
        ),
        "postings": tuple(
            PostingFacts(
                reference=f"C-{n}",
                asset=YACHT,
                on=date(2026, 2 + n // 2, 14),
                direction="cost",
                category="storage",
                counterparty="Marina Nord",
                amount=eur(61_300),
            )
            for n in range(4)
        ),
        "sales": (
            SaleFacts(
                asset=YACHT,
                proposed_on=date(2026, 4, 18),
                grounds=("disproportionate_cost", "perishable_or_depreciating"),
            ),
        ),
        "claims": (
            ClaimFacts(
                reference="CL-1",
                asset=YACHT,
                kind="lien",
                party="Crew of Meridian Star",
                on=date(2026, 2, 20),
                extent="118,400.00 EUR · rank 1",
                state="undecided",
            ),
        ),
        "custody": (
            CustodyFacts(
                asset=YACHT,
                on=date(2026, 2, 3),
                what="Possession taken",
                place="Berth 14, Marina Nord",
                custodian="Marina Nord",
                from_whom="Halcyon Marine Ltd",
                to_whom="Marina Nord",
                condition="good",
                seals="88213–16",
            ),
        ),
    }


def a_case_file() -> CaseFile:
    """The case Lantern as on 27 April 2026."""
    order = OrderFacts(
        reference="14 FR 221/26",
        kind="freezing",
        kind_label="Freezing order",
        state="in_force",
        authority="Regional Court",
        number="14 FR 221/26",
        made_on=date(2026, 1, 20),
        expires_on=date(2026, 7, 22),
        assets=tuple(a.reference for a in _assets()),
        served=(("Halcyon Marine Ltd", date(2026, 1, 22)),),
        legal_basis="Criminal Procedure s. 104",
        reasons="Risk that the vessel leaves the jurisdiction.",
    )
    return CaseFile(
        office=OfficeFacts(name="Asset Management Office", country="MT", currency="EUR"),
        read_at=datetime(2026, 4, 27, 8, 12, tzinfo=UTC),
        read_by="Maria Ferri",
        head=JournalHead(seq=48_213, hash="9c4177e0", at=datetime(2026, 4, 26, 16, tzinfo=UTC)),
        case=CaseFacts(
            reference="AR-2026-0017",
            title="Lantern",
            opened_on=date(2026, 1, 14),
            status="open",
            legal_system="model",
            legal_system_version="2026.1",
            route="NCB",
            route_label="Non-conviction-based, civil in rem",
            classification="restricted",
            currency="EUR",
            officer="Maria Ferri",
            officer_number="0412",
            summary="Consultancy contracts for which no service was rendered.",
            offences=(
                Offence(name="Embezzlement of public funds", provision="Criminal Code s. 317"),
            ),
        ),
        money=MoneyBar(
            sought=eur(12_450_000), frozen=eur(10_611_331), confiscated=eur(0), realised=eur(0)
        ),
        parties=(
            PartyFacts(
                reference="P-000031",
                name="Halcyon Marine Ltd",
                kind="legal",
                roles=("registered_owner",),
                country="MT",
            ),
            PartyFacts(
                reference="P-000032",
                name="Subject A",
                kind="natural",
                roles=("suspect",),
                aliases=("Субъект А",),
                country="BG",
            ),
            PartyFacts(
                reference="P-000033",
                name="شركة النيل للتجارة",
                kind="legal",
                roles=("nominee",),
                country="EG",
            ),
            PartyFacts(
                reference="P-000034",
                name="Crew of Meridian Star",
                kind="unknown",
                roles=("creditor",),
            ),
        ),
        relations=(
            RelationFacts(
                party="Lighthouse Trust",
                other="Halcyon Marine Ltd",
                relation="ownership",
                share="100 %",
                source="company register",
            ),
            RelationFacts(
                party="Subject A", other="Lighthouse Trust", relation="control", source="trust deed"
            ),
        ),
        assets=_assets(),
        orders=(order,),
        proceedings=(
            ProceedingFacts(
                kind="investigation",
                authority="Prosecutor General",
                reference="P-77/25",
                on=date(2025, 11, 3),
            ),
            ProceedingFacts(
                kind="ncb_filing",
                authority="Regional Court",
                reference="14 C 9/26",
                on=date(2026, 2, 12),
                next_hearing=date(2026, 11, 11),
            ),
        ),
        requests=(
            RequestFacts(
                reference="MLA-2026-0034",
                direction="out",
                form="MLA-01",
                country="CH",
                authority="Federal Office of Justice",
                kinds=("freezing",),
                state="draft",
                made_on=date(2026, 4, 20),
            ),
        ),
        deadlines=_deadlines(),
        decisions=(
            DecisionFacts(
                reference="AP-0014",
                what=YACHT,
                title="Interlocutory sale",
                asked_by="M. Ferri",
                asked_on=date(2026, 4, 18),
                state="pending",
            ),
        ),
        documents=tuple(
            DocumentFacts(
                reference=f"D-{n:04d}",
                title=title,
                kind=kind,
                on=date(2026, 1, 20),
                hash=f"{n * 7919:064x}",
                size=184_000 * n,
                classification="restricted",
                language="en",
                record=YACHT,
            )
            for n, (title, kind) in enumerate(
                (
                    ("Freezing order 14 FR 221/26", "order"),
                    ("Appraisal of 2 March 2026", "report"),
                    ("Inventory with 214 items", "inventory"),
                ),
                1,
            )
        ),
        events=_events(),
        totals=(("Value of all assets", eur(10_611_331)),),
        problems=("Asset 4: the possessor is not known.",),
        **_money_of_the_yacht(),  # type: ignore[arg-type]
    )


FACTS = (
    "Between March 2021 and November 2024 funds of the Port Authority were paid to Halcyon Marine "
    "Ltd under consultancy contracts for which no service was rendered."
)


def request_form() -> RequestForm:
    """The request to Switzerland, draft 3."""
    titles = (
        "Authorities",
        "Legal basis",
        "Proceedings",
        "Persons",
        "Facts",
        "Offences and law",
        "Assistance sought",
        "Property",
        "Purpose and nexus",
        "Procedure",
        "Annexes",
        "Signature",
    )
    missing = {"Facts", "Assistance sought", "Annexes"}
    steps = []
    for title in titles:
        state = (
            "missing" if title in missing else "untouched" if title == "Signature" else "complete"
        )
        questions: tuple[FormQuestion, ...] = (
            FormQuestion(
                a_field(f"{title.casefold()}_particulars", f"{title}, particulars", "text"),
                "Regional Court",
            ),
        )
        if title == "Facts":
            questions = (
                FormQuestion(
                    a_field("facts", "Summary of relevant facts", "longtext", True),
                    FACTS,
                    "From case summary, version of 20 Apr",
                    "UNCAC art. 46(15)(c)",
                    "K",
                    ("case", "AR-2026-0017"),
                ),
                FormQuestion(
                    a_field(
                        "flow",
                        "Money flow",
                        "rows",
                        False,
                        (("from", "From"), ("to", "To"), ("amount", "Amount")),
                    ),
                    [
                        {
                            "from": "Port Authority",
                            "to": "Halcyon Marine Ltd",
                            "amount": "2,150,000.00 EUR",
                        }
                    ],
                ),
            )
        steps.append(FormStep(title.casefold(), title, state, questions))
    return RequestForm(
        reference="MLA-2026-0034",
        title="Freezing of an account, Switzerland",
        subtitle="MLA-01 · UNCAC art. 46, 54, 55 · English",
        state="draft",
        case="AR-2026-0017",
        steps=tuple(steps),
        missing=(
            Missing(
                "why the account is believed to hold the money today (UNCAC 55(3)(a))",
                False,
                "facts",
                key="flow",
                label="Why the account is believed to hold the money today",
                article="UNCAC 55(3)(a)",
                mend="add at least one full row.",
            ),
            Missing(
                "certified copy of the order",
                True,
                "annexes",
                key="annexes_particulars.copy",
                label="Certified copy of the order",
                mend="attach the document.",
            ),
            Missing("text of the law in German", True, "annexes", key="signature_particulars"),
        ),
    )

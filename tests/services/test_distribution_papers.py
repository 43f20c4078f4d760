"""Papers on distribution, victims, claims, release and return say what is on file, and no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.errors import RuleViolation
from asset_recovery.reports.paper import Facts, Paper, Table
from asset_recovery.services.case_reader import read_case_file
from asset_recovery.services.form_papers import form_named
from asset_recovery.services.form_papers.form_paper import PaperAsk
from asset_recovery.services.looking import Look, look_at
from asset_recovery.services.paper_service import profile_named
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
IBAN = "DE89370400440532013000"


def composed(life: Life, form: str, reference: str, **options: str) -> Paper:
    """The content of a form about a record."""
    look = Look(screen="form", noted=False, purpose="case work")
    actor = life.office.actor("everyone")
    with look_at(opened(life.office), actor, "any", reference, look) as sight:
        file = read_case_file(sight.reading, sight.own_case, with_journal=False)
        ask = PaperAsk(
            sight=sight,
            file=file,
            reference=reference,
            profile=profile_named("full"),
            language="en",
            translate=str,
            options=options,
        )
        return form_named(form).compose(ask)


def words(paper: Paper) -> str:
    """Everything that the paper says, in one text."""
    found: list[str] = [paper.title, *(f"{a} {b}" for a, b in paper.cover)]
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                rows: list[Any] = [*block.rows, *block.totals]
                found += [" ".join(row) for row in rows] or [block.empty]
            elif isinstance(block, Facts):
                found += [f"{label} {value}" for label, value in block.rows]
            else:
                found.append(str(getattr(block, "text", "")))
    return "\n".join(found)


def test_the_order_of_distribution_shows_each_line_and_who_gets_what(at: At) -> None:
    life = at("allocated")
    said = words(composed(life, "DIST-01", "CAR-SUB"))
    assert "9,500.00 EUR" in said
    assert "Treasury" in said
    assert "net_proceeds" in said


def test_an_order_that_nobody_approved_says_so_across_each_page(at: At) -> None:
    life = at("final")
    life.give("determine_net", asset="CAR", on="2026-08-02")
    with pytest.raises(RuleViolation) as refused:
        composed(life, "DIST-01", "CAR-SUB")
    assert refused.value.reasons[0].code == "form_incomplete"


@pytest.fixture
def shared(at: At) -> Life:
    """Two victims share the net."""
    life = at("net")
    for name in ("Anna Ω", "Bo"):
        life.give(
            "record_victim", case="CASE", party={"name": name}, loss=money("9000.00"),
            on="2025-01-01", address="5 Hidden Lane", iban=IBAN,
        )  # fmt: skip
    life.give("decide_victims", case="CASE", on="2026-07-01", outcome="admitted")
    assert life.allocate([{"to": "CASE-V", "kind": "victim", "share": "1"}]).ok
    life.approve(on="2026-08-05")
    return life


def test_no_paper_on_victims_shows_an_address_or_an_account(shared: Life) -> None:
    for form, reference in (("VICT-01", "CASE"), ("DIST-01", "CAR-SUB"), ("DIST-01", "CASE")):
        said = words(composed(shared, form, reference))
        assert "Hidden Lane" not in said
        assert IBAN not in said
    assert "Anna Ω" in words(composed(shared, "VICT-01", "CASE"))


def test_the_copy_for_publication_names_nobody_and_sums_the_same(shared: Life) -> None:
    said = words(composed(shared, "VICT-01", "CASE", copy="public"))
    assert "Anna" not in said
    assert "V-2026" not in said
    assert "9,500.00 EUR" in said
    assert said == words(composed(shared, "VICT-01", "CASE", copy="public"))


def test_a_claim_is_printed_with_what_is_not_known(at: At) -> None:
    life = at("stored")
    life.give("file_claim", asset="CAR", party="OWNER", on="2026-05-01", share="0.5", basis="lent")
    said = words(composed(life, "OPS-09", "CAR", price="500 against 9,000"))
    assert "lent" in said
    assert "500 against 9,000" in said
    assert "not known as at" in said


def test_a_release_compares_the_condition_at_seizure_with_that_at_return(at: At) -> None:
    life = at("stored")
    life.order("REL", "release", "2026-05-01")
    life.give(
        "return_asset", asset="CAR", on="2026-05-03", to="OWNER", condition="scratched",
        receipt="R-9",
    )  # fmt: skip
    life.approve(on="2026-05-03", who="lawyer")
    said = words(composed(life, "OPS-10", "CAR"))
    assert "Condition good scratched" in said
    assert "REL" in said
    assert "Owner Holdings Ltd" in said


def test_what_nobody_returned_has_no_certificate(at: At) -> None:
    with pytest.raises(RuleViolation):
        composed(at("stored"), "OPS-10", "CAR")


def test_an_agreement_tracks_what_of_its_tranches_came(at: At) -> None:
    life = at("begun")
    agreed = {
        "agreement": "AG-1", "case": "CASE", "on": "2026-02-01", "country": "NG", "kind": "return",
        "ground": "embezzlement",
    }  # fmt: skip
    tranches = [
        {"tranche": "1", "due": "2026-03-01", "amount": money("60.00")},
        {"tranche": "2", "due": "2027-03-01", "amount": money("40.01")},
    ]
    assert life.codes("record_agreement", **agreed, amount=money("100.00"), tranches=tranches) == [
        "shares_do_not_sum"
    ]
    tranches[1]["amount"] = money("40.00")
    life.give("record_agreement", **agreed, amount=money("100.00"), tranches=tranches)
    life.give(
        "record_tranche", agreement="AG-1", tranche="1", on="2026-03-02", state="received",
        amount=money("60.00"), reference="T-9",
    )  # fmt: skip
    said = words(composed(life, "OPS-11", "CASE"))
    assert "Sum 100.00 EUR – 60.00 EUR" in said
    assert "Embezzled public funds" in said

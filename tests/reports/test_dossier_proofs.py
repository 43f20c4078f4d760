"""What the dossier says of net equity, of the origin of documents, and of each custody link."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from asset_recovery.domain.case_file import CaseFile, ClaimFacts
from asset_recovery.domain.custody_facts import ChainLink, CustodyFile
from asset_recovery.domain.money import Money
from asset_recovery.reports.case_dossier_content import compose_dossier
from asset_recovery.reports.dossier_profile import profile
from tests.reports.samples import the_yacht_case, usd


def words(file: CaseFile, name: str = "full") -> str:
    """Every text of the dossier."""
    paper = compose_dossier(file, profile(name), "en", str, "High Court", "")
    return json.dumps(asdict(paper), ensure_ascii=False)


def with_lien(amount: Money, state: str = "recognised") -> CaseFile:
    """The yacht with a value of 100 dollars and a lien on it."""
    file = the_yacht_case()
    yacht = replace(file.assets[0], value=usd("100.00"), base_value=None, replaced_by=None)
    lien = ClaimFacts(
        reference="L-1", asset=yacht.reference, kind="lien", party="Harbour Bank",
        on=file.as_of or file.read_at.date(), extent="", state=state, amount=amount,
    )  # fmt: skip
    return replace(file, assets=(yacht,), claims=(lien,))


def test_net_equity_is_the_value_less_the_liens_that_stand() -> None:
    assert f"net equity {usd('60.00').display()}" in words(with_lien(usd("40.00")))
    assert f"net equity {usd('-20.00').display()}" in words(with_lien(usd("120.00")))


def test_net_equity_is_not_told_without_a_lien_and_unknown_in_another_currency() -> None:
    assert "net equity" not in words(with_lien(usd("40.00"), "replaced_by_a_later_statement"))
    other = words(with_lien(Money.parse("40.00", "EUR")))
    assert "net equity not known: a lien is in another currency" in other


@pytest.mark.parametrize(("name", "told"), [("full", True), ("foreign", False)])
def test_the_origin_of_a_document_stands_with_its_record(name: str, told: bool) -> None:
    file = the_yacht_case()
    known = replace(file.documents[0], source="Port registry", classification="unclassified")
    assert ("Port registry" in words(replace(file, documents=(known,)), name)) is told


def test_a_custody_link_shows_its_photographs_and_hash_only_where_it_is_the_same_link() -> None:
    file = the_yacht_case()
    row = file.custody[0]
    link = ChainLink(seq=1, on=row.on, what="x", keeper=row.to_whom, photos=("D-7", "D-8"))
    kept = CustodyFile(asset=row.asset, links=(link,), hashes=("ab12" * 16,))
    shown = words(replace(file, custody=(row,), custody_files=(kept,)))
    assert "photographs D-7, D-8" in shown
    assert "SHA-256 ab12ab12ab12ab12…" in shown
    other = replace(kept, links=(link, link), hashes=("ab12" * 16, "cd34" * 16))
    assert "ab12ab12ab12ab12" not in words(replace(file, custody=(row,), custody_files=(other,)))

"""A sealed case and all that is in it are as if they were not there for whoever has no grant."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.registers import Filter, View
from asset_recovery.persistence.first_page import first_rows
from asset_recovery.persistence.queries.registers_by_name import REGISTERS, register_sql
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.search_service import SearchService
from asset_recovery.services.today_service import TodayService
from tests.support.office import NOW, TODAY, SmallOffice, an_office, money

CANARY = "quetzalcoatl"
WORDS = (
    f"{CANARY}",
    "K-SECRET",
    "9074729",
    "P-SECRET",
    "O-SECRET",
    "R-SECRET",
    "D-SECRET",
    "DL-SECRET",
    "A-SECRET",
)
OUTSIDERS = ("colleague", "manager", "lawyer", "director", "auditor", "administrator")


def _fill(office: SmallOffice, paper: Path) -> None:
    for case, mark in (("C-OPEN", "lantern"), ("K-SECRET", CANARY)):
        hidden = case == "K-SECRET"
        asset, party = ("A-SECRET", "P-SECRET") if hidden else ("A-OPEN", "P-OPEN")
        office.give("open_case", case=case, title=f"{mark} case", on="2026-01-02")
        office.give("register_party", party=party, kind="natural", name=f"{mark} person")
        office.give("link_party", case=case, party=party, role="suspect")
        office.give(
            "register_asset",
            case=case,
            asset=asset,
            type="VES-YAC",
            description=f"{mark} yacht",
            country="KI" if hidden else "MT",
            identifiers=[{"kind": "imo", "value": "9074729" if hidden else "1012138"}],
            estimated_value=money("777.00" if hidden else "1000.00"),
            owner={"name": f"{mark} holding", "kind": "legal"},
        )
        office.give(
            "record_proceeding",
            case=case,
            kind="charge",
            authority="Prosecutor General",
            reference="PG-1",
            on="2026-01-03",
            persons=[{"name": f"{mark} accused", "kind": "natural"}],
        )
        office.give("identify_asset", asset=asset, on="2026-01-03", source=mark)
        office.give(
            "set_deadline",
            to=asset,
            title=f"{mark} due",
            due="2026-11-25",
            deadline="DL-SECRET" if hidden else "DL-OPEN",
        )
        office.give("set_deadline", to=party, title=f"{mark} reply", due="2026-11-25")
        office.give(
            "record_order",
            order="O-SECRET" if hidden else "O-OPEN",
            kind="freezing",
            authority=f"{mark} court",
            reference="F-1",
            on="2026-02-03",
            assets=[{"asset": asset}],
        )
        office.give(
            "draft_request",
            request="R-SECRET" if hidden else "R-OPEN",
            case=case,
            form="MLA-01",
            to_country="KI" if hidden else "CH",
            kinds=["SEA"],
        )
        for to in (case, party):
            suffix = "" if to == case else "-P"
            office.give(
                "attach_document",
                to=to,
                file=str(paper),
                title=f"{mark} report",
                kind="other",
                document=("D-SECRET" if hidden else "D-OPEN") + suffix,
            )
        office.give(
            "post_cost",
            asset=asset,
            on="2026-03-01",
            amount=money("500.00"),
            category="storage",
            counterparty=f"{mark} store",
        )
    office.give("seal_case", by="supervisor", case="K-SECRET", on="2026-11-01", reason="informer")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    folder = tmp_path_factory.mktemp("office")
    paper = folder / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    made = an_office(folder)
    _fill(made, paper)
    yield made
    made.close()


def _services(office: SmallOffice) -> tuple[RegisterService, SearchService, TodayService]:
    def today() -> Any:
        return TODAY

    return (
        RegisterService(engine=office.reading, today=today),
        SearchService(engine=office.reading, today=today),
        TodayService(engine=office.reading, now=lambda: NOW, today=today),
    )


def _everything(office: SmallOffice, name: str, folder: Path) -> str:
    """All that a user can be told by the reading side, as one text."""
    registers, search, today = _services(office)
    actor = office.actor(name)
    told: list[object] = [registers.counts(actor), today.view(actor)]
    for register in REGISTERS:
        source = registers.source(register, actor)
        columns = register_sql(register).columns
        for column in columns:
            told.append(source.page(View((), column), None, 0, 100))
            told.append(source.page_before_end(View((), column, True), 0, 100))
            told.append(registers.choices(register, column, actor))
        told.append([source.position(View(), key) for key in range(1, 8)])
        told.append(registers.totals(register, View(), actor))
        told.append(registers.listed(register, actor))
        path = folder / f"{name}-{register}.csv"
        registers.export(register, View(), path, "csv", actor)
        told.append(path.read_text(encoding="utf-8"))
        told.append(first_rows(office.path, register, actor.id, TODAY))
    for word in (*WORDS, CANARY[:2], CANARY[:5], f"@{CANARY}", "#K-SE", "IMO 9074729", "SECRET"):
        told.append([hit for hit in search.search(actor, word)])
    return repr(told)


@pytest.mark.parametrize("name", OUTSIDERS)
def test_no_word_of_a_sealed_case_reaches_an_outsider(
    office: SmallOffice, name: str, tmp_path: Path
) -> None:
    told = _everything(office, name, tmp_path).casefold()
    for word in (*WORDS, "777.00", "77700", "'KI'"):
        assert word.casefold() not in told, word


def test_the_words_are_there_for_whoever_sealed_the_case(
    office: SmallOffice, tmp_path: Path
) -> None:
    told = _everything(office, "supervisor", tmp_path)
    for word in WORDS:
        assert word == "9074729" or word.casefold() in told.casefold(), word
    assert "K-SECRET" not in _everything(office, "everyone", tmp_path)


def test_counts_and_sums_are_those_of_an_office_without_the_sealed_case(
    office: SmallOffice,
) -> None:
    registers, _search, _today = _services(office)
    outsider = office.actor("colleague")
    counts = registers.counts(outsider)
    assert counts["assets"] == 1
    assert counts["cases"] == 1
    assert counts["orders"] == 1
    assert counts["requests"] == 1
    assert counts["documents"] == 2
    assert counts["parties"] == 3
    frozen = View((Filter("type_code", "=", "VES-YAC"),))
    narrow = View((Filter("country", "=", "KI"),))
    assert registers.source("assets", outsider).count(frozen) == 1
    assert registers.source("assets", outsider).count(narrow) == 0
    for view in (View(), frozen, View(where="value >= 0")):
        total = registers.totals("assets", view, outsider)
        assert total is not None
        assert total.amount.minor == 1000_00
    with office.reading.connect() as connection:
        shown = connection.exec_driver_sql("SELECT count(*) FROM asset").scalar()
    assert shown == 2


def test_an_outsider_can_neither_link_nor_be_warned_of_a_party_of_the_sealed_case(
    tmp_path: Path,
) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    office = an_office(tmp_path)
    _fill(office, paper)
    linked = office.try_to_give(
        "link_party", by="colleague", case="C-OPEN", party="P-SECRET", role="witness"
    )
    assert [reason.code for reason in linked.reasons] == ["not_found"]
    for name, seen in (("colleague", False), ("supervisor", True)):
        alike = office.give("register_party", by=name, kind="natural", name=f"{CANARY} persons")
        assert ("P-SECRET" in repr(alike.warnings)) is seen
    office.close()


def test_a_grant_opens_the_case_until_its_day_and_no_longer(tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    office = an_office(tmp_path)
    _fill(office, paper)
    registers, search, _today = _services(office)
    outsider = office.actor("colleague")
    assert registers.counts(outsider)["cases"] == 1
    for until, seen in (("2026-11-23", 1), ("2026-11-24", 2)):
        _grant(office, outsider.id, until)
        assert registers.counts(outsider)["cases"] == seen
        assert bool(search.search(outsider, CANARY)) is (seen == 2)
    exported = tmp_path / "cases.csv"
    assert registers.export("cases", View(), exported, "csv", outsider) == 2
    with exported.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == 3
    office.close()


def _grant(office: SmallOffice, user: int, until: str) -> None:
    with office.writing.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO access_grant (case_id, user_id, until, withdrawn)"
            " SELECT id, ?, ?, 0 FROM case_record WHERE reference = 'K-SECRET'",
            (user, until),
        )

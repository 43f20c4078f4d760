"""Documents keep no folder of anybody's; terms end where what they wait for is done."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import select

from asset_recovery.persistence import tables as t
from tests.support.asset_life import INVENTORY
from tests.support.office import an_office


def test_neither_journal_nor_event_keeps_the_folder_from_which_a_file_came(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    secret = tmp_path / "private folder of an officer"
    secret.mkdir()
    (secret / "extract.txt").write_text("extract", "utf-8")
    office.give("open_case", case="C", title="Case", on="2026-01-02")
    office.give(
        "attach_document", to="C", file=str(secret / "extract.txt"), title="Extract", kind="extract"
    )
    with office.reading.connect() as connection:
        payloads = [row.payload for row in connection.execute(select(t.journal_payload.c.payload))]
        kept = [row.data for row in connection.execute(select(t.event.c.data))]
        document = connection.execute(select(t.document)).one()
    office.close()
    assert "private folder" not in "".join(payloads + kept)
    assert json.loads(payloads[-1])["command"]["file"] == "extract.txt"
    assert document.original_name == "extract.txt"


def test_a_thing_without_a_value_of_its_own_waits_for_no_first_valuation(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    office.give("open_case", case="C", title="Case", on="2026-01-02")
    for reference, kind in (("DRUGS", "DRG"), ("CAR", "VEH-CAR")):
        office.give(
            "register_asset",
            asset=reference,
            case="C",
            type=kind,
            description=reference,
            location="Hall 3",
        )
        office.give("identify_asset", asset=reference, on="2026-01-03", source="search")
    office.give(
        "record_order",
        order="F",
        kind="freezing",
        authority="Court",
        reference="F 1",
        on="2026-01-04",
        assets=[{"asset": "DRUGS"}, {"asset": "CAR"}],
    )
    office.give("take_possession", assets=["DRUGS", "CAR"], order="F", on="2026-01-05", **INVENTORY)
    with office.reading.connect() as connection:
        query = select(t.agenda.c.record).where(t.agenda.c.code == "first_valuation")
        waiting = [row.record for row in connection.execute(query)]
    office.close()
    assert waiting == ["CAR"]


def test_our_own_order_over_what_lies_abroad_counts_once_it_is_handed_over(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    office.give("open_case", case="C", title="Case", on="2026-01-02")
    office.give(
        "register_asset", asset="CAR", case="C", type="VEH-CAR", description="Car", location="Oslo"
    )
    office.give("identify_asset", asset="CAR", on="2026-01-03", source="search")
    office.give("trace_abroad", asset="CAR", on="2026-01-04", country="NO", source="liaison")
    office.give(
        "record_order",
        order="F",
        kind="freezing",
        authority="Court",
        reference="F 1",
        on="2026-01-05",
        assets=[{"asset": "CAR"}],
    )
    office.give(
        "record_order",
        order="N",
        kind="freezing",
        authority="Oslo tingrett",
        reference="N 1",
        on="2026-01-06",
        country="NO",
        concurrent=True,
        priority_note="handed over first",
        assets=[{"asset": "CAR"}],
    )

    def legal() -> str:
        with office.reading.connect() as connection:
            return str(connection.execute(select(t.asset_row.c.legal)).scalar_one())

    before = legal()
    office.give("take_possession", asset="CAR", order="F", on="2026-01-10", **INVENTORY)
    after = legal()
    office.close()
    assert (before, after) == ("frozen_abroad", "seized")

"""Relations of parties on file: restated, summed, walked to the end, then and now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.office import SmallOffice, an_office

PEOPLE = {"P-BOSS": "natural", "P-FRONT": "natural", "P-HOLD": "legal", "P-TRADE": "legal"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """A flat of a trading company, whose holding belongs to a nominee for the boss."""
    made = an_office(tmp_path)
    made.give("open_case", by="officer", case="C", title="Tower", on="2026-01-02")
    for name, kind in PEOPLE.items():
        made.give("register_party", by="officer", party=name, kind=kind, name=f"{name} Ltd",
                  country="VG" if name == "P-HOLD" else "MT")  # fmt: skip
    made.give("register_asset", by="officer", case="C", asset="FLAT", type="RE-DWL",
              description="Flat", location="Sliema", owner="P-TRADE")  # fmt: skip
    relate(made, "P-HOLD", "P-TRADE", share="0.8", **{"from": "2025-01-01"})
    relate(made, "P-FRONT", "P-HOLD", share="0.75", **{"from": "2025-01-01"})
    relate(made, "P-FRONT", "P-BOSS", relation="mandate", **{"from": "2025-06-01"})
    yield made
    made.close()


def relate(office: SmallOffice, party: str, to: str, **more: Any) -> Any:
    given = {"relation": "ownership", **more}
    return office.give("relate_parties", by="officer", party=party, to=to, **given)


def refused(office: SmallOffice, party: str, to: str, **more: Any) -> list[str]:
    given = {"relation": "ownership", **more}
    result = office.try_to_give("relate_parties", by="officer", party=party, to=to, **given)
    assert not result.ok
    return [reason.code for reason in result.reasons]


def shown(office: SmallOffice, party: str, **clocks: Any) -> dict[str, Any]:
    actor = office.actor("officer")
    return ShowService(opened(office)).show("party", party, actor, purpose="control", **clocks)


def file_of(office: SmallOffice, **clocks: Any) -> CaseFile:
    return ShowService(opened(office)).case_file("C", office.actor("officer"), **clocks)


def test_a_party_is_shown_with_its_chain_to_the_end(office: SmallOffice) -> None:
    found = shown(office, "P-TRADE")
    assert found["beneficial_owners"] == [
        {"party": "P-BOSS", "name": "P-BOSS Ltd", "share": "0.6", "percent": "60 %",
         "why": ["share", "mandate"]}
    ]  # fmt: skip
    assert [node["reference"] for node in found["chain"]["nodes"]] == [
        "P-HOLD",
        "P-FRONT",
        "P-BOSS",
    ]
    assert found["chain"]["unexplained"] == "0.4"
    assert found["chain"]["threshold"] == "0.25"


def test_an_asset_and_its_case_show_the_chain_beyond_the_parties_of_the_case(
    office: SmallOffice,
) -> None:
    file = file_of(office)
    assert [party.reference for party in file.parties] == ["P-TRADE"]
    assert [(one.kind, one.of) for one in file.chains] == [("asset", "FLAT"), ("legal", "P-TRADE")]
    (boss,) = file.chains[0].beneficial_owners
    assert (boss.reference, boss.share) == ("P-BOSS", "0.6")
    asset = ShowService(opened(office)).show("asset", "FLAT", office.actor("officer"))
    assert asset["chain"]["of"] == "FLAT"  # type: ignore[index]


def test_the_chain_is_that_of_the_day_that_is_asked_for(office: SmallOffice) -> None:
    for day, names in (
        (date(2024, 12, 31), []),
        (date(2025, 5, 31), ["P-FRONT"]),
        (date(2025, 6, 1), ["P-BOSS"]),
    ):
        found = shown(office, "P-TRADE", as_of=day)
        assert [one["party"] for one in found["beneficial_owners"]] == names
    assert file_of(office, as_of=date(2026, 1, 3)).chains[0].beneficial_owners[0].name == (
        "P-BOSS Ltd"
    )


def test_the_chain_is_that_which_the_office_knew_at_the_moment_that_is_asked_for(
    office: SmallOffice,
) -> None:
    later = replace(office, actions=replace(office.actions, now=lambda: "2026-11-24T12:00:00Z"))
    relate(later, "P-BOSS", "P-TRADE", share="0.2", **{"from": "2025-01-01"})
    before = shown(office, "P-TRADE", known_on="2026-11-24T11:00:00Z")
    after = shown(office, "P-TRADE", known_on="2026-11-24T12:00:00Z")
    assert [one["share"] for one in before["beneficial_owners"]] == ["0.6"]
    assert [one["share"] for one in after["beneficial_owners"]] == ["0.8"]
    then = file_of(office, known_on="2026-11-24T11:00:00Z")
    assert then.chains[0].beneficial_owners[0].share == "0.6"
    assert file_of(office).chains[0].beneficial_owners[0].share == "0.8"


def test_a_relation_stated_again_takes_the_place_of_the_earlier_one(office: SmallOffice) -> None:
    relate(office, "P-HOLD", "P-TRADE", share="0.5", **{"from": "2026-03-01"})
    assert [
        (one["share"], one["since"], one["until"]) for one in shown(office, "P-TRADE")["relations"]
    ] == [("0.8", "2025-01-01", "2026-02-28"), ("0.5", "2026-03-01", None)]
    relate(office, "P-HOLD", "P-TRADE", share="0.55", **{"from": "2026-03-01"})
    assert [one["share"] for one in shown(office, "P-TRADE")["relations"]] == ["0.8", "0.55"]
    assert shown(office, "P-TRADE", as_of=date(2026, 2, 28))["relations"][0]["share"] == "0.8"


def test_shares_above_the_whole_are_refused_day_by_day(office: SmallOffice) -> None:
    assert refused(office, "P-BOSS", "P-TRADE", share="0.21") == ["shares_do_not_sum"]
    relate(office, "P-BOSS", "P-TRADE", share="0.1", votes="0.7")
    assert refused(office, "P-FRONT", "P-TRADE", share="0.1", votes="0.3001") == [
        "shares_do_not_sum"
    ]
    relate(office, "P-BOSS", "P-TRADE", share="0.2")
    assert refused(office, "P-FRONT", "P-TRADE", share="0.01") == ["shares_do_not_sum"]
    relate(office, "P-FRONT", "P-TRADE", share="0.8", until="2024-12-31")


def test_owners_of_an_asset_hold_no_more_than_the_whole(office: SmallOffice) -> None:
    def link(party: str, share: str, role: str = "registered_owner") -> Any:
        return office.try_to_give(
            "link_party", by="officer", asset="FLAT", party=party, role=role, share=share
        )

    assert link("P-BOSS", "0.6").ok
    result = link("P-FRONT", "0.41")
    assert [reason.code for reason in result.reasons] == ["shares_do_not_sum"]
    assert link("P-FRONT", "0.4").ok
    assert link("P-FRONT", "1", "beneficial_owner").ok


def test_nobody_is_related_to_himself_and_an_end_follows_its_beginning(
    office: SmallOffice,
) -> None:
    assert refused(office, "P-BOSS", "P-BOSS") == ["field_invalid"]
    wrong = {"from": "2026-02-01", "until": "2026-01-31"}
    assert refused(office, "P-BOSS", "P-TRADE", **wrong) == ["date_order"]


def test_a_chain_does_not_tell_of_parties_known_from_a_sealed_case_alone(
    office: SmallOffice,
) -> None:
    office.give("open_case", by="supervisor", case="S", title="Secret", on="2026-01-02")
    office.give("link_party", by="supervisor", case="S", party="P-BOSS", role="suspect")
    office.give("seal_case", by="supervisor", case="S", on="2026-11-01", reason="informant")
    assert "P-BOSS" not in repr(shown(office, "P-TRADE"))
    assert "P-BOSS" not in repr(file_of(office))
    service = ShowService(opened(office))
    told = service.show("party", "P-TRADE", office.actor("supervisor"), purpose="control")
    assert "P-BOSS" in repr(told)


def test_secrecy_jurisdictions_are_marked_where_the_office_names_them(office: SmallOffice) -> None:
    assert not shown(office, "P-TRADE")["chain"]["nodes"][0]["in_secrecy_state"]
    office.give("change_office", by="administrator", key="secrecy_states", value="KY, vg",
                reason="list of the ministry", **{"from": "2026-01-01"})  # fmt: skip
    assert shown(office, "P-TRADE")["chain"]["nodes"][0]["in_secrecy_state"]
    given: dict[str, Any] = {"key": "secrecy_states", "value": "KY, Atlantis", "reason": "x"}
    wrong = office.try_to_give(
        "change_office", by="administrator", **given, **{"from": "2026-01-01"}
    )
    assert not wrong.ok

"""Which papers may be drafted for a State, and why the others may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asset_recovery.domain.errors import NotPermitted
from asset_recovery.services.request_offers import OfferService
from tests.services.reading import opened
from tests.support.asset_life import Life

At = Callable[[str], Life]


def test_a_certificate_is_not_offered_to_a_state_that_is_not_bound(at: At) -> None:
    life = at("begun")
    life.give(
        "record_state_sheet", state_sheet="S-1", country="CH", on="2026-02-01", source="treaty",
        instruments=[{"instrument": "UNCAC"}], languages=["fr"],
    )  # fmt: skip
    service = OfferService(opened(life.office), life.office.actor("everyone"), "test")
    found = service.offers("CASE", "CH", ["AR-T"])
    told = {one.form.id: one for one in found.forms}
    assert told["MLA-01"].reason == ""
    assert "does not apply" in told["EU-01"].reason or "not bound" in told["EU-01"].reason
    assert "UNCAC" in found.state
    assert "fr" in found.state
    without = service.offers("CASE", "JP")
    assert without.state == ""
    assert any("No State sheet" in text for one in without.forms for text in one.warnings)


def test_who_may_not_see_the_case_is_offered_nothing(at: At) -> None:
    life = at("begun")
    life.give("add_user", user="stranger", name="S", roles=["case_officer"])
    service = OfferService(opened(life.office), life.office.actor("stranger"))
    with pytest.raises(NotPermitted):
        service.offers("CASE", "CH")


def test_kinds_that_no_instrument_of_a_paper_provides_for_are_named_with_the_reason(
    at: At,
) -> None:
    life = at("begun")
    life.give(
        "record_state_sheet", state_sheet="S-1", country="CH", on="2026-02-01", source="treaty",
        instruments=[{"instrument": "CETS198"}], languages=["fr"],
    )  # fmt: skip
    service = OfferService(opened(life.office), life.office.actor("everyone"), "test")
    told = {one.form.id: dict(one.unknown) for one in service.offers("CASE", "CH").forms}
    assert told["COE-02"]["EVI"] == "CETS 198 does not provide for it"
    assert "SEA" not in told["COE-02"]
    assert told["CW-01"] == {}, "the articles of the Scheme are in no table: nobody can tell"
    assert told["EU-01"] == {}

"""Chains of ownership and control: exact shares, circles, nominees, beneficial owners, days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_recovery.domain.ownership import ChainParty, OwnershipChain, Tie, exact, percent
from asset_recovery.lifecycle.ownership import chain_of, highest_sum, titles_of

DAY = date(2026, 11, 24)
KINDS = {"P": "natural", "C": "legal", "S": "state", "U": "unknown"}


def party(name: str) -> ChainParty:
    """P… are people, C… companies, S… States, U… of unknown kind."""
    return ChainParty(reference=name, name=name.lower(), kind=KINDS[name[0]])


def owns(holder: str, held: str, share: str | None = None, **more: object) -> Tie:
    part = None if share is None else Fraction(share)
    return Tie(holder=holder, held=held, relation="ownership", share=part, **more)  # type: ignore[arg-type]


def tie(holder: str, held: str, relation: str) -> Tie:
    return Tie(holder=holder, held=held, relation=relation)


def chain(of: str, *ties: Tie, on: date = DAY, threshold: str = "0.25") -> OwnershipChain:
    names = {name for one in ties for name in (one.holder, one.held)} | {of}
    known = {name: party(name) for name in names}
    return chain_of(party(of), ties, known, on=on, threshold=Fraction(threshold))


def shares(found: OwnershipChain) -> dict[str, str | None]:
    return {node.reference: node.share for node in found.nodes}


def owners(found: OwnershipChain) -> dict[str, tuple[str, ...]]:
    return {node.reference: node.why for node in found.beneficial_owners}


def test_shares_multiply_exactly_along_the_chain_and_add_up_over_its_ways() -> None:
    found = chain(
        "C",
        owns("C1", "C", "0.333"),
        owns("C2", "C", "0.6"),
        owns("P1", "C1", "0.1"),
        owns("P1", "C2", "0.7"),
        owns("P2", "C2", "0.3"),
    )
    assert shares(found) == {"C2": "0.6", "C1": "0.333", "P1": "0.4533", "P2": "0.18"}
    assert owners(found) == {"P1": ("share", "control")}
    assert found.unexplained == "0.3667"  # 0.067 of C, and 0.9 of 0.333


def test_a_share_longer_than_any_register_of_decimals_stays_exact() -> None:
    third = "0.333333333333333333"
    ties = [owns(f"C{place + 1}" if place < 7 else "P", f"C{place}" if place else "C", third)
            for place in range(8)]  # fmt: skip
    found = chain("C", *ties)
    (end,) = [node for node in found.nodes if node.is_end]
    assert Fraction(end.share or "0") == Fraction(third) ** 8


@pytest.mark.parametrize(
    ("share", "is_owner"), [("0.25", True), ("0.2499999", False), ("0.26", True)]
)
def test_who_reaches_the_threshold_is_a_beneficial_owner(share: str, is_owner: bool) -> None:
    assert ("P" in owners(chain("C", owns("P", "C", share)))) is is_owner


def test_the_threshold_is_a_parameter() -> None:
    assert owners(chain("C", owns("P", "C", "0.11"), threshold="0.1")) == {"P": ("share",)}


def test_a_circle_is_shown_and_not_counted() -> None:
    found = chain("C", owns("C1", "C", "0.5"), owns("C", "C1", "0.4"), owns("P", "C1", "0.6"))
    assert found.circles == (("C", "C1", "C"),)
    assert [link.holder for link in found.links if link.closes_circle] == ["C"]
    assert shares(found) == {"C1": "0.5", "P": "0.3"}


def test_a_circle_away_from_the_root_ends_too() -> None:
    found = chain(
        "C",
        owns("C1", "C", "1"),
        owns("C2", "C1", "1"),
        owns("C3", "C2", "0.5"),
        owns("C2", "C3", "1"),
    )
    assert found.circles == (("C2", "C3", "C2"),)
    assert shares(found)["C3"] == "0.5"


def test_who_acts_for_somebody_holds_for_him() -> None:
    found = chain("C", owns("P1", "C", "0.9"), tie("P1", "P2", "mandate"))
    assert shares(found) == {"P1": "0.9", "P2": "0.9"}
    assert list(owners(found)) == ["P2"]
    assert "mandate" in owners(found)["P2"]


def test_control_gives_no_share_and_still_makes_a_beneficial_owner() -> None:
    found = chain("C", owns("C1", "C", "0.51"), tie("P", "C1", "control"))
    assert owners(found) == {"P": ("control",)}
    assert found.nodes[-1].share is None
    weak = chain("C", owns("C1", "C", "0.5"), tie("P", "C1", "control"))
    assert owners(weak) == {}


def test_votes_count_beside_shares() -> None:
    golden = Tie(
        holder="P", held="C", relation="ownership", share=Fraction("0.01"), votes=Fraction("0.6")
    )
    assert owners(chain("C", golden)) == {"P": ("votes", "control")}


def test_where_a_share_is_not_stated_the_chain_says_at_least() -> None:
    found = chain("C", owns("C1", "C"), owns("P", "C1", "0.5"))
    top = next(node for node in found.nodes if node.reference == "P")
    assert (top.share, top.at_least) == (None, True)


def test_a_company_without_owners_on_file_is_an_open_end() -> None:
    found = chain("C", owns("C1", "C", "0.4"), owns("P", "C", "0.6"))
    assert found.open_ends == ("C1",)
    assert found.unexplained == "0.4"
    assert chain("C", owns("P", "C", "1")).open_ends == ()
    assert chain("C", owns("S", "C", "1")).open_ends == ()


def test_a_relation_counts_from_its_first_day_to_its_last() -> None:
    ties = (
        owns("P1", "C", "1", since=date(2020, 1, 1), until=date(2024, 6, 30)),
        owns("P2", "C", "1", since=date(2024, 7, 1)),
    )
    for day, name in ((date(2024, 6, 30), "P1"), (date(2024, 7, 1), "P2")):
        assert list(shares(chain("C", *ties, on=day))) == [name]
    assert chain("C", *ties, on=date(2019, 12, 31)).is_empty


def test_parties_found_to_be_one_are_walked_as_one() -> None:
    found = chain(
        "C", owns("P1", "C", "0.2"), owns("P2", "C", "0.2"), tie("P1", "P2", "same_person")
    )
    assert shares(found) == {"P1": "0.4"}
    assert found.nodes[0].same_as == ("P2",)
    apart = chain("C", owns("P1", "C", "0.2"), owns("P2", "C", "0.2"))
    assert owners(apart) == {}


def test_family_and_associates_stand_near_the_chain_and_not_in_it() -> None:
    found = chain("C", owns("P1", "C", "1"), tie("P3", "P1", "family"))
    assert shares(found) == {"P1": "1"}
    assert [one.holder for one in found.near] == ["P3"]


def test_many_ways_through_many_levels_are_walked_once_each() -> None:
    ties = [owns(f"C0{n}", "C", "0.5") for n in range(2)]
    for level in range(40):
        pairs = [(up, down) for up in range(2) for down in range(2)]
        ties += [owns(f"C{level + 1}{up}", f"C{level}{down}", "0.5") for up, down in pairs]
    found = chain("C", *ties)
    assert found.nodes[-1].share == "0.5"


def test_a_single_registered_owner_holds_the_whole() -> None:
    registered = tie("P", "C", "registered_owner")
    assert [one.share for one in titles_of([registered])] == [1]
    two = [registered, tie("P2", "C", "registered_owner")]
    assert [one.share for one in titles_of(two)] == [None, None]
    stated = tie("P3", "C", "beneficial_owner")
    assert [one.relation for one in titles_of([stated, registered])] == [
        "registered_owner",
        "beneficial_owner",
    ]


def test_shares_are_summed_on_each_day_by_itself() -> None:
    ties = [
        owns("P1", "C", "0.7", until=date(2024, 6, 30)),
        owns("P2", "C", "0.6", since=date(2024, 7, 1)),
        owns("P3", "C", "0.3"),
    ]
    assert highest_sum(ties) == 1
    assert highest_sum([*ties, owns("P4", "C", "0.1", since=date(2025, 1, 1))]) == 1
    assert highest_sum([*ties, owns("P4", "C", "0.1")]) == Fraction("1.1")


@pytest.mark.parametrize(
    ("share", "text", "shown"),
    [
        ("0.255", "0.255", "25.5 %"),
        ("1", "1", "100 %"),
        ("0", "0", "0 %"),
        ("1/3", "1/3", "100/3 %"),
    ],
)
def test_a_share_reads_exactly(share: str, text: str, shown: str) -> None:
    assert exact(Fraction(share)) == text
    assert percent(text) == shown


_DECIMALS = st.integers(0, 100).map(lambda whole: str(Fraction(whole, 100)))
_TIES = st.lists(
    st.builds(
        Tie,
        holder=st.sampled_from(["P1", "P2", "C1", "C2", "C3", "C4"]),
        held=st.sampled_from(["C", "C1", "C2", "C3", "C4"]),
        relation=st.sampled_from(["ownership", "control", "mandate", "family"]),
        share=st.one_of(st.none(), st.integers(0, 20).map(lambda n: Fraction(n, 100))),
    ),
    max_size=25,
)


@given(_TIES)
def test_every_chain_ends_and_nobody_comes_to_more_than_what_leads_there(ties: list[Tie]) -> None:
    found = chain("C", *[one for one in ties if one.holder != one.held])
    assert len({node.reference for node in found.nodes}) == len(found.nodes)
    for circle in found.circles:
        assert circle[0] == circle[-1]
    for node in found.nodes:
        assert node.share is None or Fraction(node.share) >= 0

"""Code lists of the forms, whole against the tables of the specification and one another."""

from __future__ import annotations

import pytest

from asset_recovery.domain.code_lists import choices, code_list
from asset_recovery.forms.form_reading import block_columns
from asset_recovery.forms.template import load_form
from tests.forms.a_case import TODAY

REFUSALS = [
    "RF-FORM",
    "RF-SOV",
    "RF-DOM",
    "RF-SYS",
    "RF-DUAL",
    "RF-NCOV",
    "RF-NBIS",
    "RF-IMM",
    "RF-TERR",
    "RF-3P",
    "RF-ABS",
    "RF-FR",
    "RF-MIN",
    "RF-EVI",
    "RF-POL",
    "RF-FISC",
    "RF-TIME",
    "RF-NENF",
]
POSTPONEMENTS = ["PP-INV", "PP-FRZ", "PP-OVER", "PP-CONF", "PP-REM"]
IMPOSSIBLE = ["IM-1", "IM-2", "IM-3", "IM-4", "IM-5"]
# Grounds of articles 8 and 19 of the Regulation; the last two of article 19 alone.
OF_THE_REGULATION = {
    "RF-FORM", "RF-DUAL", "RF-NBIS", "RF-IMM", "RF-TERR", "RF-FR", "RF-3P", "RF-ABS",
}  # fmt: skip
AUTHORITIES = {
    "judge", "court", "public_prosecutor", "police", "fiu", "aro", "amo", "central_authority",
    "other",
}  # fmt: skip
KINDS = [
    "EVI",
    "SER",
    "SEA",
    "EXA",
    "INF",
    "DOC",
    "TRA",
    "APP",
    "OTH",
    "AR-T",
    "AR-R",
    "TMP",
    "VID",
    "CNF",
    "JIT",
    "SPO",
]


def codes(form: str, key: str) -> list[str]:
    field = load_form(form, TODAY).field(key)
    assert field is not None
    return [one.code for one in field.choices]


def test_the_list_of_offences_has_its_32_rows_in_their_order() -> None:
    known = choices("eu_offence")
    assert list(known) == [str(number) for number in range(1, 33)]
    assert len(set(known.values())) == len(known)
    for form, key in (("EU-01", "e3_listed_offences"), ("EU-02", "f3_listed_offences")):
        assert codes(form, key) == list(known)


@pytest.mark.parametrize(("name", "wanted"), [
    ("refusal_grounds", REFUSALS), ("postponement_grounds", POSTPONEMENTS),
    ("impossibility_grounds", IMPOSSIBLE),
])  # fmt: skip
def test_each_list_of_grounds_is_whole_and_every_ground_says_where_it_stands(
    name: str, wanted: list[str]
) -> None:
    known = code_list(name).codes
    assert set(known) == set(wanted)
    for code, one in known.items():
        assert one.more.get("articles"), code
        assert "bank" not in f"{code} {one.label}".casefold()


@pytest.mark.parametrize(("form", "key", "wanted"), [
    ("MLA-05", "refusal_grounds", set(REFUSALS)),
    ("MLA-05", "postponement_ground", set(POSTPONEMENTS)),
    ("EU-03a", "ground_codes", OF_THE_REGULATION),
    ("EU-03c", "postponement_ground", set(POSTPONEMENTS)),
    ("EU-03d", "impossibility_ground", set(IMPOSSIBLE)),
])  # fmt: skip
def test_a_letter_offers_the_grounds_of_its_own_rules(
    form: str, key: str, wanted: set[str]
) -> None:
    assert set(codes(form, key)) == wanted


def test_the_grounds_of_a_certificate_are_those_that_name_the_regulation() -> None:
    named = {
        code
        for code, one in code_list("refusal_grounds").codes.items()
        if isinstance(articles := one.more.get("articles"), dict) and "R1805" in articles
    }
    assert named == OF_THE_REGULATION


def test_a_fiscal_ground_never_stands_alone_and_others_do() -> None:
    alone = {code for code, one in code_list("refusal_grounds").codes.items()
             if one.more.get("never_alone")}  # fmt: skip
    assert alone == {"RF-FISC"}


def test_types_of_authority_are_the_same_on_paper_and_in_the_directory() -> None:
    (column,) = [one for one in block_columns("B-AUTH") if one.key == "authority_type"]
    assert {one.code for one in column.choices} == AUTHORITIES
    assert set(choices("authority_types")) >= AUTHORITIES


def test_every_kind_of_assistance_can_be_asked_for_and_is_offered() -> None:
    assert set(KINDS) <= set(choices("request_kinds"))
    assert set(codes("MLA-01", "kinds_of_assistance")) >= set(KINDS)


def test_legal_bases_natures_and_channels_are_whole() -> None:
    assert set(codes("MLA-01", "legal_basis")) == {
        "UNTOC", "UNCAC", "VIENNA1988", "CETS198", "ETS141", "ETS30", "BILATERAL", "HARARE", "EU",
        "RECIPROCITY",
    }  # fmt: skip
    assert len(codes("MLA-01", "proceedings_nature")) == 6
    assert len(codes("MLA-01", "channel")) == 5
    assert set(codes("MLA-01", "urgency_grounds")) == {
        "dissipation", "custody", "hearing_date", "limitation", "order_expiry", "perishable",
        "other",
    }  # fmt: skip


@pytest.mark.parametrize(("form", "count"), [("EU-01", 13), ("EU-02", 13)])
def test_every_rule_of_the_certificates_is_there_with_article_and_mend(
    form: str, count: int
) -> None:
    rules = {rule.id: rule for rule in load_form(form, TODAY).rules}
    wanted = {f"EU-R{number}" for number in range(1, 17)}
    of_both = {"EU-R3", "EU-R4", "EU-R5", "EU-R7", "EU-R9", "EU-R10", "EU-R11", "EU-R12", "EU-R13",
               "EU-R15", "EU-R16"}  # fmt: skip
    own = {"EU-01": {"EU-R1", "EU-R2"}, "EU-02": {"EU-R6", "EU-R8", "EU-R14"}}[form]
    assert wanted & set(rules) == of_both | own
    assert len(of_both | own) >= count
    for name in wanted & set(rules):
        assert rules[name].article, name
        assert rules[name].mend, name
    warning = {name for name in wanted & set(rules) if rules[name].level == "warns"}
    assert warning == {"EU-R12", "EU-R15"}

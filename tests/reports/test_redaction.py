"""What is kept from a recipient is found however it is spelt, in any script, in names of files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.reports.dossier_desk import MASK as DARK
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import profile
from asset_recovery.reports.redaction import Redaction, redaction
from asset_recovery.reports.safe_paper import kept_from
from asset_recovery.reports.word_finder import shortened, spellings
from tests.reports.samples import the_yacht_case

MASK = "#"


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Petra Olsen", "by Petra Olsen.", "by #."),
        ("Petra Olsen", "by PETRA  olsen", "by #"),
        ("Petra Olsen", "Report_PetraOlsen_2.pdf", "Report_#_2.pdf"),
        ("Petra Olsen", "2024petra-olsen.docx", "2024#.docx"),
        ("Petra Olsen", "Pe\u00adtra\u200b Olsen", "#"),
        ("Petra Olsen", "Ｐｅｔｒａ Ｏｌｓｅｎ", "#"),
        ("Petra Weiß", "Petra Weiß, PETRA WEISS", "#, #"),
        ("İlker Yılmaz", "İLKER YILMAZ; ilker yılmaz'ın", "#; #'ın"),
        ("Zoë Núñez", "Zoe\u0308 Nu\u0301n\u0303ez and Zoe Nunez", "# and #"),
        ("Łukasz Żółw", "LUKASZ ZOLW", "#"),
        ("Ian McDonald", "IAN MCDONALD, ian mcdonald", "#, #"),
        ("Αλέξης Παπάς", "του ΑΛΕΞΗΣ ΠΑΠΑΣ", "του #"),
        ("Пётр Ёлкин", "ПЕТР ЕЛКИН", "#"),
        ("محمد العلي", "قال ومُحَمَّد العلي", "قال و#"),
        ("משה כהן", "ולמשה כהן", "ול#"),
        ("王小明", "报告由王小明提交", "报告由#提交"),
        ("김철수", "김철수가", "#가"),
        ("สมชาย ใจดี", "เรียนคุณสมชายใจดีครับ", "เรียนคุณ#ครับ"),
        ("17 Harbour Lane, Valletta", "17, HARBOUR LANE – Valletta", "#"),
        ("AB 123-456", "no. AB123456", "no. #"),
    ],
)
def test_a_word_is_found_in_every_spelling(name: str, text: str, left: str) -> None:
    assert redaction([(name, MASK)])(text) == left


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Petra Olsen", "Petra Olsenius and Impetra Olsen"),
        ("Petra Olsen", "Petra. She met (for the first time) Olsen"),
        ("Ian", "Ian is three letters"),
        ("Law Officer", "Lawful officers"),
    ],
)
def test_a_word_within_others_and_a_short_one_stay(name: str, text: str) -> None:
    assert redaction([(name, MASK)])(text) == text


def test_the_longest_of_several_words_is_replaced() -> None:
    safe = redaction([("Harbour Lane", "1"), ("17 Harbour Lane, Valletta", "2")])
    assert safe("17 Harbour Lane, Valletta; Harbour Lane 3") == "2; 1 3"


def test_a_name_is_also_known_turned_round_and_with_initials() -> None:
    assert list(spellings("Olsen, Petra Ann")) == ["Olsen, Petra Ann", "Petra Ann Olsen"]
    assert "Olsen Petra" in list(spellings("Petra Olsen"))
    found = set(shortened("Petra Ann Olsen"))
    assert {"P Olsen", "Olsen P", "P A Olsen"} <= found


def test_a_masked_place_of_custody_takes_its_berth_and_the_firm_of_its_name_with_it() -> None:
    file = the_yacht_case()
    link = replace(file.custody[0], custodian="Marina Nord Ltd", place="Marina Nord, berth 14")
    file = replace(file, custody=(link,), place_paths=(("M-1", "North port › Marina Nord"),))
    safe = kept_from(file, Desk(file, profile("foreign"), "en", str))
    assert safe("by Marina Nord Ltd at MARINA NORD, berth 14") == f"by {DARK} at {DARK}"
    shown = kept_from(file, Desk(file, profile("court"), "en", str))
    assert shown("by Marina Nord Ltd") == "by Marina Nord Ltd"


def test_the_surname_of_a_withheld_person_is_masked_alone_as_a_whole_word() -> None:
    safe = kept_from_the_owner("Rosa Valdane")
    assert safe("Ms Valdane came; VALDANE's letter") == f"Ms {DARK} came; {DARK}'s letter"
    assert safe("Valdanes, Rosa") == "Valdanes, Rosa"


def test_a_surname_stays_where_it_is_short_a_companys_or_that_of_an_open_party() -> None:
    assert kept_from_the_owner("Rosa Lim")("Ms Lim") == "Ms Lim"
    assert kept_from_the_owner("Valdane Stores", kind="legal")("the stores") == "the stores"
    assert kept_from_the_owner("Rosa Valdane", also_open="Tom Valdane")("Valdane") == "Valdane"


def kept_from_the_owner(name: str, kind: str = "natural", also_open: str = "") -> Redaction:
    """What is kept from an affected person where a claimant of this name is in the case."""
    parties = [PartyFacts(reference="P-91", name=name, kind=kind, roles=("claimant",))]
    if also_open:
        owner = PartyFacts(reference="P-92", name=also_open, kind="natural", roles=("owner",))
        parties.append(owner)
    file = replace(the_yacht_case(), parties=tuple(parties), claims=(), sales=())
    return kept_from(file, Desk(file, profile("owner"), "en", str))

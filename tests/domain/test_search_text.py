"""The search: folded words, other scripts, and queries that never fail."""

from __future__ import annotations

from collections.abc import Iterator

import pysqlite3 as sqlite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asset_recovery.domain.text import (
    fold,
    fts_query,
    search_document,
    search_words,
    transliterate,
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite.Connection]:
    connection = sqlite.connect(":memory:")
    connection.execute("create virtual table t using fts5(x, tokenize='unicode61', prefix='2 3')")
    yield connection
    connection.close()


def _found(connection: sqlite.Connection, document: str, typed: str) -> bool:
    connection.execute("delete from t")
    connection.execute("insert into t(x) values (?)", (search_document(document),))
    query = fts_query(typed)
    return bool(connection.execute("select 1 from t where t match ?", (query,)).fetchall())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ŁÓDŹ", "lodz"),
        ("Ørsted", "orsted"),
        ("Þórr", "thorr"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Đorđe", "dorde"),
        ("Işık İstanbul", "isik istanbul"),
        ("Æsir Œuvre", "aesir oeuvre"),
        ("Ħal", "hal"),
        ("O'Brien O’Brien", "obrien obrien"),
        ("ﬁle № ½", "file no 1⁄2"),
        ("٢٠٢٦", "2026"),
        ("Ёлка й", "елка и"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("서울", "서울"),
    ],
)
def test_folding_drops_case_and_accents_and_maps_special_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_cyrillic_and_greek_are_written_in_latin_letters() -> None:
    assert transliterate("Земельный участок") == "Zemelnyi uchastok"
    assert transliterate("земельный участок") == "zemelnyi uchastok"
    assert transliterate("Київ Харків") == "Kyiv Kharkiv"
    assert transliterate("Ελλάδα Παπαδόπουλος") == "Ellada Papadopoulos"
    assert transliterate("محمد") == "mhmd"
    assert transliterate("Plain text 12") == "Plain text 12"


@pytest.mark.parametrize(
    ("document", "typed"),
    [
        ("Земельный участок", "zemelnyi uchastok"),
        ("Земельный участок", "zemelnyy uchastok"),
        ("Земельный участок", "zemelnyj uch"),
        ("Земельный участок", "земельный"),
        ("Земельный участок", "УЧАСТ"),
        ("Zemelnyi uchastok", "земельный участок"),
        ("Юлия Щербакова", "yulia shcherbakova"),
        ("Достоевский", "dostoevsky"),
        ("Юлия Щербакова", "iuliia shcherb"),
        ("Зеленський Володимир", "zelenskyi volodymyr"),
        ("Зеленський", "zelensk"),
        ("Παπαδόπουλος Γιώργος", "papadopoulos giorgos"),
        ("محمد عبد الله", "mohammed"),
        ("محمد", "Muhammad"),
        ("محمود", "mahmoud"),
        ("الراشد", "al-rashid"),
        ("الراشد", "ar-rashed"),
        ("خالد", "khalid"),
        ("مُحَمَّد", "محمد"),
        ("יוסף כהן", "yosef cohen"),
        ("דוד", "david"),
        ("Société Générale", "societe generale"),
        ("Łukasz Żółty", "lukasz zolty"),
        ("東京タワー土地", "東京"),
        ("東京タワー土地", "タワ"),
        ("北京市朝阳区", "朝阳"),
        ("ที่ดินกรุงเทพ", "กรุงเทพ"),
        ("ARO-2026-000017-M", "aro-2026-000017-m"),
        ("ARO-2026-000017-M", "aro2026000017m"),
        ("plate AB-123-CD", "AB123CD"),
        ("plate AB-123-CD", "ab 123"),
        ("O'Brien & Sons", "obrien sons"),
        ("Müller", "mull"),
    ],
)
def test_a_record_is_found_by(index: sqlite.Connection, document: str, typed: str) -> None:
    assert _found(index, document, typed)


@pytest.mark.parametrize(
    ("document", "typed"),
    [
        ("東京タワー", "京東"),
        ("Villa Aurora", "aurora boat"),
        ("Villa Aurora", "urora"),
        ("Martin", "Morton"),
        ("محمد", "mohsin"),
        ("Villa Aurora", "x:aurora"),
    ],
)
def test_a_record_is_not_found_by(index: sqlite.Connection, document: str, typed: str) -> None:
    assert not _found(index, document, typed)


def test_the_last_word_is_a_beginning_from_two_letters_on() -> None:
    assert fts_query("12 ab") == '"12" AND "ab"*'
    assert fts_query("a") == '"a"'
    assert fts_query("ab ") == '"ab"'
    assert fts_query("") == fts_query(' \0 !"*') == ""


@pytest.mark.parametrize(
    "typed",
    [
        *(
            '"',
            "'",
            "*",
            "a*",
            "AND",
            "OR",
            "NOT a",
            "NEAR(a b, 2)",
            "x:y",
            "-a",
            "^a",
            "(",
            ")",
        ),
        *(
            "a\0b",
            "{x}:a",
            "a + b",
            "\\",
            "%",
            "_",
            "--",
            "/*",
            "secret:classified",
            'a"b"c',
            "\u0300",
        ),
    ],
)
def test_no_typed_text_is_an_fts_error(index: sqlite.Connection, typed: str) -> None:
    query = fts_query(typed)
    if query:
        index.execute("select 1 from t where t match ?", (query,)).fetchall()


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_gives_a_query_that_finds_its_own_record(
    index: sqlite.Connection, text: str
) -> None:
    query = fts_query(text)
    index.execute("delete from t")
    index.execute("insert into t(x) values (?)", (search_document(text),))
    if query:
        index.execute("select 1 from t where t match ?", (query,)).fetchall()


def test_a_very_long_query_is_cut_to_what_a_person_can_mean() -> None:
    assert len(fts_query("ab " * 100_000)) < 1_000


def test_words_are_split_and_characters_without_blanks_stand_alone() -> None:
    assert search_words("Villa-Aurora 東京, No. 5") == [
        "villa",
        "aurora",
        "東",
        "京",
        "no",
        "5",
    ]


def test_a_note_without_blanks_is_cut_for_the_index_and_still_found(
    index: sqlite.Connection,
) -> None:
    note = "ab-1" * 12_500
    assert len(search_document("x" * 50_000)) < 100
    assert _found(index, note + " aurora", "aurora")

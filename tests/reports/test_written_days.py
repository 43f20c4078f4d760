"""Days within sentences of a paper are written as the paper writes days; numbers of courts stay."""

from __future__ import annotations

import pytest

from asset_recovery.reports.paper import Facts, Paper, Section, Text
from asset_recovery.reports.written_days import with_written_days


def a_paper(text: str, language: str = "en", number: str = "1") -> Paper:
    """A paper that says this."""
    return Paper(
        form="OPS-10", version="1", title="T", subtitle="", reference="A-1-2026-08-21",
        office="", marking="", language=language, generated="2026-11-24 10:00 UTC", user="",
        record_hash="", head="", qr="",
        sections=(Section(number, "S", (Text(text), Facts((("until", text),)))),),
    )  # fmt: skip


def said(paper: Paper) -> str:
    """The text of its first block."""
    block = paper.sections[0].blocks[0]
    assert isinstance(block, Text)
    return block.text


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("notified on 2026-11-13, reply due.", "en", "notified on 13 Nov 2026, reply due."),
        ("(2026-11-13)", "de", "(13. Nov. 2026)"),
        ("final on 2025-05-13.", "fr", "final on 13 mai 2025."),
        ("14 FR 221/2026-08-21", "en", "14 FR 221/2026-08-21"),
        ("AMO-2024-000003-I-2025-06-09", "en", "AMO-2024-000003-I-2025-06-09"),
        ("serial 2026-13-45", "en", "serial 2026-13-45"),
        ("2026-11-13T10:00Z", "en", "2026-11-13T10:00Z"),
    ],
)
def test_a_day_is_written_in_the_language_of_the_paper(
    text: str, language: str, written: str
) -> None:
    paper = with_written_days(a_paper(text, language))
    assert said(paper) == written
    assert paper.reference == "A-1-2026-08-21"
    assert paper.generated == "2026-11-24 10:00 UTC"


def test_a_section_that_shows_fields_as_they_were_entered_stays() -> None:
    assert said(with_written_days(a_paper("on 2026-11-13", number="24"), {"24"})).endswith("-13")

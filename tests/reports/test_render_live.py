"""A paper that is set again and again while somebody types: the same pages, quicker."""

from __future__ import annotations

from asset_recovery.reports.paper import Facts, Paper, Section, Text
from asset_recovery.reports.render import render, render_live
from asset_recovery.reports.text_lines import LineMemory


def paper(text: str) -> Paper:
    """Two sections, the second with a long text."""
    return Paper(
        form="MLA-01", version="1", title="Request", subtitle="", reference="MLA-1", office="AMO",
        marking="RESTRICTED", language="en", generated="2026-04-27 10:00 UTC", user="",
        record_hash="", head="", qr="", contents=False,
        sections=(
            Section("1", "Authority", (Facts((("Authority addressed", "Office of Justice"),)),)),
            Section("2", "Facts", (Text(text, title="Summary of the facts"),)),
        ),
    )  # fmt: skip


def test_pages_set_with_what_is_remembered_are_the_same_bytes() -> None:
    memory = LineMemory()
    long = paper("Between March and May money was paid out. " * 300)
    render_live(paper("Something else."), memory)
    assert render_live(long, memory).data == render(long) == render_live(long, memory).data


def test_a_character_without_a_glyph_is_counted_each_time() -> None:
    memory, odd = LineMemory(), paper("A name \U000122aa.")
    assert render_live(odd, memory).data == render_live(odd, memory).data == render(odd)


def test_headings_and_labels_are_found_where_they_stand() -> None:
    made = render_live(paper("Money was paid out. " * 900), LineMemory())
    told = [(spot.text, spot.is_heading) for spot in made.spots]
    assert told == [
        ("Authority", True), ("Authority addressed", False),
        ("Facts", True), ("Summary of the facts", False),
    ]  # fmt: skip
    assert made.spots[0].down < made.spots[1].down < made.spots[2].down < 1


def test_the_memory_of_lines_begins_anew_when_it_is_full() -> None:
    small = LineMemory(most=3)
    for number in range(5):
        one = paper(f"Text {number}.")
        assert render_live(one, small).data == render(one)

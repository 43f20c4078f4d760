"""A paper of an earlier day, or of an earlier knowledge, says so where a reader looks first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.reports.dossier_desk import format_day
from asset_recovery.reports.paper import Paper, Text


def with_clocks(paper: Paper, file: CaseFile, translate: Callable[[str], str]) -> Paper:
    """The same paper with the two clocks under its title, on its cover and before its first part.

    A paper of the present stays as it is.
    """
    said = clocks_of(file, paper.language, translate)
    if not said:
        return paper
    _ = translate
    later = _("Facts of a later day or entry are left out; there may be some.")
    sections = paper.sections
    if sections:
        block = Text(f"{said} {later}", "attention")
        sections = (replace(sections[0], blocks=(block, *sections[0].blocks)), *sections[1:])
    return replace(
        paper,
        subtitle=f"{paper.subtitle} · {said}" if paper.subtitle else said,
        cover=((_("What it shows"), said), *paper.cover),
        sections=sections,
    )


def clocks_of(file: CaseFile, language: str, translate: Callable[[str], str]) -> str:
    """As in force on a day, as the office knew it at a moment; empty: the present."""
    _ = translate
    parts = []
    if file.as_of is not None:
        parts.append(_("as in force on {day}").format(day=format_day(file.as_of, language)))
    if file.known_on is not None:
        moment = f"{format_day(file.known_on.date(), language)} {file.known_on:%H:%M} UTC"
        parts.append(_("as the office knew it on {moment}").format(moment=moment))
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""

"""Days that records tell within a sentence (2026-09-09), written as the paper writes days."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from asset_recovery.reports.dossier_desk import format_day
from asset_recovery.reports.paper import Paper
from asset_recovery.reports.redaction import redacted

# not within a number of a court or a certificate: 14 FR 221/2026-08-21, A-1-2026-08-21
_DAY = re.compile(r"(?<![\w/.\-])\d{4}-\d{2}-\d{2}(?![\w/\-]|\.\d)")


def with_written_days(paper: Paper, raw: Collection[str] = ()) -> Paper:
    """The same paper with such days in its language; sections with a number of `raw` stay."""

    def written(found: re.Match[str]) -> str:
        try:
            return format_day(date.fromisoformat(found[0]), paper.language or "en")
        except ValueError:
            return found[0]

    def change(text: str) -> str:
        return _DAY.sub(written, text)

    changed = redacted(paper, change)
    kept = (
        old if old.number in raw else new
        for old, new in zip(paper.sections, changed.sections, strict=True)
    )
    return replace(
        changed,
        reference=paper.reference,
        properties=paper.properties,
        sections=tuple(kept),
    )

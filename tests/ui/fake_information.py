"""Rows of questions asked, reports received and disclosures for the window's tests."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain.information_rows import DisclosureRow, InformationRow, ReportRow

DAY = date(2026, 4, 1)
ASKED = InformationRow(
    id=1, reference="IR-1", case="C-1", on=DAY, to="Land registry", register="land",
    gateway="police_law", handling="restricted", due=DAY, answered=None, result=None, state="late",
)  # fmt: skip
ANSWERED = InformationRow(
    id=2, reference="IR-2", case="C-1", on=DAY, to="Bank", register="bank", gateway="police_law",
    handling="restricted", due=DAY, answered=DAY, result="found", state="answered",
)  # fmt: skip
LOOSE = ReportRow(
    id=1, reference="RP-1", case=None, on=DAY, source="bank", handling="source_protected",
    feedback=None,
)  # fmt: skip
OF_CASE = ReportRow(
    id=2, reference="RP-2", case="C-1", on=DAY, source="fiu", handling="source_protected",
    feedback="used",
)  # fmt: skip
WAYS = ("record_disclosure", "send_request", "release_paper")
TOLD = [
    DisclosureRow(id=at, reference=f"R-{at}", case="C-1", on=DAY, way=way, to="FR", basis="law")
    for at, way in enumerate(WAYS, 1)
]

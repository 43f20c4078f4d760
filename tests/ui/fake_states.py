"""A few State sheets, authorities and a radar in memory for the window's tests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from asset_recovery.domain.authority_facts import AuthorityChange, AuthorityFacts
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.money import Money
from asset_recovery.domain.radar_facts import (
    AnswerTimes,
    RadarFacts,
    RadarGround,
    RadarKind,
    RadarLine,
)
from asset_recovery.domain.registers import AuthorityRow, StateRow
from asset_recovery.domain.state_facts import StateCheck, StateSheet, TreatyLine
from tests.ui.fake_case import TODAY

CHECKED = TODAY - timedelta(days=400)
SHEET = StateSheet(
    country="CH", reference="SS-2025-000001", on=CHECKED, source="letter of their ministry",
    instruments=(
        TreatyLine(code="UNCAC", since=CHECKED, article="46(13)", order_copy=True,
                   reservation="Only offences of article 15"),
        TreatyLine(code="ETS141", until=CHECKED, value_threshold=Money(10_000_00, "CHF")),
    ),
    channels=("central_authorities",), languages=("de", "fr"), language_demanded=True,
    reservations="", contact="Office II", authority="AU-1", costs="each bears its own",
    order_copy=None, value_threshold=None, note="", checked_on=CHECKED, checked_by="Petra Vossius",
    age=400, is_old=True,
    history=(StateCheck(action="record_state_sheet", on=CHECKED, by="Petra Vossius",
                        recorded_at="2025-03-23T10:00:00Z", source="letter of their ministry"),),
)  # fmt: skip
AUTHORITY = AuthorityFacts(
    reference="AU-1", name="Bundesamt", name_en="Federal Office", country="CH",
    authority_type="central_authority", email="desk@office.example", languages=("de", "fr"),
    recorded_on=CHECKED,
    changes=(AuthorityChange(action="record_authority", on=CHECKED, by="Petra Vossius",
                             recorded_at="2025-03-23T10:00:00Z", facts=(("name", "Bundesamt"),)),),
)  # fmt: skip
STATES = (
    StateRow(1, "SS-2025-000001", "CH", CHECKED, ("UNCAC",), ("central_authorities",),
             ("de", "fr"), CHECKED, "Petra Vossius", 400, True),
    StateRow(2, "SS-2026-000002", "IT", TODAY, None, (), (), TODAY, "Petra Vossius", 0),
)  # fmt: skip
AUTHORITIES = (
    AuthorityRow(1, "AU-1", "Bundesamt", "Federal Office", "CH", "", "central_authority",
                 "desk@office.example", "", ("de", "fr"), ("central_authorities",), None),
)  # fmt: skip
TIMES = AnswerTimes(answered=3, waiting=2, median=Decimal(20), p90=Decimal(40))
RADAR = RadarFacts(
    on=TODAY,
    lines=(
        RadarLine(direction="out", country="CH", by_age=(1, 0, 2, 0, 3), oldest=300, late=1,
                  next_due=TODAY, due_late=2, first=TIMES, final=TIMES,
                  expected=(Money(100_00, "CHF"),), confirmed=(), received=()),
        RadarLine(direction="in", country="FR", by_age=(0, 1, 0, 0, 0), oldest=31, late=0),
    ),
    kinds=(RadarKind(direction="out", kind="AR-T", final=TIMES),),
    grounds=(RadarGround("out", "CH", "RF-DUAL", 2), RadarGround("in", "FR", "", 1)),
)  # fmt: skip


class FakeStates:
    """Implements `ui.states_office.StatesOffice`."""

    def sheet(self, country: str) -> StateSheet:
        """The sheet of Switzerland."""
        if country != "CH":
            raise NotFound(Reason("not_found", "No State sheet is on file."))
        return SHEET

    def longest_age(self) -> int:
        """A year."""
        return 365

    def authority(self, _reference: str) -> AuthorityFacts:
        """The one that there is."""
        return AUTHORITY

    def radar(self) -> RadarFacts:
        """Two States."""
        return RADAR

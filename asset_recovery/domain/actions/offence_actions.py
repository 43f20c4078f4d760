"""Actions on the offences of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Arg,
    CaseRef,
    Count,
    Day,
    Flag,
    LongText,
    NewReference,
    Parties,
    Text,
)
from asset_recovery.domain.actions.base import Action, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_, _

OffenceRef = Annotated[str, Arg("reference", record="offence", limit=100)]
# What may be said of an offence beside its name.
PARTS = (
    "provision",
    "provision_text",
    "penalty_years",
    "penalty_months",
    "committed_on",
    "committed_until",
    "place",
    "circumstances",
    "participation",
    "persons",
    "eu_code",
    "transnational",
    "organised_group",
    "fiscal",
    "counterpart",
    "limitation_on",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Parts(Action):
    """What may be said of an offence."""

    provision: Text | None = None
    provision_text: LongText | None = None
    penalty_years: Count | None = None
    penalty_months: Count | None = None
    committed_on: Day | None = None
    committed_until: Day | None = None
    place: Text | None = None
    circumstances: LongText | None = None
    participation: LongText | None = None
    persons: Parties = ()
    eu_code: Annotated[str, choice("eu_offence")] | None = None
    transnational: Flag | None = None
    organised_group: Flag | None = None
    fiscal: Flag | None = None
    counterpart: LongText | None = None
    limitation_on: Day | None = None

    def check(self) -> None:
        """The days follow each other."""
        check_days(self.committed_on, self.committed_until, self.limitation_on)


def check_days(first: date | None, last: date | None, limitation: date | None) -> None:
    """Refuse an end before its beginning, and a limitation before the offence."""
    faults = []
    if first is not None and last is not None and last < first:
        text = _("{last} lies before {first}.").format(last=last, first=first)
        faults.append(Reason("date_order", text, field="committed_until"))
    begun = max((day for day in (first, last) if day is not None), default=None)
    if begun is not None and limitation is not None and limitation < begun:
        text = _("{last} lies before {first}.").format(last=limitation, first=begun)
        faults.append(Reason("date_order", text, field="limitation_on"))
    if faults:
        raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordOffence(_Parts):
    """An offence of the case with what requests and certificates must say of it."""

    TITLE: ClassVar[str] = N_("Record an offence")
    offence: NewReference | None = None
    case: CaseRef
    name: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeOffence(_Parts):
    """Facts of an offence corrected or completed; `withdrawn` takes it off the case."""

    TITLE: ClassVar[str] = N_("Change an offence")
    offence: OffenceRef
    name: Text | None = None
    withdrawn: Flag | None = None
    reason: Text

    def check(self) -> None:
        """Something is changed."""
        super(ChangeOffence, self).check()
        named = ("name", "withdrawn", "documents", *PARTS)
        if not any(getattr(self, name) not in (None, ()) for name in named):
            text = _("Nothing is changed: give at least one of its facts.")
            raise ValidationFailed(Reason("field_missing", text, field="name"))


ACTIONS: tuple[type[Action], ...] = (RecordOffence, ChangeOffence)

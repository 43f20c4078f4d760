"""Events of the office itself: of no case, kept once with who, when and from which day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.services.work import Work, listed, stored


def keep_office_event(
    work: Work,
    command: Action,
    day: str,
    facts: Mapping[str, object],
    reference: str | None,
    amount: Money | None = None,
) -> int:
    """Keep an act of the office itself as an event of no case; its key comes back."""
    unit = work.unit
    return unit.insert(
        t.event,
        seq=unit.next_seq,
        action=type(command).action(),
        reference=reference,
        on_date=day,
        status="in_effect",
        effective_on=day,
        effective_seq=unit.next_seq,
        author_id=work.actor.id,
        recorded_at=unit.now,
        data=stored(command),
        facts=canonical(facts),
        irregular=listed(()),
        warnings=canonical([warning.as_json() for warning in work.warnings]),
        amount_minor=None if amount is None else amount.minor,
        amount_currency=None if amount is None else amount.currency,
    )


def require_past(work: Work, on: date) -> None:
    """Refuse a day after the day of recording."""
    if on > work.today:
        text = _("{date} lies in the future: what is still to come is a term or a deadline.")
        raise ValidationFailed(Reason("date_in_future", text.format(date=on), field="on"))


def require_languages(codes: Sequence[str]) -> None:
    """Refuse what is no code of a language."""
    faults = []
    for code in codes:
        if not code_lists.accepts("languages", code):
            text = _("languages: {code} is no code of ISO 639-1, such as en or fr.")
            said = text.format(code=repr(code[:20]))
            faults.append(Reason("field_invalid", said, field="languages"))
    if faults:
        raise ValidationFailed(faults)

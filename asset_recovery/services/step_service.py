"""What can be done with a record: every step, allowed or with all that stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at
from asset_recovery.services.step_options import (
    asset_options,
    case_options,
    invoice_options,
    order_options,
)
from asset_recovery.services.step_options.asking import Asking
from asset_recovery.services.step_options.plain_options import options_of_kind
from asset_recovery.services.step_options.request_options import request_options


@dataclass(frozen=True, slots=True)
class StepService:
    """Answers which steps a record allows, with the sentences that a refusal would say."""

    office: OpenOffice

    def can(
        self, reference: str, actor: Actor, on: date | None = None, *, purpose: str = ""
    ) -> tuple[StepOption, ...]:
        """Every step for the record on a day (None: today), the allowed ones first.

        A step of a waiting decision names the approval, one of an order its kind, in `given`.
        Raises `NotFound` for a record that is not there or of which the actor must not know.
        """
        look = Look(screen="steps", noted=False, purpose=purpose or _("possible steps"))
        with look_at(self.office, actor, "any", reference, look) as sight:
            found = _options(Asking(sight, on or sight.reading.today), sight)
        return tuple(sorted(found, key=lambda one: not one.allowed))


def _options(asking: Asking, sight: Sight) -> list[StepOption]:
    if sight.kind == "asset":
        return asset_options.options(asking)
    if sight.kind == "order":
        return order_options.options(asking)
    if sight.kind == "case":
        return case_options.options(asking)
    if sight.kind == "request":
        return request_options(asking)
    if sight.kind == "invoice":
        return invoice_options.options(asking)
    return options_of_kind(asking)

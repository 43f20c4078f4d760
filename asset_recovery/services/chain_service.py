"""The chain of ownership and control above a party or an asset, for whoever may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.domain.ownership import OwnershipChain
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.case_parts.case_desk import open_desk
from asset_recovery.services.case_parts.ownership import asset_chain
from asset_recovery.services.case_parts.shown_party import party_chain
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at


@dataclass(frozen=True, slots=True)
class ChainService:
    """Walks chains of control; every look is noted as for the record itself."""

    office: OpenOffice

    def chain(  # noqa: PLR0913 - whose chain, for whom, as at when
        self,
        reference: str,
        actor: Actor,
        *,
        purpose: str = "",
        as_of: date | None = None,
        known_on: str | None = None,
        threshold: Fraction | None = None,
    ) -> OwnershipChain:
        """The chain above a party or an asset, to its end.

        `threshold` (0 … 1) takes the place of the legal system's for beneficial owners. Raises
        `NotFound` (also for what was not there then), `NotPermitted`, `ValidationFailed`.
        """
        look = Look(screen="chain", purpose=purpose, as_of=as_of, known_on=known_on)
        with look_at(self.office, actor, "any", reference, look) as sight:
            found = _chain(sight, reference, threshold)
        if found is None:
            text = _("{reference} was not yet on file then.").format(reference=reference)
            raise NotFound(Reason("not_found", text, field="reference"))
        return found


def _chain(sight: Sight, reference: str, threshold: Fraction | None) -> OwnershipChain | None:
    if sight.kind == "party":
        return party_chain(sight, threshold)
    if sight.kind != "asset":
        text = _("A chain of control stands above a party or an asset, not above a {kind}.")
        sentence = text.format(kind=sight.kind)
        raise ValidationFailed(Reason("field_invalid", sentence, field="reference"))
    desk = open_desk(sight.reading, sight.own_case, with_journal=False, about=reference)
    return asset_chain(desk, reference, threshold) if reference in desk.by_reference else None

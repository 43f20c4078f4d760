"""Whether a valuer stands close to the case: registered relations bar, a likeness is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.handlers.case_handlers import similar_names
from asset_recovery.services.screening import BARRED_ROLES, why_barred
from asset_recovery.services.work import Work

OWN_PART = frozenset({"valuer"})


def conflicts(work: Work, assets: Sequence[Mapping[str, Any]], valuer: str) -> list[Reason]:
    """`conflict_of_interest` for each asset to whose case the valuer, a registered party, is close.

    A valuer given by name only is no party: whom the name resembles is said as `possible_match`,
    for a person to decide.
    """
    party = finder.by_reference(work.unit.connection, "party", valuer)
    name = valuer if party is None else str(party["name"])
    own = None if party is None else str(party["reference"])
    for alike in similar_names(work, name, but=own):
        text = _("Possible match of the valuer: {name}.").format(name=alike)
        work.warn(Reason("possible_match", text, "decide_match", field="valuer"))
    if party is None:
        return []
    found: dict[str, Reason] = {}
    for asset in assets:
        why = why_barred(work, asset, party, BARRED_ROLES - OWN_PART)
        if why is not None:
            text = _("{name} may not value {asset}: {why}.").format(
                name=name, asset=asset["reference"], why=why
            )
            found.setdefault(why, Reason("conflict_of_interest", text, field="valuer"))
    return list(found.values())

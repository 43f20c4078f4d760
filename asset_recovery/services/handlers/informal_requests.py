"""What holds for requests by informal channels alone: what they ask for, who asks, who signs."""

from __future__ import annotations

from asset_recovery.domain.actions import office_actions as r
from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.forms.form_model import Form
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.i18n import _
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.work import Work

INFORMAL = "informal"
FIU_FORM = "INF-04"
FIU = "fiu"


def require_informal(work: Work, command: r.DraftRequest, form: Form) -> None:
    """Refuse what an informal request may not be: coercive, or between units of which we are none.

    Raises RuleViolation `form_out_of_scope` with all reasons.
    """
    if form.kind != INFORMAL:
        return
    reasons = [*_coercive(work, command, form), *_not_a_unit(work, form)]
    if reasons:
        raise RuleViolation(reasons)


def _coercive(work: Work, command: r.DraftRequest, form: Form) -> list[Reason]:
    """Search, freezing, seizure and confiscation are asked for by a formal request."""
    instruments = load_instruments(work.today)
    found = [kind for kind in instruments.kinds_of(command.kinds) if kind.coercive]
    if not found:
        return []
    text = _(
        "{form} asks for no coercive measure ({kinds}): draft a formal request, such as MLA-01."
    )
    named = ", ".join(f"{kind.code}, {_(kind.label)}" for kind in found)
    told = text.format(form=form.id, kinds=named)
    return [Reason("form_out_of_scope", told, "draft_request", "kinds")]


def _not_a_unit(work: Work, form: Form) -> list[Reason]:
    """Only a financial intelligence unit asks other units."""
    kind = finder.setting(work.unit.connection, "authority_type", "")
    if form.id != FIU_FORM or kind.strip().lower() == FIU:
        return []
    text = _(
        "{form} is sent by financial intelligence units only. Ask your own unit: record a request "
        "for information to it."
    )
    told = text.format(form=form.id)
    return [Reason("form_out_of_scope", told, "request_information", "form")]

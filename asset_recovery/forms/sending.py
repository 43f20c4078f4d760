"""What is asked of a signed paper when it is to leave: rules about its state, judged anew."""

from __future__ import annotations

from asset_recovery.domain.expression import names
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.missing import Missing

_STATE = "state"


def due_at_sending(filled: FilledForm) -> tuple[Missing, ...]:
    """What the rules that look at the state of the request find, such as a missing translation.

    `filled` is the request filled from the records of today: what goes along may have been
    attached since the signature.
    """
    about_sending = {
        rule.id
        for form in (filled.form, *filled.modules)
        for rule in form.rules
        if rule.when is not None and _STATE in names(rule.when)
    }
    return tuple(item for item in filled.missing if item.rule in about_sending)

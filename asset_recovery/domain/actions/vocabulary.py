"""The whole vocabulary: every action by its name, and how one is read."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain.actions import (
    abroad_actions,
    answer_actions,
    asset_actions,
    authority_actions,
    bank_actions,
    care_actions,
    case_actions,
    confiscation_actions,
    custody_actions,
    deadline_actions,
    debt_actions,
    form_actions,
    information_actions,
    invoice_actions,
    key_actions,
    law_actions,
    lineage_actions,
    management_actions,
    money_actions,
    offence_actions,
    office_actions,
    operation_actions,
    order_actions,
    paper_actions,
    party_actions,
    people_actions,
    quantity_actions,
    reversal_actions,
    sale_actions,
    state_actions,
    statistics_actions,
    storage_actions,
    value_actions,
    version_actions,
    victim_actions,
)
from asset_recovery.domain.actions.base import Action, WrongUse
from asset_recovery.domain.errors import Reason

VOCABULARY: Mapping[str, type[Action]] = {
    action.action(): action
    for room in (
        case_actions,
        party_actions,
        offence_actions,
        people_actions,
        asset_actions,
        lineage_actions,
        order_actions,
        operation_actions,
        custody_actions,
        management_actions,
        care_actions,
        storage_actions,
        quantity_actions,
        key_actions,
        value_actions,
        money_actions,
        invoice_actions,
        bank_actions,
        sale_actions,
        confiscation_actions,
        debt_actions,
        reversal_actions,
        office_actions,
        paper_actions,
        form_actions,
        law_actions,
        state_actions,
        authority_actions,
        deadline_actions,
        abroad_actions,
        answer_actions,
        statistics_actions,
        victim_actions,
        information_actions,
        version_actions,
    )
    for action in room.ACTIONS
}


def read_action(given: Mapping[str, object]) -> Action:
    """The command of one line `{"action": NAME, …arguments}`.

    Raises `WrongUse` for an unknown action or argument, `ValidationFailed` for faulty values.
    """
    name = given.get("action")
    if not isinstance(name, str) or name not in VOCABULARY:
        raise WrongUse(
            Reason("action_unknown", f"There is no action named {name!r}.", field="action")
        )
    arguments = {key: value for key, value in given.items() if key not in ("action", "as_user")}
    return VOCABULARY[name].parse(arguments)

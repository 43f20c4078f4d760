"""The term of an order that the legal system itself knows: an urgent measure, a cash detention …"""

from __future__ import annotations

from asset_recovery.domain.actions.order_actions import RecordOrder
from asset_recovery.domain.day_at import moment_of
from asset_recovery.lifecycle.deadline_reckoning import Calendar, Reckoned, length_of, reckon
from asset_recovery.lifecycle.deadline_rules import rule_set
from asset_recovery.lifecycle.rules import Rules


def given_term(command: RecordOrder, rules: Rules, calendar: Calendar) -> Reckoned | None:
    """The end of an order of this kind by the first rule in force that gives it; None without one.

    The State that gave the order counts its own working days.
    """
    known = rule_set(rules.at(command.on), "order")
    for rule in (rule for code in known.codes for rule in known.of[code]):
        if rule.gives != "expires_on" or command.kind not in rule.order_kinds or rule.disabled:
            continue
        length = length_of(rule, rules, "", command.on)
        if length is None:
            return None
        working = calendar.working(command.country)
        return reckon(command.on, moment_of(command.on), length, rule, working)
    return None

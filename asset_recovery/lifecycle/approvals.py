"""Which second persons a step asks for: the table of approvals of the legal system."""

from __future__ import annotations

from asset_recovery.domain.expression import evaluate
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.law_facts import Facts
from asset_recovery.lifecycle.law_tables import ApprovalRule


def rule_for(ask: Ask) -> ApprovalRule | None:
    """The first rule of the table that fits the step and its facts; None: nobody is asked."""
    facts = Facts(ask)
    for rule in ask.rules.approvals:
        if rule.action != ask.action or (rule.kinds and ask.kind not in rule.kinds):
            continue
        if rule.when is None or evaluate(rule.when, facts):
            return rule
    return None


def levels(ask: Ask) -> tuple[tuple[str, ...], ...]:
    """The levels that must agree, each with the roles of which one person is asked; () for none."""
    rule = rule_for(ask)
    return rule.levels if rule else ()

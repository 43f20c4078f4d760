"""The rules of a form judged: which are broken, and how that is mended."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.expression import evaluate
from asset_recovery.forms.checks import CHECKS
from asset_recovery.forms.form_model import Form, FormRule
from asset_recovery.forms.missing import Missing, section_of
from asset_recovery.forms.rule_scope import RuleFinding, RuleScope

_UNCONFIRMED = ("K", "V2")


def broken_rules(form: Form, scope: RuleScope) -> Iterator[Missing]:
    """What the rules of a form or module find wrong, in the order of its file."""
    for rule in form.rules:
        if rule.when is not None and not evaluate(rule.when, scope.names):
            continue
        for finding in _findings(rule, scope):
            yield _missing(form, rule, finding, scope)


def _findings(rule: FormRule, scope: RuleScope) -> Iterator[RuleFinding]:
    if rule.check:
        yield from CHECKS[rule.check](scope)
    elif rule.holds is None or not evaluate(rule.holds, scope.names):
        yield RuleFinding()


def _missing(form: Form, rule: FormRule, finding: RuleFinding, scope: RuleScope) -> Missing:
    key = finding.field or rule.field
    field = scope.field(key.split(".")[0])
    return Missing(
        key=key,
        label=(finding.text or rule.text).rstrip("."),
        section=section_of(form, field) if field else "",
        level=finding.level or rule.level,
        article=finding.article or rule.article,
        how_to_mend=finding.mend or rule.mend,
        unconfirmed=rule.mark in _UNCONFIRMED,
        rule=rule.id,
    )

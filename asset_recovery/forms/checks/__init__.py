"""Checks of forms that an expression cannot say: by the name that a rule of a form file gives.

One file a subject, each with `CHECKS`; a check takes the `RuleScope` and yields what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asset_recovery.forms.checks import answer_checks, eu_checks, property_checks
from asset_recovery.forms.rule_scope import RuleFinding, RuleScope

Check = Callable[[RuleScope], Iterable[RuleFinding]]
CHECKS: dict[str, Check] = {
    **answer_checks.CHECKS,
    **property_checks.CHECKS,
    **eu_checks.CHECKS,
}

"""Something that a form lacks: which field, how strongly, who asks for it and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.forms.form_model import BLOCKS, MODULE, Form, FormField


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not there, or that contradicts something else.

    `level` is `blocks` or `warns`; `article` where it is asked for; `key` has a column behind a
    point where it concerns one; `unconfirmed` says that the duty is to be checked by a lawyer;
    `rule` is the id of the rule that found it, empty for a field or element that is empty; `code`
    is that of the refusal.
    """

    key: str
    label: str
    section: str
    level: str
    article: str
    how_to_mend: str
    unconfirmed: bool = False
    rule: str = ""
    code: str = "form_incomplete"

    @property
    def blocks(self) -> bool:
        """Whether it keeps the request from being approved, signed and sent."""
        return self.level == BLOCKS

    def reason(self) -> Reason:
        """The same as a refusal or warning."""
        text = f"{self.label}: {self.how_to_mend}"
        if self.article:
            text = f"{self.label} ({self.article}): {self.how_to_mend}"
        return Reason(self.code, text, clear_with="fill_request", field=self.key)


def section_of(form: Form, field: FormField) -> str:
    """How the list of what is missing names the place: the section, of a module its code."""
    return form.short_id if form.kind == MODULE else field.section


def require_complete(found: Sequence[Missing]) -> None:
    """Refuse with `form_incomplete` and every blocking reason where something blocks."""
    reasons = [item.reason() for item in found if item.blocks]
    if reasons:
        raise RuleViolation(reasons)

"""Text marked "to be checked": it stands in drafts only, until a legal officer confirms it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from asset_recovery.domain.errors import Reason
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.form_model import Form, FormField
from asset_recovery.forms.kept_answers import written
from asset_recovery.forms.missing import Missing, section_of
from asset_recovery.i18n import _
from asset_recovery.reports.record_hash import digest_of

# Sources that no lawyer has confirmed: fixed wording with one of these says so in drafts.
UNCONFIRMED = ("K", "V2")
_MARK = re.compile(r"[ \t]*[\[(]\s*to\s+be\s+checked\s*[\])]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextToCheck:
    """A marked text: its field and section, and the SHA-256 of what it says in hex."""

    key: str
    label: str
    section: str
    text: str
    digest: str

    def reason(self) -> Reason:
        """Why the request cannot be signed yet."""
        sentence = _("{label}, section {section}: this text is to be checked. {mend}")
        text = sentence.format(label=self.label, section=self.section, mend=_mend())
        return Reason("form_incomplete", text, "confirm_text", self.key)

    def missing(self) -> Missing:
        """The same on the list of what is still to be done: it bars the signature alone."""
        mend = _mend()[:1].lower() + _mend()[1:]
        return Missing(
            self.key, self.label, self.section, "warns", "", mend, True, code="text_to_be_checked"
        )


def _mend() -> str:
    return _("The legal officer confirms or replaces it before the signature.")


def marked_text(form: Form, field: FormField, value: object) -> TextToCheck | None:
    """The marked text of a field: fixed wording that is not confirmed, an answer with the mark."""
    if field.type == "clause":
        if field.mark not in UNCONFIRMED:
            return None
        said: object = field.text
    elif has_mark(value):
        said = written(value)
    else:
        return None
    place = section_of(form, field)
    text = said if isinstance(said, str) else field.label
    return TextToCheck(field.key, field.label, place, text, digest_of(said))


def has_mark(value: object) -> bool:
    """Whether a value, or a part of it, carries the mark."""
    if isinstance(value, str):
        return _MARK.search(value) is not None
    if isinstance(value, Mapping):
        return any(has_mark(part) for part in value.values())
    return isinstance(value, tuple | list) and any(has_mark(part) for part in value)


def without_mark(answer: Answer) -> Answer:
    """The answer as it prints once its text is confirmed."""
    if not has_mark(answer.value):
        return answer
    return replace(answer, value=_without(answer.value))


def unmarked(text: str) -> str:
    """A text without the mark."""
    return _MARK.sub("", text).strip() if has_mark(text) else text


def _without(value: object) -> object:
    if isinstance(value, str):
        return unmarked(value)
    if isinstance(value, Mapping):
        return {key: _without(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return tuple(_without(part) for part in value)
    return value

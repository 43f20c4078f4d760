"""Versions of a request read: what changed in the file since its last draft, and two side by side.

What differs comes as `FieldChange`, field by field, tables cell by cell, in the words of the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from asset_recovery.domain.case_file import CaseFile, RequestFacts
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.domain.request_version_facts import Comparison, FieldChange
from asset_recovery.forms.draft_chain import DraftEvent, chain_of
from asset_recovery.forms.draft_comparison import changed_answers, changed_records
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.kept_answers import Kept, answer_as_data
from asset_recovery.forms.template import FormField
from asset_recovery.forms.wording import Wording
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.request_turns import OPEN
from asset_recovery.services.case_parts.request_drafts import draft_events
from asset_recovery.services.case_reader import read_case_file
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at

_VERSION = ("version", "draft")
_WORDS = Wording("en", _)


@dataclass(frozen=True, slots=True)
class RequestVersions:
    """Compares for one person; raises as a look at the request does."""

    office: OpenOffice
    actor: Actor
    purpose: str = ""

    def changes_since(self, reference: str) -> tuple[FieldChange, ...]:
        """What the records say otherwise than when the draft was last written or looked at.

        Of a signed request: what they say otherwise than it does; it is not changed by that.
        """
        with look_at(self.office, self.actor, "request", reference, self._look()) as sight:
            file = read_case_file(sight.reading, sight.own_case, with_journal=False)
            request = _request(file, reference)
            events = draft_events(sight.connection, int(sight.row["id"]))
        return changes_since(file, request, events)

    def compare(self, reference: str, other: str) -> Comparison:
        """The request as it reads now against another request, or against a draft of its own.

        `other` is a reference, or `version 2` (or `2`): the draft with that number. Raises
        `not_found` for a draft that was not kept.
        """
        with look_at(self.office, self.actor, "request", reference, self._look()) as sight:
            file = read_case_file(sight.reading, sight.own_case, with_journal=False)
            now = fill_request(file, _request(file, reference), sight.reading.today)
            number = _number(other)
            if number is not None:
                events = draft_events(sight.connection, int(sight.row["id"]))
                kept = _draft(events, reference, number)
                name = _("{reference}, draft {number}").format(reference=reference, number=number)
                return _compared(name, kept, reference, now, now)
        with look_at(self.office, self.actor, "request", other, self._look()) as sight:
            then = _filled(sight, other)
        return _compared(other, _answers(then), reference, now, then)

    def _look(self) -> Look:
        return Look(screen="request versions", purpose=self.purpose)


def changes_since(
    file: CaseFile, request: RequestFacts, events: Sequence[DraftEvent]
) -> tuple[FieldChange, ...]:
    """The same from a case that is already read."""
    chain = chain_of(events)
    if chain.is_empty or request.is_inbound:
        return ()
    now = fill_request(file, replace(request, signed=None))
    return changed_records(_fields(now), chain.answers, _answers(now), _WORDS)


def is_open(request: RequestFacts) -> bool:
    """Whether the request may still be changed."""
    return not request.is_inbound and request.state in OPEN


def _filled(sight: Sight, reference: str) -> FilledForm:
    file = read_case_file(sight.reading, sight.own_case, with_journal=False)
    return fill_request(file, _request(file, reference), sight.reading.today)


def _compared(
    first: str, was: Mapping[str, Kept], second: str, now: FilledForm, also: FilledForm
) -> Comparison:
    fields = {field.key: field for field in (*_fields(now), *_fields(also))}
    return Comparison(
        first=first,
        second=second,
        changes=changed_answers(fields.values(), was, _answers(now), _WORDS),
        forms=tuple(f"{one.id} {one.version}" for one in (now.form, *now.modules)),
    )


def _answers(filled: FilledForm) -> dict[str, Kept]:
    return {key: answer_as_data(answer) for key, answer in filled.answers.items()}


def _fields(filled: FilledForm) -> list[FormField]:
    return [field for form in (filled.form, *filled.modules) for field in form.fields]


def _number(other: str) -> int | None:
    """The number of a draft, where one is meant."""
    words = other.split()
    if len(words) == 2 and words[0].lower() in _VERSION:
        words = words[1:]
    return int(words[0]) if len(words) == 1 and words[0].isdecimal() else None


def _draft(events: Sequence[DraftEvent], reference: str, number: int) -> dict[str, Kept]:
    kept = [place for place, one in enumerate(events) if one.body["number"] == number]
    if not kept:
        numbers = sorted({int(one.body["number"]) for one in events} - {0})
        named = ", ".join(str(one) for one in numbers) or _("none")
        text = _("{reference} has no draft {number}. Kept: {kept}.")
        raise NotFound(
            Reason(
                "not_found",
                text.format(reference=reference, number=number, kept=named),
                field="with",
            )
        )
    return chain_of(events[: kept[0] + 1]).answers


def _request(file: CaseFile, reference: str) -> RequestFacts:
    request = next(one for one in file.requests if one.reference == reference)
    if request.is_inbound:
        text = _("{request} came from another State: there are no drafts of it.")
        raise ValidationFailed(
            Reason("form_out_of_scope", text.format(request=reference), field="request")
        )
    return request

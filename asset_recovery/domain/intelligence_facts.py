"""What the office learnt and told: information asked for, reports, consents, disclosures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationFacts:
    """A request to a register of the own State, with its answer.

    `state` is open, late or answered; `content` is intelligence until a consent says more.
    """

    reference: str
    on: date
    to: str
    register: str
    register_label: str
    subjects: tuple[str, ...]
    assets: tuple[str, ...]
    accounts: tuple[str, ...]
    gateway: str
    gateway_label: str
    purpose: str
    handling: str
    handling_label: str
    wanted: str
    due: date | None
    checked: str
    state: str
    answered_on: date | None = None
    result: str = ""
    result_label: str = ""
    content: str = ""
    their_reference: str = ""
    restrictions: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFacts:
    """Something that left the office; `action` says how: told, a request sent, a paper released."""

    reference: str
    on: date
    action: str
    how: str
    to: str
    basis: str
    what: str
    purpose: str = ""
    country: str | None = None
    handling_label: str = ""
    checked: str = ""
    sources: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """A report received. Who made it is not among the facts, only whether that is on file."""

    reference: str
    on: date
    from_kind: str
    from_label: str
    handling: str
    handling_label: str
    summary: str
    persons: tuple[str, ...]
    assets: tuple[str, ...]
    source_on_file: bool
    feedback_on: date | None = None
    feedback: str = ""
    feedback_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """A consent to use what came by informal or FIU channels. `about` are references of records."""

    reference: str
    about: tuple[str, ...]
    on: date
    by: str
    uses: tuple[str, ...]
    uses_label: str
    until: date | None
    conditions: str
    withdrawn_on: date | None = None

    def holds(self, use: str, on: date) -> bool:
        """Whether it allows this use on that day."""
        return (
            use in self.uses
            and self.on <= on
            and (self.until is None or on <= self.until)
            and (self.withdrawn_on is None or on < self.withdrawn_on)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """What a check in another office came to: a line of the answer to an informal request."""

    request: str
    on: date
    check: str
    outcome: str
    outcome_label: str
    result: str = ""
    source: str = ""
    as_at: str = ""
    value: str = ""
    reliability: str = ""
    restrictions: str = ""

    @property
    def said(self) -> str:
        """The check and what came of it in one line."""
        named = self.check.replace("_", " ")
        found = f"{named[:1].upper()}{named[1:]}: {self.outcome_label}"
        more = ", ".join(part for part in (self.result, self.value, self.as_at) if part)
        return f"{found}, {more}" if more else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Intelligence:
    """All of it of one case. `informal` are the records whose content needs a consent to leave:
    reports, answers of registers, requests by informal channels, and the documents they brought.
    """

    information: tuple[InformationFacts, ...] = ()
    disclosures: tuple[DisclosureFacts, ...] = ()
    reports: tuple[ReportFacts, ...] = ()
    consents: tuple[ConsentFacts, ...] = ()
    checks: tuple[CheckFacts, ...] = ()
    informal: tuple[str, ...] = ()

    @property
    def contents(self) -> tuple[tuple[str, str, str], ...]:
        """What was answered: the record, who answered, and the content; reports are not in it."""
        found = [(one.reference, one.to, one.content) for one in self.information if one.content]
        for request in dict.fromkeys(one.request for one in self.checks):
            lines = [one.said for one in self.checks if one.request == request]
            found.append((request, request, "\n".join(lines)))
        return tuple(found)

    def may_leave(self, record: str, uses: Iterable[str], on: date) -> bool:
        """Whether the content of a record may stand on a paper for one of these uses on a day."""
        return (
            record not in self.informal or consent_to(self.consents, record, uses, on) is not None
        )


def consent_to(
    consents: Iterable[ConsentFacts], about: str, uses: Iterable[str], on: date
) -> ConsentFacts | None:
    """The newest consent that allows one of these uses of a record on a day; or None."""
    wanted = tuple(uses)
    found = [
        one for one in consents if about in one.about and any(one.holds(use, on) for use in wanted)
    ]
    return max(found, key=lambda one: one.on, default=None)

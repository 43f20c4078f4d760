"""The drafts of a request, one kept after the other: each says what changed since the one before.

What an event keeps under `draft`: `forms` (id, version, checksum of the form and its modules),
`digest` (SHA-256 of values and forms), `number` (of a draft that was reviewed, shared, approved or
signed; 0 while it is only written), `changed` answers and keys that are `gone`; of a signed one
its `paper` and `language` too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asset_recovery.domain.request_version_facts import SignedDraft
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.kept_answers import Kept, answer_as_data, written
from asset_recovery.reports.record_hash import digest_of

KEPT = "draft"
WRITTEN = ("draft_request", "new_version", "fill_request", "refresh_request")
SAVED = ("review_request", "share_draft", "approve_request", "sign_request")
KEEPING = (*WRITTEN, *SAVED)


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """An event of a request that kept its draft: which step, in which entry, when, whose."""

    action: str
    seq: int
    on: date
    author: int
    body: Mapping[str, Any]


@dataclass(slots=True)
class DraftChain:
    """The newest draft, folded from the events that kept drafts, in the order of their entries."""

    answers: dict[str, Kept] = field(default_factory=dict)
    forms: tuple[tuple[str, str, str], ...] = ()
    digest: str = ""
    number: int = 0
    saved_digest: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no draft was ever kept: a request of an office of an earlier version."""
        return not self.digest

    def add(self, body: Mapping[str, Any]) -> None:
        """The next draft."""
        for key in body["gone"]:
            self.answers.pop(key, None)
        self.answers.update(body["changed"])
        self.forms = tuple((str(i), str(v), str(c)) for i, v, c in body["forms"])
        self.digest = str(body["digest"])
        if body["number"]:
            self.number, self.saved_digest = int(body["number"]), self.digest

    def step(self, filled: FilledForm, action: str) -> dict[str, Any]:
        """What an event of this action keeps of a draft that is filled so now."""
        answers = {key: answer_as_data(answer) for key, answer in filled.answers.items()}
        forms = _forms(filled)
        digest = draft_digest(filled)
        number = 0
        if action in SAVED:
            number = self.number + (digest != self.saved_digest)
        return {
            "forms": forms,
            "digest": digest,
            "number": number,
            "changed": {key: one for key, one in answers.items() if self.answers.get(key) != one},
            "gone": [key for key in self.answers if key not in answers],
        }


def draft_digest(filled: FilledForm) -> str:
    """SHA-256 in hex of what a request says: its values, and the versions of its forms."""
    values = {key: written(answer.value) for key, answer in filled.answers.items()}
    return digest_of(values, _forms(filled))


def _forms(filled: FilledForm) -> list[list[str]]:
    return [[one.id, one.version, one.checksum] for one in (filled.form, *filled.modules)]


def chain_of(events: Iterable[DraftEvent]) -> DraftChain:
    """The newest of these drafts."""
    chain = DraftChain()
    for event in events:
        chain.add(event.body)
    return chain


def signed_draft(
    events: Iterable[DraftEvent], entry_hash: Callable[[int], str]
) -> SignedDraft | None:
    """What was signed; None while nothing is, or where it was signed before drafts were kept.

    `entry_hash` gives the hash of an entry of the journal: the paper names that of its signature.
    """
    chain = DraftChain()
    for event in events:
        chain.add(event.body)
        if event.action == "sign_request":
            return SignedDraft(
                {
                    "answers": chain.answers,
                    "forms": chain.forms,
                    "digest": chain.digest,
                    "number": chain.number,
                    "entry": (str(event.seq), entry_hash(event.seq)),
                    "on": event.on.isoformat(),
                    "language": event.body["language"],
                    "paper": event.body["paper"],
                }
            )
    return None

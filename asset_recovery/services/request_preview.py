"""A request as it would be with answers that are typed and not yet given; the office stays as is.

The case is read once and kept until something is recorded, so that a refresh while typing costs
the filling and the setting of the pages alone.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.case_file import CaseFile, RequestFacts
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.paper_words import say_in
from asset_recovery.persistence.queries.journal_query import head_of
from asset_recovery.persistence.queries.last_entry_query import last_entry
from asset_recovery.services.case_reader import read_case_file
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.looking import Look, OpenOffice, look_at
from asset_recovery.services.paper_service import second_language

if TYPE_CHECKING:
    from asset_recovery.reports.render import LivePaper
    from asset_recovery.reports.text_lines import LineMemory

MOST_KEPT = 4
_Key = tuple[str, int, object, str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """A filled request and, where it was asked for, its pages; `head` is the journal's entry.

    `kept` are the answers on file, without what is typed; `entries` says of each record that an
    answer names by which entry of the journal it was last changed, and under "" the case at large.
    """

    filled: FilledForm
    head: int
    kept: Mapping[str, object]
    paper: LivePaper | None = None
    entries: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class RequestPreviews:
    """Previews for one person; raises as a look at the request does.

    Every reading of the case is noted as a look. A preview is no print: what is printed or saved
    is made by `PaperService`, which keeps the print.
    """

    office: OpenOffice
    consultations: Consultations | None = None
    _files: OrderedDict[_Key, CaseFile] = field(default_factory=OrderedDict)
    _entries: dict[tuple[str, int, str], int] = field(default_factory=dict)
    _memory: LineMemory | None = None
    _lock: Any = field(default_factory=threading.Lock)

    def preview(
        self,
        reference: str,
        typed: Mapping[str, object],
        actor: Actor,
        *,
        purpose: str = "",
        pages: bool = True,
        beside: str | None = None,
    ) -> Preview:
        """The request with `typed` laid over its kept answers; `None` takes an answer back.

        `beside` is the second language of a certificate's labels (None: as kept).
        """
        file, head = self._file(reference, actor, purpose)
        request = _request(file, reference)
        kept = request.fields
        if typed:
            request = replace(request, fields={**request.fields, **typed})
        filled = fill_request(file, request, self.office.today())
        named = frozenset(
            source
            for one in filled.answers.values()
            for source in (one.source, one.recorded_source)
            if source
        )
        return Preview(
            filled,
            head,
            kept,
            self._pages(filled, beside) if pages else None,
            self._last_changed(file, head, named),
        )

    def forget(self) -> None:
        """Nobody is logged in any more: nothing that was read is kept."""
        with self._lock:
            self._files.clear()
            self._entries.clear()
            self._memory = None

    def _file(self, reference: str, actor: Actor, purpose: str) -> tuple[CaseFile, int]:
        """The case as it stands; whether it may be seen is asked each time."""
        with self.office.reading.connect() as connection:
            head = head_of(connection)[0]
        key = (reference, head, self.office.today(), actor.name, purpose)
        with self._lock:
            known = self._files.get(key)
        look = Look(
            screen="request",
            noted=known is None,
            consultations=self.consultations,
            purpose=purpose,
        )
        with look_at(self.office, actor, "request", reference, look) as sight:
            if known is not None:
                return known, head
            file = read_case_file(sight.reading, sight.own_case, with_journal=False)
        with self._lock:
            self._files[key] = file
            while len(self._files) > MOST_KEPT:
                self._files.popitem(last=False)
        return file, head

    def _last_changed(
        self, file: CaseFile, head: int, sources: frozenset[str]
    ) -> Mapping[str, int]:
        """The entry that last changed each record of the case which a source names."""
        case = file.case.reference
        kinds = {ref: kind for ref, kind in records_of(file).items() if _names(sources, ref)}
        kinds[""] = ""  # lists of the case: whatever was recorded in it last
        with self._lock:
            if any(known[:2] != (case, head) for known in self._entries):
                self._entries.clear()
            found = {
                ref: self._entries[case, head, ref]
                for ref in kinds
                if (case, head, ref) in self._entries
            }
        left = {ref: kind for ref, kind in kinds.items() if ref not in found}
        if left:
            with self.office.reading.connect() as connection:
                read = {ref: last_entry(connection, case, kind, ref) for ref, kind in left.items()}
            found |= read
            with self._lock:
                self._entries |= {(case, head, ref): seq for ref, seq in read.items()}
        return {ref: seq for ref, seq in found.items() if seq}

    def _pages(self, filled: FilledForm, beside: str | None) -> LivePaper | None:
        """The pages of a request of ours; one that was received has its own paper on file."""
        if filled.request.is_inbound:
            return None
        from asset_recovery.forms.form_content import form_paper  # noqa: PLC0415 - forms are large
        from asset_recovery.reports.render import render_live  # noqa: PLC0415 - ReportLab is heavy
        from asset_recovery.reports.text_lines import LineMemory  # noqa: PLC0415

        with self._lock:
            if self._memory is None:
                self._memory = LineMemory()
            memory = self._memory
        spoken = filled.request.language
        paper = form_paper(
            filled,
            translate=say_in(spoken),
            language=spoken,
            beside=second_language(filled, spoken, beside),
        )
        return render_live(paper, memory)


def records_of(file: CaseFile) -> dict[str, str]:
    """The kind of every record of the case that a page can open, by reference."""
    found = {file.case.reference: "case"}
    for kind, records in (
        ("order", file.orders),
        ("asset", file.assets),
        ("party", file.parties),
        ("document", file.documents),
        ("request", file.requests),
    ):
        found |= {one.reference: kind for one in records if one.reference}
    return found


def _names(sources: frozenset[str], reference: str) -> bool:
    return any(reference in source for source in sources)


def _request(file: CaseFile, reference: str) -> RequestFacts:
    found = next((one for one in file.requests if one.reference == reference), None)
    if found is None:
        raise NotFound(Reason("not_found", _("There is no request {ref}.").format(ref=reference)))
    return found

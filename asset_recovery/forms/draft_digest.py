"""The number of a draft and the hash of what it says, for the paper that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_recovery.domain.case_file import CaseFile, RequestFacts

if TYPE_CHECKING:
    from asset_recovery.forms.filled_form import FilledForm


def draft_version(file: CaseFile, request: RequestFacts) -> tuple[str, str]:
    """The number of a draft as its own paper prints it, and the SHA-256 in hex of what it says.

    A draft that nobody reviewed, shared or approved yet is the first one.
    """
    # Filling another request needs the room that this one is filled from.
    from asset_recovery.forms.draft_chain import draft_digest  # noqa: PLC0415
    from asset_recovery.forms.filled_form import fill_request  # noqa: PLC0415

    digest = draft_digest(fill_request(file, request, file.read_at.date()))
    if not request.drafts:
        return "1", digest
    last = request.drafts[-1]
    return str(last.number + (digest != last.digest)), digest


def own_digest(filled: FilledForm) -> str:
    """The hash of what a request says in its own language, in whatever language it is printed."""
    from asset_recovery.forms.draft_chain import draft_digest  # noqa: PLC0415
    from asset_recovery.forms.filled_form import fill_request  # noqa: PLC0415

    request, file = filled.request, filled.file
    if filled.language == request.language:
        return draft_digest(filled)
    return draft_digest(fill_request(file, request, file.read_at.date()))

"""The number of a draft and the hash of what it says, for the paper that goes with it."""

from __future__ import annotations

from asset_recovery.domain.case_file import CaseFile, RequestFacts


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

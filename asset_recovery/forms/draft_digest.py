"""The version of a draft and the hash of what it says, for the paper that goes with it."""

from __future__ import annotations

import hashlib
import json

from asset_recovery.domain.case_file import RequestFacts


def draft_version(request: RequestFacts) -> tuple[str, str]:
    """The version of a draft, and the SHA-256 in hex of what was chosen and typed in it.

    The same draft gives the same hash whoever prints it, and whenever.
    """
    said = {
        "form": request.form,
        "country": request.country,
        "authority": request.authority,
        "kinds": request.kinds,
        "assets": request.assets,
        "orders": request.orders,
        "parties": request.parties,
        "fields": request.fields,
        "language": request.language,
        "confidentiality": request.confidentiality,
        "deadline": request.due_on,
    }
    text = json.dumps(said, sort_keys=True, default=str, ensure_ascii=True)
    return request.state, hashlib.sha256(text.encode("ascii")).hexdigest()

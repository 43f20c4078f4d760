"""What pickers find beside the search: accounts, claims and users."""

from __future__ import annotations

from collections.abc import Iterable

from asset_recovery.domain import code_lists
from asset_recovery.domain.registers import SearchHit
from asset_recovery.domain.search_text import fold
from asset_recovery.persistence.access_sql import Access, Execute
from asset_recovery.persistence.queries import pick_query
from asset_recovery.services.user_service import UserFacts

MOST = 20


def accounts(execute: Execute, text: str) -> list[SearchHit]:
    """The office's own accounts, by reference, bank or kind."""
    found = []
    for reference, kind, bank in pick_query.accounts(execute):
        label = code_lists.label("account_kinds", str(kind))
        found.append(SearchHit("account", str(reference), str(bank or label), label))
    return _matching(found, text)


def claims(execute: Execute, access: Access, text: str) -> list[SearchHit]:
    """Claims and liens of cases that the user may know of."""
    rows = pick_query.claims(execute, access)
    found = [SearchHit("claim", str(one[0]), str(one[2]), str(one[1])) for one in rows]
    return _matching(found, text)


def users(known: Iterable[UserFacts], text: str) -> list[SearchHit]:
    """Users by name."""
    found = [SearchHit("user", one.name, one.full_name, "") for one in known if not one.blocked]
    return _matching(found, text)


def _matching(found: list[SearchHit], text: str) -> list[SearchHit]:
    wanted = fold(text)
    fitting = [hit for hit in found if wanted in fold(f"{hit.reference} {hit.title} {hit.detail}")]
    return fitting[:MOST]

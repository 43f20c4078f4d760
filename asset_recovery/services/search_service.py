"""The search: one box for every record, by reference, identifier or words, in any script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.identifiers import normalise_identifier
from asset_recovery.domain.registers import SearchHit
from asset_recovery.domain.search_text import fold, fts_query
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import search_query
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.store import Engine
from asset_recovery.services.consultation import Consultations

MOST_HITS = 50
LONGEST = 500
_KINDS = ("imo", "vin", "iban", "btc", "eth", "asset")
_SHORTEST_WHOLE = 2
_ORDER = {"case": 0, "asset": 1, "party": 2, "order": 3, "request": 4, "document": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchService:
    """Looks records up for one user at a time; what she must not know of is never found."""

    engine: Engine
    today: Callable[[], date]
    consultations: Consultations | None = None

    def search(self, actor: Actor, text: str, limit: int = MOST_HITS) -> list[SearchHit]:
        """Records that match, the best first; nothing that is typed is an error.

        A reference or identifier typed whole stands first. `@` looks for parties alone, `#` for
        references that begin so.
        """
        typed = _harmless(text)
        access = Access.of(actor, self.today())
        sign, words = _sign(typed)
        if not words:
            return []
        kind = "party" if sign == "@" else ""
        with self.engine.connect() as connection:
            execute = executor(connection)
            whole = search_query.exact(execute, access, _spellings(words))
            found: list[search_query.Match] = []
            for query in _queries(words):
                found = search_query.matching(execute, access, query, kind)
                if whole or len(found) >= limit:
                    break
            if sign == "@":
                whole = [one for one in whole if one.kind == "party"]
            if sign == "#":
                start = fold(words)
                found = [match for match in found if fold(match[1]).startswith(start)]
            whole.sort(key=lambda one: _ORDER.get(one.kind, len(_ORDER)))
            best = _best({one.id for one in whole}, found, words)[: max(0, limit - len(whole))]
            hits = [*whole, *search_query.with_keys(execute, access, best)][:limit]
        if self.consultations is not None:
            cases = {one.case_id for one in hits if one.case_id is not None}
            self.consultations.note_search(actor, typed, cases)
        return [SearchHit(one.kind, one.reference, one.title, one.detail) for one in hits]


def _harmless(text: str) -> str:
    """What can be stored and compared: no half characters, no NUL, not endless."""
    return text[:LONGEST].encode("utf-8", "ignore").decode("utf-8").replace("\0", " ").lstrip()


def _sign(typed: str) -> tuple[str, str]:
    return (typed[0], typed[1:].lstrip()) if typed[:1] in ("@", "#") else ("", typed)


def _queries(words: str) -> list[str]:
    """Whole words first: only where they find little is the last one taken as a beginning.

    A beginning of four letters or more is merged from all its words before the first row comes, a
    whole word is not. A single letter finds too much to be of use.
    """
    if len(fold(words).strip()) < _SHORTEST_WHOLE and words.isascii():
        return []
    return [query for query in dict.fromkeys((fts_query(f"{words} "), fts_query(words))) if query]


def _spellings(typed: str) -> list[str]:
    """How a reference or identifier may be written in the records."""
    bare = typed.strip()
    if len(bare) < _SHORTEST_WHOLE:
        return [bare]
    found = [bare, bare.upper(), *(normalise_identifier(kind, bare) for kind in _KINDS)]
    return list(dict.fromkeys(found))


def _best(known: set[int], found: list[search_query.Match], typed: str) -> list[int]:
    """Keys of what is not known yet: references and titles that begin so first, then the newest."""
    spelled = tuple({typed.casefold().strip(), fold(typed).strip()})
    scored = sorted(
        (_score(reference, title.casefold(), spelled), place)
        for place, (key, reference, title) in enumerate(found)
        if key not in known
    )
    return [found[place][0] for _points, place in scored]


def _score(reference: str, title: str, spelled: tuple[str, ...]) -> int:
    if reference.casefold().startswith(spelled):
        return 0
    if title.startswith(spelled):
        return 1 if title in spelled else 2
    for words in spelled:
        if words in title:
            return 3
    return 4

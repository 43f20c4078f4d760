"""The search: one box for every record, by reference, identifier or words, in any script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.identifiers import normalise_identifier
from asset_recovery.domain.registers import SearchHit
from asset_recovery.domain.search_text import fold, fts_query
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access, Execute
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
        with self.engine.connect() as connection:
            execute = executor(connection)
            whole = search_query.exact(execute, access, _spellings(words))
            found = self._matching(execute, access, sign, words, (limit, bool(whole)))
        if sign == "@":
            whole = [one for one in whole if one.kind == "party"]
        whole.sort(key=lambda one: _ORDER.get(one.kind, len(_ORDER)))
        known = {one.id for one in whole}
        hits = [*whole, *(one for one in found if one.id not in known)][:limit]
        if self.consultations is not None:
            cases = {one.case_id for one in hits if one.case_id is not None}
            self.consultations.note_search(actor, typed, cases)
        return [SearchHit(one.kind, one.reference, one.title, one.detail) for one in hits]

    def _matching(
        self, execute: Execute, access: Access, sign: str, words: str, wanted: tuple[int, bool]
    ) -> list[search_query.Found]:
        """What matches the words, the best first; beginnings only where whole words find little."""
        limit, is_known = wanted
        most, kind = limit + search_query.MOST_EXACT, "party" if sign == "@" else ""
        spelled = list(dict.fromkeys((words.casefold().strip(), fold(words).strip())))
        found: list[search_query.Found] = []
        keys: list[tuple[int, str]] = []
        for query in _queries(words):
            if sign == "#":
                keys = search_query.matching(execute, access, query)
            else:
                found = search_query.best(execute, access, query, spelled, most, kind)
            if is_known or max(len(found), len(keys)) >= limit:
                break
        if sign == "#":
            start = fold(words)
            begun = [key for key, reference in keys if fold(reference).startswith(start)]
            found = search_query.with_keys(execute, access, begun[:most])
        return found


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

"""P7: opening a case with everything, beside thirteen hand-written statements."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import Outcome, against, interleaved
from asset_recovery.services.show_service import ShowService

PURPOSE = "Measured by the bench"
STATEMENTS = (
    "SELECT * FROM case_record WHERE id = ?",
    "SELECT * FROM asset WHERE case_id = ? ORDER BY id",
    "SELECT i.* FROM asset_identifier i JOIN asset a ON a.id = i.asset_id WHERE a.case_id = ?",
    "SELECT * FROM party_link WHERE case_id = ?1 UNION ALL SELECT l.* FROM party_link AS l"
    " JOIN asset AS a ON a.id = l.asset_id WHERE a.case_id = ?1",
    "SELECT * FROM party WHERE id IN (SELECT party_id FROM party_link WHERE case_id = ?1"
    " UNION SELECT l.party_id FROM asset AS a JOIN party_link AS l ON l.asset_id = a.id"
    " WHERE a.case_id = ?1)",
    "SELECT * FROM court_order WHERE case_id = ? ORDER BY id",
    "SELECT oa.* FROM order_asset oa JOIN court_order o ON o.id = oa.order_id WHERE o.case_id = ?",
    "SELECT * FROM event WHERE case_id = ? ORDER BY id",
    "SELECT ea.* FROM event_asset ea JOIN event e ON e.id = ea.event_id WHERE e.case_id = ?",
    "SELECT ap.* FROM approval ap JOIN event e ON e.id = ap.event_id WHERE e.case_id = ?",
    "SELECT * FROM deadline WHERE case_id = ? ORDER BY id",
    "SELECT * FROM document WHERE case_id = ? ORDER BY id",
    "SELECT * FROM request WHERE case_id = ? ORDER BY id",
)
MOST = {"typical": 1.8, "huge": 1.2}


def measure(ground: Ground) -> Iterator[Outcome]:
    """The typical and the huge case, whole, through the service."""
    show = ShowService(ground.office)
    for name, most in MOST.items():
        reference = getattr(ground.made, name)
        rows = _raw(ground, reference)

        def ours(reference: str = reference) -> object:
            return show.case_file(reference, ground.actor, purpose=PURPOSE)

        def bare(reference: str = reference) -> object:
            return _raw(ground, reference)

        figures = interleaved(ground.rounds, ours, bare)
        yield against(
            "P7",
            f"a {name} case opened whole ({rows} rows)",
            "bare driver, 13 statements",
            (figures[0], figures[1]),
            most,
        )


def _raw(ground: Ground, reference: str) -> int:
    """The rows of a case by hand-written SQL; how many there are."""
    case = ground.fetch("SELECT id FROM case_record WHERE reference = ?", (reference,))[0][0]
    return sum(len(ground.fetch(text, (case,))) for text in STATEMENTS)


def growth(ground: Ground) -> float:
    """One figure for the table of growth: the typical case."""
    show = ShowService(ground.office)

    def ours() -> object:
        return show.case_file(ground.made.typical, ground.actor, purpose=PURPOSE)

    return interleaved(ground.rounds, ours)[0]

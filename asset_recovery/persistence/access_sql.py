"""The one access filter, as SQL text that every query shares: what a user may know exists.

A sealed case is known to those alone who hold a grant that is neither withdrawn nor run out;
everything in it is as if it were not there, not even counted. A case in which the user declared a
conflict of interest is left out of lists in the same way. Imports nothing heavy, so that the
first page of a list can be read before the rest of the house is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from asset_recovery.lifecycle.permissions import PROTECTED_READERS, Actor, sees_nothing

Parameters = Mapping[str, object]
Execute = Callable[[str, Parameters], Sequence[Sequence[object]]]

RECUSED_CASES = (
    "SELECT case_id FROM recusal WHERE user_id = :access_user AND withdrawn = 0"
    " AND since <= :access_day"
)
HIDDEN_CASES = (
    "SELECT id FROM case_record WHERE sealed = 1 AND id NOT IN ("
    "SELECT case_id FROM access_grant WHERE user_id = :access_user AND withdrawn = 0"
    " AND (until IS NULL OR until >= :access_day))"
    f" UNION {RECUSED_CASES}"
)
# Parties known from hidden cases alone: first named or linked there, and linked nowhere else.
HIDDEN_PARTIES = (
    "SELECT linked.party_id FROM ("
    f"SELECT party_id FROM party_link WHERE case_id IN ({HIDDEN_CASES})"
    " UNION SELECT there.party_id FROM asset JOIN party_link AS there ON there.asset_id = asset.id"
    f" WHERE asset.case_id IN ({HIDDEN_CASES})"
    f" UNION SELECT id FROM party WHERE named_in_id IN ({HIDDEN_CASES})"
    ") AS linked WHERE NOT EXISTS (SELECT 1 FROM party_link AS seen"
    " LEFT JOIN asset AS thing ON thing.id = seen.asset_id"
    " WHERE seen.party_id = linked.party_id"
    f" AND coalesce(seen.case_id, thing.case_id) NOT IN ({HIDDEN_CASES}))"
)
HIDDEN_PARTY_REFERENCES = f"SELECT reference FROM party WHERE id IN ({HIDDEN_PARTIES})"
NOTHING = "0"


@dataclass(frozen=True, slots=True)
class Access:
    """Whose eyes a query reads with, on which day; `reports`: those of no case yet too."""

    user_id: int
    day: date
    sees: bool = True
    reports: bool = True

    @classmethod
    def of(cls, actor: Actor, day: date) -> Access:
        """The access of an actor; roles that give no sight of cases see nothing."""
        return cls(actor.id, day, not sees_nothing(actor), actor.has(*PROTECTED_READERS))

    @property
    def parameters(self) -> dict[str, object]:
        """What the texts of this file are executed with."""
        return {
            "access_user": self.user_id,
            "access_day": self.day.isoformat(),
            "access_reports": int(self.reports),
        }


def hides_cases(execute: Execute, access: Access) -> bool:
    """Whether there is any case that this user must not know of: mostly not, and then cheap."""
    return bool(execute(f"SELECT EXISTS ({HIDDEN_CASES})", access.parameters)[0][0])


def recuses(execute: Execute, access: Access) -> bool:
    """Whether there is a case in which this user stands aside: sums kept by state know no users."""
    return bool(execute(f"SELECT EXISTS ({RECUSED_CASES})", access.parameters)[0][0])


def in_known_case(column: str, *, null: bool = False) -> str:
    """The condition that a row's case is not hidden; `null`: rows without a case are known."""
    known = f"{column} NOT IN ({HIDDEN_CASES})"
    return f"({column} IS NULL OR {known})" if null else known


def is_known_party(column: str) -> str:
    """The condition that a party's key is not known from hidden cases alone."""
    return f"{column} NOT IN ({HIDDEN_PARTIES})"


def of_known_record(case: str, record: str) -> str:
    """The condition for what hangs on a case, or on a party: `record` is the party's reference."""
    return (
        f"({case} NOT IN ({HIDDEN_CASES}) OR ({case} IS NULL"
        f" AND {record} NOT IN ({HIDDEN_PARTY_REFERENCES})))"
    )

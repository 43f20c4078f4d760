"""What pickers of the window find beside the search, and the case through which a party is seen."""

from __future__ import annotations

from collections.abc import Sequence

from asset_recovery.persistence.access_sql import Access, Execute, in_known_case

_ACCOUNTS = "SELECT reference, kind, coalesce(bank, '') FROM bank_account ORDER BY reference"


def accounts(execute: Execute) -> Sequence[Sequence[object]]:
    """(reference, kind, bank) of the office's own accounts."""
    return execute(_ACCOUNTS, {})


def claims(execute: Execute, access: Access) -> Sequence[Sequence[object]]:
    """(reference, asset, its description) of claims and liens of known cases, the newest first."""
    query = (
        "SELECT DISTINCT made.reference, thing.reference, thing.description, made.id"
        " FROM event AS made JOIN event_asset AS link ON link.event_id = made.id"
        " JOIN asset AS thing ON thing.id = link.asset_id"
        " WHERE made.action IN ('file_claim', 'record_lien') AND made.reference IS NOT NULL"
        f" AND {in_known_case('thing.case_id')} ORDER BY made.id DESC"
    )
    return execute(query, access.parameters)


def case_of_party(execute: Execute, access: Access, party: int) -> str:
    """The reference of the first known case that names a party; empty where there is none."""
    query = (
        "SELECT named.reference FROM party_link AS link"
        " LEFT JOIN asset AS thing ON thing.id = link.asset_id"
        " JOIN case_record AS named ON named.id = coalesce(link.case_id, thing.case_id)"
        f" WHERE link.party_id = :party AND {in_known_case('named.id')}"
        " ORDER BY named.id LIMIT 1"
    )
    found = execute(query, {**access.parameters, "party": party})
    return str(found[0][0]) if found else ""

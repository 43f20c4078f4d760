"""A case read whole, as at one moment: the frozen rows that pages show and papers print."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.persistence.rows import Row
from asset_recovery.services.case_parts import (
    assets,
    custody,
    debts,
    distributions,
    dossier_parts,
    eu_shares,
    foreign,
    happenings,
    intelligence,
    journal_extract,
    learning,
    management,
    money,
    money_bar,
    office_work,
    operations,
    orders,
    ownership,
    papers,
    people,
    problems,
    quantities,
    sales,
    sharing,
    team,
)
from asset_recovery.services.case_parts.case_desk import CaseDesk, moment, open_desk
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.case_parts.requests import request_facts, requests

__all__ = ["Reading", "open_desk", "read_case_file", "request_facts", "whole_case"]


def read_case_file(reading: Reading, case: Row, *, with_journal: bool = True) -> CaseFile:
    """Everything of a case, from its own records.

    Facts in force on `reading.as_of`, as they were recorded by `reading.known_on`; `base_value`,
    `base_amount` and the money bar are in the currency of the case. The journal extract is left
    out without `with_journal`. Raises `NotFound` where the case was not yet on file then.
    """
    with _uninterrupted():
        return whole_case(open_desk(reading, case, with_journal=with_journal))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Facts hold no cycles; looking for some in a hundred thousand of them doubles the time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def whole_case(desk: CaseDesk) -> CaseFile:
    """The case file of a desk that is already open."""
    reading = desk.reading
    parties = people.party_facts(desk)
    return CaseFile(
        office=people.office_facts(desk),
        read_at=desk.read_at,
        read_by=desk.logins.get(reading.read_by, reading.read_by),
        head=journal_extract.journal_head(desk),
        case=people.case_facts(desk),
        as_of=reading.as_of,
        known_on=None if reading.known_on is None else moment(reading.known_on),
        money=money_bar.money_bar(desk),
        parties=parties,
        relations=people.relation_facts(desk, parties),
        assets=(*assets.asset_facts(desk), *sharing.linked_assets(desk)),
        orders=orders.order_facts(desk),
        filings=orders.filing_facts(desk),
        proceedings=orders.proceeding_facts(desk),
        operations=operations.operation_facts(desk),
        custody=(*assets.custody_facts(desk), *sharing.linked_custody(desk)),
        custody_files=custody.custody_files(desk),
        place_paths=custody.place_paths(desk),
        quantity_files=quantities.quantity_files(desk),
        valuations=(*assets.valuation_facts(desk), *sharing.linked_valuations(desk)),
        calculations=dossier_parts.kept_calculations(desk),
        access=dossier_parts.access_facts(desk),
        postings=(*money.posting_facts(desk), *sharing.linked_postings(desk)),
        sales=sales.sale_facts(desk),
        hearings=sales.hearing_facts(desk),
        claims=money.claim_facts(desk),
        notices=money.notice_facts(desk),
        distributions=money.distribution_facts(desk),
        victim_lists=distributions.victim_lists(desk),
        agreements=distributions.agreements(desk),
        sharing_rule=eu_shares.sharing_rule(desk),
        sharings=eu_shares.sharing_facts(desk),
        differences=distributions.differences(desk),
        liabilities=debts.liability_facts(desk),
        requests=requests(desk),
        foreign=foreign.foreign_records(desk),
        deadlines=office_work.deadline_facts(desk),
        decisions=office_work.decision_facts(desk),
        documents=office_work.document_facts(desk),
        notes=office_work.note_facts(desk),
        events=happenings.event_facts(desk),
        journal=journal_extract.journal_facts(desk),
        team=team.team_facts(desk),
        interests=team.interest_facts(desk),
        chains=ownership.chains(desk),
        patterns=learning.pattern_facts(desk),
        review=learning.review_facts(desk),
        intelligence=intelligence.intelligence(desk),
        management=management.management_facts(desk),
        papers=papers.paper_facts(desk),
        gap_decisions=papers.gap_decisions(desk),
        users=people.users(desk),
        problems=problems.problems(desk),
        totals=money_bar.value_totals(desk),
        total_kinds=money_bar.value_kinds(desk),
    )

"""Receipts that wait too long: which they are, and the list of them on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from asset_recovery.domain.bank_facts import ReceiptRow
from asset_recovery.domain.errors import NotPermitted, Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor, sees_nothing
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.journal_query import head_of
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.receipts_register import older_than
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection
from asset_recovery.services.ledger_service import LedgerService
from asset_recovery.services.looking import Look, OpenOffice, note_look

DAYS = "unidentified_receipt_age"


@dataclass(frozen=True, slots=True)
class ReceiptsReport:
    """Reads the queue; the age from which a receipt waits too long is a term of the law."""

    office: OpenOffice

    def overdue(self, actor: Actor) -> tuple[int, list[ReceiptRow]]:
        """The age in days, and every receipt that waits longer, the oldest first: none is cut."""
        if sees_nothing(actor):
            text = _("{user} does not see cases.").format(user=actor.name)
            raise NotPermitted(Reason("role_needed", text))
        today = self.office.today()
        with self.office.reading.connect() as connection:
            days = _days(connection, self.office)
            before = today - timedelta(days=days)
            reader = Reader(today, finder.setting(connection, "currency", "EUR"))
            found = older_than(connection, Access.of(actor, today), before, reader)
        return days, found

    def paper(self, actor: Actor, language: str, say: Callable[[str], str]) -> bytes:
        """The list as PDF; that it was printed is noted."""
        from asset_recovery.reports.account_paper import Head  # noqa: PLC0415
        from asset_recovery.reports.receipts_paper import compose_receipts  # noqa: PLC0415
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy

        days, rows = self.overdue(actor)
        aged = LedgerService(self.office).aged_receipts(actor)
        with self.office.reading.connect() as connection:
            marking = finder.setting(connection, "classification", "restricted")
            head = Head(
                office=finder.setting(connection, "name", ""),
                marking=say(marking.replace("_", " ").upper()),
                journal="{} {}".format(*head_of(connection)),
                user=actor.full_name or actor.name,
                generated=f"{datetime.fromisoformat(self.office.now()):%Y-%m-%d %H:%M} UTC",
                language=language,
            )
        content = render(compose_receipts(rows, aged, days, head, say))
        note_look(self.office, actor, None, Look(screen="receipts"), ("unidentified receipts",))
        return content


def _days(connection: Connection, office: OpenOffice) -> int:
    name = finder.setting(connection, "legal_system", "generic")
    rules: Rules = library_of(connection).rules(name)
    return int(Decimal(rules.parameter(DAYS, office.today()).value))

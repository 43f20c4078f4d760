"""Notices by publication: until when they run, and when one stands for a personal notification."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.case_actions import PublishNotice
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _

if TYPE_CHECKING:
    from asset_recovery.lifecycle.ask import Ask
    from asset_recovery.lifecycle.position import Position
    from asset_recovery.lifecycle.story import StoryEvent

TERM = "notice_online_days"
_FOR_A_SALE = ("sale", "seizure")


@dataclass(frozen=True, slots=True)
class Publication:
    """A published notice: its kind, its days, and why nobody could be told in person."""

    reference: str
    kind: str
    on: date
    until: date | None
    efforts: str | None = None

    def is_over(self, on: date) -> bool:
        """Whether its period has ended by that day; without an end it never does."""
        return self.until is not None and on > self.until


def publish(command: PublishNotice, position: Position, event: StoryEvent, on: date) -> None:
    """Keep the notice; its end was worked out by the law where nobody gave one."""
    given = event.facts.get("until")
    until = command.until or (date.fromisoformat(given) if isinstance(given, str) else None)
    position.case.notices[command.kind] = until
    made = Publication(event.reference or "", command.kind, on, until, command.reason)
    position.publications = (*position.publications, made)


def in_place_of_notification(position: Position) -> Publication | None:
    """The newest notice that stands for telling somebody who could not be found.

    It says what was tried before (its reason): without that a publication tells nobody.
    """
    found = [one for one in position.publications if one.kind in _FOR_A_SALE and one.efforts]
    return max(found, key=lambda one: one.on, default=None)


def heard_by_publication(ask: Ask, who: str) -> Iterator[Reason]:
    """Nobody was told in person: a published notice whose period is over stands in its place."""
    notice = in_place_of_notification(ask.position)
    if notice is None:
        yield Reason(
            "owner_not_heard",
            _("{party} was not notified of the proposed sale.").format(
                party=ask.position.called(who)
            ),
            "notify_owner",
        )
    elif not notice.is_over(ask.on):
        yield Reason(
            "hearing_period_running",
            _("The notice published on {date} runs until {until}.").format(
                date=notice.on, until=notice.until or _("an end that is not on file")
            ),
            "record_hearing",
        )

"""Figures are published: read once more, kept whole with their hash and the entry they stand on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asset_recovery.domain.actions import statistics_actions as s
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.progress import SilentProgress
from asset_recovery.domain.statistics_facts import MOVEMENT, Period
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.queries.statistics_query import cases_known, snapshots
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.movement_reading import movement_table
from asset_recovery.services.office_events import keep_office_event
from asset_recovery.services.snapshots import digest_of, newest, written
from asset_recovery.services.work import Work


def publish_snapshot(work: Work, command: s.PublishSnapshot) -> None:
    """Freeze the figures of a period that has ended, or of the days of it that are over."""
    work.permit("publish_snapshot", None)
    period = Period.parse(command.period)
    if period.first > command.on:
        raise ValidationFailed(
            Reason("date_order", _("The period had not begun on that day."), field="period")
        )
    connection = work.unit.connection
    earlier = newest(snapshots(connection), period, command.shape)
    if earlier is not None and not command.reason:
        text = _("{snapshot} was published for this period: say why the figures are revised.")
        raise ValidationFailed(
            Reason("field_missing", text.format(snapshot=earlier.reference), field="reason")
        )
    access = Access.of(work.actor, work.today)
    reading = Reading(
        connection=connection,
        rates=work.rates,
        base_currency=work.base_currency,
        today=work.today,
        now=work.unit.now,
        read_by=work.actor.name,
        calendar=Calendar(finder.setting(connection, "country")),
        access=access,
        chains=False,
    )
    cases = cases_known(executor(connection), access)
    figures = _figures(reading, cases, period, command.shape)
    facts = {
        "period": str(period),
        "shape": command.shape,
        "entry": work.unit.next_seq - 1,
        "known_on": work.unit.now,
        "hash": digest_of(str(period), command.shape, figures),
        "figures": figures,
        "revises": None if earlier is None else earlier.reference,
    }
    reference = work.number("snapshot", command.snapshot)
    keep_office_event(work, command, command.on.isoformat(), facts, reference)


def _figures(reading: Reading, cases: list[str], period: Period, shape: str) -> dict[str, Any]:
    """The figures of a return as they are kept."""
    if shape == MOVEMENT:
        return written(movement_table(reading, cases, period, SilentProgress()))
    from asset_recovery.services.returns_service import (  # noqa: PLC0415 - above this room
        return_table,
    )
    from asset_recovery.services.returns_service import written as written_return  # noqa: PLC0415

    return written_return(return_table(reading, cases, period, shape, SilentProgress()))


HANDLERS: dict[type[Action], Callable[..., None]] = {s.PublishSnapshot: publish_snapshot}

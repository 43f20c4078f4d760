"""Requests as the engine sees them: their events read through one connection and told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from asset_recovery.lifecycle.figures.look_ups import public_holidays
from asset_recovery.lifecycle.figures.working_days import WorkingDays
from asset_recovery.lifecycle.foreign_position import InboundPosition
from asset_recovery.lifecycle.request_position import RequestPosition
from asset_recovery.lifecycle.request_story import tell
from asset_recovery.lifecycle.story import StoryEvent
from asset_recovery.persistence.queries.request_query import events_of_request
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.store import Connection


def start_of(row: Mapping[str, Any]) -> RequestPosition:
    """The empty position in which the story of a request begins."""
    return RequestPosition(
        reference=str(row["reference"]),
        direction=str(row["direction"]),
        country=str(row["country"]),
        form=str(row["form"]),
        assets=tuple(str(one) for one in json.loads(row["assets"])),
    )


def told(row: Mapping[str, Any], events: Iterable[StoryEvent]) -> RequestPosition:
    """The request after these events."""
    return tell(start_of(row), events)


def request_position(
    connection: Connection, stories: Stories, row: Mapping[str, Any]
) -> RequestPosition:
    """The request as it stands now."""
    names = [str(row["reference"])]
    rows = events_of_request(connection, dict(row))
    return told(row, [stories.story_event(event, names) for event in rows])


def working_days(connection: Connection, row: Mapping[str, Any]) -> WorkingDays:
    """The working days that count: of the State that must act."""
    own = finder.setting(connection, "country", "")
    country = str(row["country"]) if str(row["direction"]).startswith("out") else own
    return WorkingDays(of_year=lambda year: public_holidays(country, year) if country else ())


def as_inbound(request: RequestPosition) -> InboundPosition:
    """What an asset that comes under the request is told of it."""
    check = request.last_check
    return InboundPosition(
        request=request.reference,
        country=request.country,
        form=request.form,
        received_on=request.received_on,
        amount=request.amount,
        paid_elsewhere=request.paid_elsewhere,
        victim=request.victim,
        fit=None if check is None else check.passes,
        missing=() if check is None else check.missing,
        withdrawn_on=request.withdrawn_on,
    )

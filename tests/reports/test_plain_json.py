"""Records as JSON text: what the library says of their dictionaries, to the letter."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest

from asset_recovery.domain.money import Money
from asset_recovery.reports.plain_json import plain_json


class Colour(StrEnum):
    RED = "red"


class Rank(IntEnum):
    FIRST = 1


@dataclass(frozen=True)
class Empty:
    pass


@dataclass(frozen=True)
class One:
    only: object = None


@dataclass(frozen=True)
class Whole:
    text: str = 'a "quoted" \\ name\n深圳 łøþ \U0001f600'
    colour: Colour = Colour.RED
    rank: Rank = Rank.FIRST
    yes: bool = True
    number: int = -7
    share: float = 0.25
    exact: Decimal = Decimal("1.50")
    day: date = date(2026, 11, 24)
    moment: datetime = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
    nothing: None = None
    money: Money = Money(125, "EUR")
    many: tuple[object, ...] = (One(One(3)), Empty(), (), [One("x")], True)
    named: dict[str, object] = field(
        default_factory=lambda: {"z": One(date(2026, 1, 2)), "a": [Money(1, "USD")], "%s": {}}
    )


@pytest.mark.parametrize("record", [Whole(), One(), Empty(), One(Whole(many=()))])
def test_a_record_is_written_as_the_library_writes_its_dictionary(record: object) -> None:
    wanted = json.dumps(asdict(record), sort_keys=True, default=str)  # type: ignore[call-overload]
    assert plain_json(record) == wanted

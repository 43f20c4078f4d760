"""A seeded sample for physical verification: the largest in full, then random within strata."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact, printed
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import Input, Kind, Values, optional, share

_STRATA = "4"


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that can be drawn, and its value."""

    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Stratum:
    """Things of like value and which of them were drawn; `name` is "full" or a number from 1."""

    name: str
    items: tuple[Item, ...]
    drawn: tuple[Item, ...]


def _lot(seed: str, item: Item) -> bytes:
    """The place of an item in the draw: the same for ever, on every machine."""
    return hashlib.sha256(f"{seed}\x00{item.name}".encode()).digest()


def _cut(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """`count` neighbouring groups whose sizes differ by one at most, larger groups first."""
    size, more = divmod(len(items), count)
    groups, start = [], 0
    for index in range(count):
        end = start + size + (index < more)
        groups.append(items[start:end])
        start = end
    return groups


@exact
def draw(
    items: Sequence[Item],
    size: int,
    seed: str,
    always_above: Decimal | None = None,
    strata: int = 4,
) -> tuple[Stratum, ...]:
    """Everything worth more than `always_above`, then at random to `size` from equal-count strata.

    Strata go from the largest values down; the same items and seed give the same sample. More
    than `size` are drawn only where the first group alone is larger.
    """
    ranked = sorted(items, key=lambda item: (-item.value, item.name))
    first = [item for item in ranked if always_above is not None and item.value > always_above]
    rest = ranked[len(first) :]
    found = [Stratum("full", tuple(first), tuple(first))] if first else []
    left = min(max(size - len(first), 0), len(rest))
    count = min(strata, len(rest))
    if not count:
        return tuple(found)
    take, more = divmod(left, count)
    for index, group in enumerate(_cut(rest, count)):
        lots = sorted(group, key=lambda item: _lot(seed, item))
        chosen = set(lots[: take + (index < more)])
        drawn = tuple(item for item in group if item in chosen)
        found.append(Stratum(str(index + 1), tuple(group), drawn))
    return tuple(found)


def _size(values: Values, count: int) -> int:
    if values.has("size") and values.has("share"):
        raise invalid("share", _("Give either size or share, not both."))
    if values.has("share"):
        part = values.number("share") * count
        return int(part.to_integral_value(ROUND_CEILING))
    if not values.has("size"):
        raise invalid("size", _("size is missing (or share)."), "field_missing")
    size = values.whole("size")
    if size > count:
        raise invalid(
            "size", _("{size} cannot be drawn from {count} items.").format(size=size, count=count)
        )
    return size


def _run(values: Values, look_up: LookUps) -> Outputs:
    rows = values.rows("items")
    items = [Item(row.text("item"), row.number("value")) for row in rows]
    seen: set[str] = set()
    for row, item in zip(rows, items, strict=True):
        if item.name in seen:
            raise invalid(
                row.at("item"), _("{name} stands in the list twice.").format(name=item.name)
            )
        seen.add(item.name)
    size, seed = _size(values, len(items)), values.text("seed")
    above = values.number("always_above") if values.has("always_above") else None
    found = draw(items, size, seed, above, values.whole("strata"))
    chosen = [item.name for stratum in found for item in stratum.drawn]
    return {
        "sample": chosen,
        "strata": [_stratum(stratum) for stratum in found],
        "seed": seed,
        "explanation": [
            _("{size} asked for of {count}; seed {seed}.").format(
                size=size, count=len(items), seed=seed
            ),
            *(
                _("Stratum {name}: {drawn} of {count} drawn.").format(
                    name=stratum.name, drawn=len(stratum.drawn), count=len(stratum.items)
                )
                for stratum in found
            ),
            _("{count} drawn.").format(count=len(chosen)),
        ],
    }


def _stratum(stratum: Stratum) -> dict[str, object]:
    return {
        "stratum": stratum.name,
        "from": printed(stratum.items[-1].value),
        "to": printed(stratum.items[0].value),
        "count": len(stratum.items),
        "drawn": [item.name for item in stratum.drawn],
    }


FIGURE = Figure(
    name="sample",
    title=N_("Sample for verification"),
    formula=N_(
        "Everything above the threshold, then from strata of equal count by the order of "
        "SHA-256(seed, item)."
    ),
    inputs=(
        Input(
            name="items",
            kind=Kind.ROW,
            many=True,
            fields=(
                Input(name="item", kind=Kind.TEXT),
                Input(name="value", kind=Kind.NUMBER, lowest="0"),
            ),
        ),
        optional("size", Kind.WHOLE, lowest="0"),
        share("share", required=False),
        Input(name="seed", kind=Kind.TEXT),
        optional("always_above", Kind.NUMBER, lowest="0"),
        optional("strata", Kind.WHOLE, _STRATA, lowest="1", highest="100"),
    ),
    run=_run,
)

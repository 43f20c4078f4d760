"""Victims' compensation: classes in turn, in proportion to the losses, never beyond loss or cap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import largest_remainder
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import (
    CURRENCY,
    Input,
    Kind,
    Values,
    amount,
    optional,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A proven loss. Class 1 is paid before class 2; `cap` (None: the loss) is never exceeded."""

    reference: str
    loss: Money
    priority: int = 1
    cap: Money | None = None

    def limit(self) -> int:
        """The most that may be paid, in minor units."""
        return self.loss.minor if self.cap is None else min(self.loss.minor, self.cap.minor)


def compensate(pool: Money, claims: Sequence[Claim]) -> tuple[Money, ...]:
    """What each claim receives, in the order given; together never more than `pool`."""
    left, paid = pool.minor, [0] * len(claims)
    for priority in sorted({claim.priority for claim in claims}):
        places = [index for index, claim in enumerate(claims) if claim.priority == priority]
        parts = _within_class(left, [claims[index] for index in places])
        for index, part in zip(places, parts, strict=True):
            paid[index] = part
        left -= sum(parts)
    return tuple(Money(part, pool.currency) for part in paid)


def _within_class(available: int, claims: Sequence[Claim]) -> list[int]:
    """Pro rata by loss; who reaches the limit is fixed there and frees the rest for the others."""
    limits = [claim.limit() for claim in claims]
    if available >= sum(limits):
        return limits
    # Too little for all limits, so at least one claim stays below its limit in every round.
    paid = [0] * len(claims)
    still = [index for index, limit in enumerate(limits) if limit]
    while True:
        losses = sum(claims[index].loss.minor for index in still)
        full = [i for i in still if available * claims[i].loss.minor >= limits[i] * losses]
        if not full:
            break
        for index in full:
            paid[index] = limits[index]
        available -= sum(limits[index] for index in full)
        reached = set(full)
        still = [index for index in still if index not in reached]
    parts = largest_remainder(available, [Fraction(claims[i].loss.minor) for i in still])
    for index, part in zip(still, parts, strict=True):
        paid[index] = part
    return paid


def _claims(values: Values) -> list[Claim]:
    given = values.amounts_or_rows("claims")
    caps, classes = _parallel(values, "caps", len(given)), _parallel(values, "classes", len(given))
    claims = [
        _claim(one, index, caps[index], classes[index], values) for index, one in enumerate(given)
    ]
    names = set()
    for index, claim in enumerate(claims):
        if claim.reference in names:
            raise invalid(
                f"claims[{index}].claim",
                _("{reference} stands there twice.").format(reference=claim.reference),
            )
        names.add(claim.reference)
    return claims


def _parallel(values: Values, name: str, count: int) -> tuple[object, ...]:
    if not values.has(name):
        return (None,) * count
    found = values.values(name)
    if len(found) != count:
        raise invalid(
            name,
            _("{name} has {found} members for {count} claims.").format(
                name=name, found=len(found), count=count
            ),
        )
    return found


def _claim(one: Money | Values, index: int, cap: object, rank: object, values: Values) -> Claim:
    if isinstance(one, Money):
        reference, loss = str(index + 1), one
    else:
        reference, loss = one.text("claim"), one.money("loss")
        for name, beside in (("cap", cap), ("class", rank)):
            if one.has(name) and beside is not None:
                raise invalid(
                    one.at(name),
                    _("{name} is given twice for {reference}.").format(
                        name=name, reference=reference
                    ),
                )
        cap = one.money("cap") if one.has("cap") else cap
        rank = one.whole("class") if one.has("class") else rank
    return Claim(
        reference,
        loss,
        rank if isinstance(rank, int) else 1,
        cap if isinstance(cap, Money) else None,
    )


def _run(values: Values, look_up: LookUps) -> Outputs:
    pool, claims = values.money("pool"), _claims(values)
    paid = compensate(pool, claims)
    surplus = pool - Money.total(paid, pool.currency)
    steps = []
    for priority in sorted({claim.priority for claim in claims}):
        inside = [(c, p) for c, p in zip(claims, paid, strict=True) if c.priority == priority]
        steps.append(
            _("Class {priority}: losses {losses}, paid {paid}.").format(
                priority=priority,
                losses=Money.total((c.loss for c, _p in inside), pool.currency).display(),
                paid=Money.total((p for _c, p in inside), pool.currency).display(),
            )
        )
    return {
        "payments": [
            {"claim": claim.reference, "amount": part.amount}
            for claim, part in zip(claims, paid, strict=True)
        ],
        "surplus": surplus.amount,
        "explanation": [
            _("Pool: {pool}.").format(pool=pool.display()),
            *steps,
            _("Surplus: {surplus}.").format(surplus=surplus.display()),
        ],
    }


FIGURE = Figure(
    name="victims",
    title=N_("Victims' compensation"),
    formula=N_(
        "Class by class, in proportion to the losses by largest remainder; what a cap or a paid "
        "loss frees goes to the others of the class."
    ),
    inputs=(
        CURRENCY,
        amount("pool"),
        Input(
            name="claims",
            kind=Kind.AMOUNT_OR_ROW,
            many=True,
            fields=(
                Input(name="claim", kind=Kind.TEXT),
                amount("loss"),
                optional("class", Kind.WHOLE, lowest="1", highest="999"),
                optional("cap", Kind.AMOUNT),
            ),
        ),
        optional("caps", Kind.AMOUNT, many=True, unset=True),
        optional("classes", Kind.WHOLE, many=True, unset=True, lowest="1", highest="999"),
    ),
    run=_run,
)

"""Net proceeds: the waterfall from the gross price through the ranks to the remainder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact, printed
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import (
    CURRENCY,
    Input,
    Kind,
    Values,
    amount,
    optional,
    share,
)
from asset_recovery.lifecycle.figures.splitting import split

_CLASSES = code_list("cost_classes").codes
RANKS: Mapping[str, int] = MappingProxyType(
    {code.code: code.rank or code.place + 1 for code in _CLASSES.values()}
)


@dataclass(frozen=True, slots=True)
class Deduction:
    """What comes off the gross price: its class, amount, own rank (None: the class's), label."""

    kind: str
    amount: Money
    rank: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A deduction in its place, with the balance left after it (negative once nothing is left)."""

    kind: str
    rank: int
    amount: Money
    balance: Money
    label: str = ""


@dataclass(frozen=True, slots=True)
class NetProceeds:
    """The waterfall. `net` keeps its sign; `remainder` is what is left after third parties."""

    gross: Money
    lines: tuple[Line, ...]
    net: Money
    shortfall: Money
    third_parties: tuple[tuple[str, Money], ...]
    remainder: Money


@exact
def waterfall(
    gross: Money,
    deductions: Sequence[Deduction],
    shares: Sequence[tuple[str, Decimal]] = (),
    ranks: Mapping[str, int] = RANKS,
) -> NetProceeds:
    """Deduct by rank, within a rank in the order given; then the shares of third parties.

    `shares` are parts of a positive net (together at most 1, else `shares_do_not_sum`). Amounts
    of another currency: `currency_mismatch`. An unknown class without rank: `field_invalid`.
    """
    ranked = sorted(
        ((_rank(one, ranks), one) for one in deductions),
        key=lambda pair: pair[0],
    )
    balance, lines = gross, []
    for rank, one in ranked:
        balance = balance - one.amount
        lines.append(Line(one.kind, rank, one.amount, balance, one.label))
    zero = Money.zero(gross.currency)
    third_parties = _third_parties(max(balance, zero), shares)
    paid = Money.total((part for _to, part in third_parties), gross.currency)
    return NetProceeds(
        gross=gross,
        lines=tuple(lines),
        net=balance,
        shortfall=max(-balance, zero),
        third_parties=third_parties,
        remainder=max(balance, zero) - paid,
    )


def _rank(one: Deduction, ranks: Mapping[str, int]) -> int:
    if one.rank is not None:
        return one.rank
    if one.kind not in ranks:
        raise invalid(
            "deductions",
            _("{kind!r} has no rank. Known: {ranks}.").format(
                kind=one.kind, ranks=", ".join(ranks)
            ),
        )
    return ranks[one.kind]


def _third_parties(
    net: Money, shares: Sequence[tuple[str, Decimal]]
) -> tuple[tuple[str, Money], ...]:
    """Each share rounded once; a complete division, or one that would overdraw, is split."""
    whole = sum((part for _to, part in shares), Decimal(0))
    if whole > 1 or any(part < 0 for _to, part in shares):
        raise invalid(
            "third_party_shares",
            _("The shares of third parties add up to {whole}; at most 1 can be given.").format(
                whole=printed(whole)
            ),
            "shares_do_not_sum",
        )
    amounts = [Money.from_decimal(net.decimal * part, net.currency) for _to, part in shares]
    if shares and (whole == 1 or Money.total(amounts, net.currency) > net):
        amounts = list(split(net, weights=[*(part for _to, part in shares), 1 - whole]))
    return tuple((to, part) for (to, _share), part in zip(shares, amounts, strict=False))


def _run(values: Values, look_up: LookUps) -> Outputs:
    found = waterfall(
        values.money("gross"),
        [
            Deduction(
                row.text("class"),
                row.money("amount"),
                row.whole("rank") if row.has("rank") else None,
                row.text("label") if row.has("label") else "",
            )
            for row in values.rows("deductions")
        ],
        [(row.text("to"), row.number("share")) for row in values.rows("third_party_shares")],
    )
    return {
        "net": found.net.amount,
        "shortfall": found.shortfall.amount,
        "lines": [_line(line) for line in found.lines],
        "third_parties": [{"to": to, "amount": part.amount} for to, part in found.third_parties],
        "remainder": found.remainder.amount,
        "explanation": _steps(found),
    }


def _line(line: Line) -> dict[str, object]:
    shown: dict[str, object] = {
        "class": line.kind,
        "rank": line.rank,
        "amount": line.amount.amount,
        "balance": line.balance.amount,
    }
    return {**shown, "label": line.label} if line.label else shown


def _class_label(kind: str) -> str:
    return _(_CLASSES[kind].label) if kind in _CLASSES else kind


def _steps(found: NetProceeds) -> list[str]:
    steps = [_("Gross: {amount}.").format(amount=found.gross.display())]
    for line in found.lines:
        steps.append(
            _("Rank {rank}, {name}: − {amount}, leaves {balance}.").format(
                rank=line.rank,
                name=line.label or _class_label(line.kind),
                amount=line.amount.display(),
                balance=line.balance.display(),
            )
        )
    steps.append(_("Net: {amount}.").format(amount=found.net.display()))
    if not found.shortfall.is_zero:
        steps.append(_("Shortfall: {amount}.").format(amount=found.shortfall.display()))
    for to, part in found.third_parties:
        steps.append(_("To {to}: {amount}.").format(to=to, amount=part.display()))
    steps.append(_("Remainder: {amount}.").format(amount=found.remainder.display()))
    return steps


FIGURE = Figure(
    name="net_proceeds",
    title=N_("Net proceeds"),
    formula=N_(
        "Net = gross − deductions, by rank; third parties' shares come from a positive net."
    ),
    inputs=(
        CURRENCY,
        amount("gross"),
        Input(
            name="deductions",
            kind=Kind.ROW,
            many=True,
            fields=(
                Input(name="class", kind=Kind.CHOICE, choices=tuple(RANKS)),
                amount("amount"),
                optional("rank", Kind.WHOLE, lowest="1", highest="999"),
                optional("label", Kind.TEXT),
            ),
        ),
        optional(
            "third_party_shares",
            Kind.ROW,
            many=True,
            fields=(Input(name="to", kind=Kind.TEXT), share("share")),
        ),
    ),
    run=_run,
)

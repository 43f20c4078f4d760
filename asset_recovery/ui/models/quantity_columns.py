"""Columns of the quantity ledger: statement, addresses, counts, keys, values, wallets."""

from __future__ import annotations

from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.chains import shown_quantity
from asset_recovery.domain.quantity_facts import (
    CountLine,
    KeyCustodyFacts,
    QuantityLine,
)
from asset_recovery.domain.wallet_facts import WalletLine
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column


def number(value: Decimal | None, *, signed: bool = False) -> str:
    """A quantity as it is, with a sign where it is a change."""
    if value is None:
        return ""
    text = shown_quantity(value)
    return f"+{text}" if signed and value > 0 else text


def short(text: str | None) -> str:
    """An address or a transaction number that fits a column: its beginning and its end."""
    shown = words.visible(text or "")
    return shown if len(shown) <= 22 else f"{shown[:10]}…{shown[-8:]}"


def event(line: QuantityLine) -> str:
    """What a line is, in words."""
    if line.event == "fee":
        return _("Network fee")
    if code_lists.accepts("quantity_events", line.event):
        return words.of("quantity_events", line.event)
    return words.code(line.event)


def _where(line: QuantityLine) -> str:
    ends = [short(one) for one in (line.from_address, line.to_address)]
    return " → ".join(ends) if all(ends) else ("→ " if ends[1] else "") + "".join(ends)


def _proof(line: QuantityLine) -> str:
    block = _("block {block}").format(block=line.block) if line.block else ""
    return " · ".join(filter(None, (short(line.txid), block)))


def count_state(one: CountLine | None) -> tuple[str, str]:
    """(what a count says, its tone)."""
    if one is None:
        return _("not counted"), "attention"
    if one.within_tolerance:
        return _("agrees"), "good"
    if one.explanation:
        return _("explained"), "plain"
    return _("differs by {difference}").format(
        difference=number(one.difference, signed=True)
    ), "bad"


def chain(code: str) -> str:
    """A chain in words."""
    return code_lists.label("chains", code) if code in code_lists.choices("chains") else code


def _holders(one: KeyCustodyFacts) -> str:
    return ", ".join(f"{role}: {person}" for role, person in one.holders)


def _checked(one: KeyCustodyFacts) -> str:
    if one.checked_on is None:
        return _("not checked yet")
    state = _("whole") if one.seal_intact else _("not whole")
    return f"{words.day(one.checked_on)}, {state}"


STATEMENT = (
    Column("on", N_("Date"), lambda q: words.day(q.on), look="second", width=104),
    Column("event", N_("Event"), event, width=116),
    Column("change", N_("Change"), lambda q: number(q.change, signed=True), right=True, width=150),
    Column("where", N_("From → to"), _where, width=0),
    Column("proof", N_("Transaction"), _proof, look="second", width=224),
    Column("total", N_("In all"), lambda q: number(q.total), right=True, look="strong", width=150),
)
ADDRESSES = (
    Column("address", N_("Address"), lambda a: words.visible(a.address or _("not told")), width=0),
    Column("own", N_("Wallet"), lambda a: words.visible(a.own or ""), width=130),
    Column("chain", N_("Chain"), lambda a: chain(a.chain), look="second", width=110),
    Column("balance", N_("Ledger"), lambda a: number(a.balance), right=True, look="strong",
           width=160),
    Column("count", N_("Last count"), lambda a: count_state(a.count)[0], look="tag",
           tone=lambda a: count_state(a.count)[1], width=170),
)  # fmt: skip
COUNTS = (
    Column("on", N_("Date"), lambda c: words.day(c.on), look="second", width=104),
    Column("address", N_("Address"), lambda c: short(c.address) or _("in all"), width=176),
    Column("block", N_("Block"), lambda c: words.visible(c.block or ""), width=90),
    Column("balance", N_("Counted"), lambda c: number(c.balance), right=True, width=140),
    Column("ledger", N_("Ledger"), lambda c: number(c.ledger), right=True, width=140),
    Column("state", N_("Result"), lambda c: count_state(c)[0], look="tag",
           tone=lambda c: count_state(c)[1], width=160),
    Column("by", N_("By"), lambda c: words.visible(", ".join(c.by)), look="second", width=0),
)  # fmt: skip
KEYS = (
    Column("envelope", N_("Envelope"), lambda k: words.visible(k.envelope), width=110),
    Column("storage", N_("Where"), lambda k: words.visible(k.storage), width=130),
    Column("scheme", N_("Scheme"), lambda k: words.visible(k.scheme), width=80),
    Column("holders", N_("Holders"), lambda k: words.visible(_holders(k)), width=0),
    Column("seal", N_("Seal"), lambda k: words.visible(k.seal or ""), look="second", width=90),
    Column("checked", N_("Last checked"), _checked, look="tag", width=190,
           tone=lambda k: {None: "attention", True: "good", False: "bad"}[k.seal_intact]),
)  # fmt: skip
MARKS = (
    Column("on", N_("Date"), lambda m: words.day(m.on), look="second", width=104),
    Column("when", N_("When"), lambda m: words.visible(m.when), width=130),
    Column("quantity", N_("Quantity"), lambda m: number(m.quantity), right=True, width=120),
    Column("price", N_("Price"), lambda m: m.price or "", right=True, width=130),
    Column("product", N_("Quantity × price"), lambda m: m.product or "", right=True, width=170),
    Column("value", N_("Value on file"), lambda m: m.value, right=True, look="strong", width=150),
    Column("source", N_("Source, method, time (UTC)"),
           lambda m: words.visible(" · ".join(filter(None, (m.source, m.method, m.at)))), width=0),
)  # fmt: skip
WALLETS = (
    Column("wallet", N_("Wallet"), lambda w: words.visible(w.reference), width=150),
    Column("address", N_("Address"), lambda w: words.visible(w.address or _("not told")), width=0),
    Column("chain", N_("Chain"), lambda w: chain(w.chain), look="second", width=100),
    Column("asset", N_("Asset"), lambda w: words.visible(w.asset or _("empty")), width=150),
    Column("balance", N_("Ledger"), lambda w: f"{number(w.balance)} {w.unit}".strip(), right=True,
           look="strong", width=160),
    Column("counted", N_("Last count"), lambda w: words.day(w.counted_on), look="second",
           width=104),
    Column("state", N_("State"), lambda w: wallet_state(w)[0], look="tag",
           tone=lambda w: wallet_state(w)[1], width=150),
    Column("keys", N_("Keys"), lambda w: str(w.keys or ""), right=True, width=60),
)  # fmt: skip


def wallet_state(one: WalletLine) -> tuple[str, str]:
    """Whether what stands at a wallet was counted, and agrees."""
    if one.asset is None:
        return _("nothing there"), "plain"
    if one.difference is not None:
        return _("differs by {difference}").format(
            difference=number(one.difference, signed=True)
        ), "bad"
    return (_("agrees"), "good") if one.counted_on else (_("not counted"), "attention")

"""QTY-01 statement of quantity, QTY-02 reconciliation sheet, QTY-03 record of key custody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.chains import UNTOLD, Spot, caip2, shown_quantity, spot_of
from asset_recovery.domain.quantity_facts import (
    AddressLine,
    CountLine,
    KeyCustodyFacts,
    QuantityFile,
    QuantityLine,
)
from asset_recovery.lifecycle.holdings import running
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

STEPS = {"sealed": "Sealed", "whole": "Seal whole", "broken": "Seal not whole",
         "moved": "Handed over"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuantityPaper:
    """What the three papers are made from: an asset in its case, with its ledger."""

    file: CaseFile
    asset: AssetFacts
    ledger: QuantityFile
    profile: Profile
    language: str
    translate: Callable[[str], str]

    @property
    def desk(self) -> Desk:
        """Words, dates and names as the paper says them."""
        return Desk(self.file, self.profile, self.language, self.translate)

    def amount(self, value: Decimal, *, signed: bool = False) -> str:
        """A quantity in the unit of the asset."""
        text = shown_quantity(value)
        return f"+{text}" if signed and value > 0 else text


def compose_quantity(work: QuantityPaper) -> Paper:
    """QTY-01: every line of the ledger with what it left in all, then address by address."""
    _, ledger = work.translate, work.ledger
    sections = [
        Section("1", _("Quantity"), (Facts(_head(work)),)),
        Section("2", _("Balances by address"), (_addresses(work),)),
        Section("3", _("Statement"), (_statement(work, ledger.lines),)),
        Section("4", _("Running balance of each address"), tuple(_running(work))),
        Section("5", _("Values of the quantity"), (_marks(work),)),
    ]
    title = _("Statement of quantity")
    return _paper(work, "QTY-01", title, tuple(sections), "")


def _head(work: QuantityPaper) -> tuple[tuple[str, str], ...]:
    _, ledger, desk = work.translate, work.ledger, work.desk
    return (
        (_("There is"), f"{work.amount(ledger.total)} {ledger.unit}"),
        (_("Registered with"), f"{work.amount(ledger.opening)} {ledger.unit}"),
        (_("Last count"), desk.day(ledger.counted_on) if ledger.counted_on
         else _("not counted as at {day}").format(day=desk.day(desk.as_at))),
    )  # fmt: skip


def _addresses(work: QuantityPaper) -> Table:
    _, desk = work.translate, work.desk
    rows = tuple(
        (
            _address(work, one),
            one.own or DASH,
            _chain(work, one.chain),
            work.amount(one.balance),
            _count_words(work, one.count),
        )
        for one in work.ledger.addresses
    )
    columns = (("address", _("Address"), 4.0), ("own", _("Wallet"), 1.4),
               ("chain", _("Chain"), 1.8), ("balance", _("Ledger"), 1.8),
               ("count", _("Last count"), 2.0))  # fmt: skip
    return desk.table("addresses", columns, rows)


def _address(work: QuantityPaper, one: AddressLine) -> str:
    _ = work.translate
    told = one.address or _("at no address that was told")
    return f"{told}\n{one.check}" if one.check else told


def _chain(work: QuantityPaper, chain: str) -> str:
    name = work.desk.coded("chains", chain) if chain else DASH
    known = caip2(chain)
    return f"{name}\n{known}" if known and known != name else name


def _count_words(work: QuantityPaper, one: CountLine | None) -> str:
    _ = work.translate
    if one is None:
        return _("not counted")
    day = work.desk.day(one.on)
    if one.within_tolerance:
        return _("{day}: agrees").format(day=day)
    return _("{day}: differs by {difference}").format(
        day=day, difference=work.amount(one.difference, signed=True)
    )


def _statement(work: QuantityPaper, lines: Sequence[QuantityLine]) -> Table:
    _, desk = work.translate, work.desk
    rows = tuple(
        (
            desk.day(one.on),
            _event(work, one),
            work.amount(one.change, signed=True) if one.change else
            _("moved {quantity}").format(quantity=work.amount(one.quantity)),
            " → ".join(filter(None, (one.from_address, one.to_address))) or DASH,
            "\n".join(filter(None, (one.txid, _block(work, one.block), one.at))) or DASH,
            work.amount(one.total),
        )
        for one in lines
    )  # fmt: skip
    columns = (("on", _("Date"), 1.3), ("event", _("Event"), 1.4), ("change", _("Change"), 1.7),
               ("where", _("From → to"), 3.4), ("proof", _("Transaction, block, time"), 3.0),
               ("total", _("In all"), 1.7))  # fmt: skip
    return desk.table(
        "quantity", columns, rows,
        empty=_("Nothing has changed since the asset was registered."),
    )  # fmt: skip


def _event(work: QuantityPaper, line: QuantityLine) -> str:
    _ = work.translate
    if line.event == "fee":
        return _("Network fee")
    told = work.desk.coded("quantity_events", line.event)
    note = work.desk.prose(line.note)
    return f"{told}\n{note}" if note else told


def _block(work: QuantityPaper, block: str | None) -> str:
    return work.translate("block {block}").format(block=block) if block else ""


def _running(work: QuantityPaper) -> list[Block]:
    """One table an address: its lines with what they left there."""
    _, desk, ledger = work.translate, work.desk, work.ledger
    after = list(running(list(ledger.lines), ledger.opening))
    blocks: list[Block] = []
    for line in ledger.addresses:
        spot = _spot(work, line)
        rows, before = [], Decimal(0) if spot != UNTOLD else ledger.opening
        for one, balances in zip(ledger.lines, after, strict=True):
            now = balances.get(spot, Decimal(0))
            if now != before:
                change = work.amount(now - before, signed=True)
                rows.append((desk.day(one.on), _event(work, one), change, work.amount(now)))
            before = now
        columns = (("on", _("Date"), 1.3), ("event", _("Event"), 3.4), ("change", _("Change"), 2.0),
                   ("total", _("Balance"), 2.0))  # fmt: skip
        told = _("No line moved this balance.")
        title = line.address or _("At no address that was told")
        blocks.append(Text(title, "small"))
        blocks.append(desk.table("running", columns, tuple(rows), empty=told))
    return blocks


def _spot(work: QuantityPaper, line: AddressLine) -> Spot:
    if line.address is None:
        return UNTOLD
    return spot_of(line.address, work.ledger.unit, line.chain or None)


def _marks(work: QuantityPaper) -> Table:
    _, desk = work.translate, work.desk
    rows = tuple(
        (
            desk.day(one.on),
            one.when,
            "" if one.quantity is None else work.amount(one.quantity),
            one.price or DASH,
            one.product or DASH,
            one.value,
            " · ".join(filter(None, (one.source, one.method, one.at))) or desk.not_known,
        )
        for one in work.ledger.marks
    )
    columns = (("on", _("Date"), 1.3), ("when", _("When"), 1.5), ("quantity", _("Quantity"), 1.4),
               ("price", _("Price"), 1.5), ("product", _("Quantity × price"), 1.8),
               ("value", _("Value on file"), 1.7),
               ("source", _("Source, method, time (UTC)"), 2.4))  # fmt: skip
    return desk.table("marks", columns, rows, empty=_("No price is on file."))


def compose_reconciliation(work: QuantityPaper) -> Paper:
    """QTY-02: ledger against chain, address by address; two persons sign."""
    _, desk, ledger = work.translate, work.desk, work.ledger
    rows = tuple(
        (
            one.address or _("in all"),
            one.block or desk.brief(None),
            work.amount(one.ledger),
            work.amount(one.balance),
            work.amount(one.difference, signed=True),
            desk.day(one.on),
            ", ".join(one.by),
            _result(work, one),
        )
        for one in ledger.counts
    )
    columns = (("address", _("Address"), 3.0), ("block", _("Block"), 1.1),
               ("ledger", _("Ledger"), 1.5), ("balance", _("Chain or count"), 1.5),
               ("difference", _("Difference"), 1.4), ("on", _("Date"), 1.2), ("by", _("By"), 1.6),
               ("result", _("Result and explanation"), 2.4))  # fmt: skip
    table = desk.table("counts", columns, rows, empty=_("Nothing was counted yet."))
    missing = [one for one in ledger.addresses if one.count is None and one.address]
    told: list[Block] = []
    if missing and not any(one.address is None for one in ledger.counts):
        names = ", ".join(str(one.address) for one in missing)
        told.append(Text(_("Not counted: {addresses}.").format(addresses=names), "attention"))
    last = ledger.counts[-1] if ledger.counts else None
    signers = tuple((_("Counted by"), desk.prose(name)) for name in (last.by if last else ("", "")))
    result = _("{count} difference(s) are open: nothing is sold or paid out.")
    open_ones = len(ledger.open_counts)
    said = result.format(count=open_ones) if open_ones else _("No difference is open.")
    if not ledger.counts:
        said = _("Nothing was counted as at {day}.").format(day=desk.day(desk.as_at))
    sections = (
        Section("1", _("Quantity"), (Facts(_head(work)),)),
        Section("2", _("Ledger against chain, depositary or count"), (table, *told)),
        Section("3", _("Result"), (Text(said, "attention" if open_ones else "plain"),)),
        Section("4", _("Signatures"), (Signatures(signers),), together=True),
    )
    return _paper(work, "QTY-02", _("Reconciliation of quantities"), sections, "")


def _result(work: QuantityPaper, one: CountLine) -> str:
    _ = work.translate
    if one.within_tolerance:
        return _("agrees")
    if one.explanation:
        who = ", ".join(one.explained_by)
        return _("explained: {text} ({who})").format(text=one.explanation, who=who)
    return _("open: not explained")


def compose_keys(work: QuantityPaper) -> Paper:
    """QTY-03: each envelope or device with where it is, who holds it, and what happened to it."""
    _, ledger = work.translate, work.ledger
    blocks: list[Block] = []
    for one in ledger.keys:
        blocks += _envelope(work, one)
    empty = Text(_("No envelope or device is recorded."))
    never = Text(_("This record says where parts of a key are. The key itself, a seed phrase or a "
                   "PIN is never entered in the office's data."), "note")  # fmt: skip
    sections = (
        Section("1", _("Envelopes and devices"), (*(blocks or [empty]), never)),
        Section("2", _("Signatures"), (Signatures((
            (_("First holder"), ""), (_("Second holder"), ""), (_("Supervisor"), ""),
        )),), together=True),
    )  # fmt: skip
    return _paper(work, "QTY-03", _("Custody of keys"), sections, "")


def _envelope(work: QuantityPaper, one: KeyCustodyFacts) -> list[Block]:
    _, desk = work.translate, work.desk
    seal = {None: _("not checked as at {day}").format(day=desk.day(desk.as_at)),
            True: _("whole"), False: _("not whole")}[one.seal_intact]  # fmt: skip
    known = Facts((
        (_("Envelope or device"), one.envelope),
        (_("Kind"), desk.coded("key_carriers", one.kind) if one.kind else desk.not_known),
        (_("Place"), desk.masked("custody_place", one.storage)),
        (_("Scheme"), one.scheme),
        (_("Holders"), "\n".join(f"{role}: {desk.prose(who)}" for role, who in one.holders)),
        (_("Seal"), f"{one.seal or desk.not_known} · {seal}"),
        (_("Wallet"), one.account or DASH),
    ))  # fmt: skip
    rows = tuple(
        (desk.day(on), _(STEPS.get(what, what)), desk.prose(who) or DASH, desk.prose(told) or DASH)
        for on, what, who, told in one.steps
    )
    columns = (("on", _("Date"), 1.3), ("what", _("What"), 1.6), ("who", _("Who"), 2.6),
               ("told", _("Remark"), 3.0))  # fmt: skip
    return [known, desk.table("key_steps", columns, rows)]


def _paper(
    work: QuantityPaper, form: str, title: str, sections: tuple[Section, ...], more: str
) -> Paper:
    desk, file, asset, _ = work.desk, work.file, work.asset, work.translate
    digest = record_hash(file, form, asset.reference, work.language, more)
    return Paper(
        form=form,
        version=work.profile.version,
        title=title,
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=asset.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Asset"), f"{asset.reference} · {asset.description}"),
            (_("Orders"), ", ".join(asset.orders) or desk.not_known),
            (_("As at"), desk.as_at_text),
        ),
        sections=sections,
        **paper_head(desk, digest, "QTY1", whole=False),
    )

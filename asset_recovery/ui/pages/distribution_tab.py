"""The distribution of a case: the waterfall tried out, allocations, differences, agreements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from asset_recovery.domain.case_file import CaseFile, DistributionFacts
from asset_recovery.domain.code_lists import choices
from asset_recovery.domain.distribution_facts import PreviewLine, WaterfallPreview
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.look_ups import SeedLookUps
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.record_columns import WATERFALL
from asset_recovery.ui.pages.record_page import list_card, side_by_side, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.rows_edit import RowsEdit
from asset_recovery.ui.widgets.waterfall_picture import Step, WaterfallPicture

Take = Callable[[str, object], None]

GROSS_OF = {
    "proceeds": N_("proceeds in hand"),
    "price": N_("price of the sale; not yet in hand"),
    "value": N_("value on file; nothing is sold yet"),
    "nothing": N_("nothing is known: type a gross price"),
}
SHARES = (
    Column("to", N_("To"), lambda s: words.visible(s[0]), width=0),
    Column("kind", N_("Kind"), lambda s: words.of("allocation_kinds", s[1]), look="second",
           width=130),
    Column("amount", N_("Amount"), lambda s: words.money(s[2]), right=True, width=150),
)  # fmt: skip
PAYMENTS = (
    Column("on", N_("Paid on"), lambda p: words.day(p[1]), look="second", width=100),
    Column("to", N_("To"), lambda p: words.visible(p[0]), width=0),
    Column("amount", N_("Amount"), lambda p: words.money(p[2]), right=True, width=150),
    Column("reference", N_("Reference"), lambda p: words.visible(p[3]), look="second", width=140),
)  # fmt: skip
DIFFERENCES = (
    Column("asset", N_("Asset"), lambda d: d.asset, width=150),
    Column("amount", N_("Difference"), lambda d: words.money(d.amount), right=True, width=150),
    Column("step", N_("Settled by"), lambda d: words.action(d.step), width=0),
)
AGREEMENTS = (
    Column("reference", N_("Agreement"), lambda a: a.reference, look="second", width=120),
    Column("country", N_("State"), lambda a: words.of("countries", a.country), width=0),
    Column("kind", N_("Kind"), lambda a: words.of("agreement_kinds", a.kind), look="second",
           width=90),
    Column("expected", N_("Expected"),
           lambda a: words.money(a.total("expected") or a.amount), right=True, width=150),
    Column("confirmed", N_("Confirmed"), lambda a: words.money(a.total("confirmed")), right=True,
           width=150),
    Column("received", N_("Received"), lambda a: words.money(a.total("received")), right=True,
           width=150),
)  # fmt: skip


def distribution_tab(file: CaseFile, desk: Desk, take: Take) -> QWidget:
    """The tab: what-if on top, what was decided below."""
    cards: list[QWidget] = []
    if file.differences:
        settle = _settle(take)
        cards.append(
            list_card(_("Nets that changed after their allocation"), DIFFERENCES,
                      file.differences, settle)
        )  # fmt: skip
    if file.assets:
        cards.append(WhatIf(file, desk, take))
    cards += [card for one in file.distributions for card in _decided(one, file, desk, take)]
    record = button(_("Record agreement…"), partial(take, "record_agreement", {}), "link")
    tranche = button(_("Record tranche…"), partial(take, "record_tranche", {}), "link")
    paper = partial(desk.go, Place("dossier", file.case.reference, "form:OPS-11"))
    pages = button(_("Print…"), paper, "link", _("Print the agreement"))
    cards.append(
        list_card(_("Agreements with other States"), AGREEMENTS, file.agreements, None,
                  _("No agreement with another State is on file."), record, tranche, pages)
    )  # fmt: skip
    return stacked(*cards)


def _settle(take: Take) -> Callable[[Any], object]:
    def settle(one: Any) -> None:  # noqa: ANN401 - a line of the list
        if one.step == "claw_back":
            take("claw_back", {"allocation": one.allocations[-1]})
        else:
            take("allocate_proceeds", {"asset": one.asset})

    return settle


def _decided(one: DistributionFacts, file: CaseFile, desk: Desk, take: Take) -> list[QWidget]:
    asset = one.asset.split(", ")[0]
    printed = partial(desk.go, Place("dossier", asset, "form:DIST-01"))
    share = button(_("Allocate…"), partial(take, "allocate_proceeds", {"asset": asset}), "link")
    pay = button(_("Pay out…"), partial(take, "pay_out", {"allocation": one.reference}), "link")
    pages = button(_("Print…"), printed, "link", _("Print the distribution order"))
    found: list[QWidget] = []
    if one.lines:
        title = _("{asset}: gross {gross}, net {net}").format(
            asset=one.asset, gross=words.money(one.gross), net=words.money(one.net)
        )
        found.append(list_card(title, WATERFALL, one.lines))
    title = _("Allocation {reference}").format(reference=one.reference)
    shares = list_card(title, SHARES, one.shares, None, _("Nothing is allocated."), share, pages)
    paid = list_card(_("Payments"), PAYMENTS, one.payments, None, _("Nothing has been paid."), pay)
    found.append(side_by_side((shares, 1), (paid, 1)))
    return found


class WhatIf(Card):
    """The waterfall of an asset to try out: every line can be typed over; nothing is saved."""

    def __init__(self, file: CaseFile, desk: Desk, take: Take) -> None:
        super().__init__(_("What if: from gross to net"))
        self.desk, self._take = desk, take
        self.start: WaterfallPreview | None = None
        self.asset = QComboBox()
        self.asset.setAccessibleName(_("Asset"))
        self.asset.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.asset.setMinimumContentsLength(22)
        self.asset.setMaximumWidth(300)
        named = [one for one in file.assets if one.replaced_by is None]
        shared = {name for made in file.distributions for name in made.asset.split(", ")}
        money = [one for one in named if one.reference in shared]
        money += [one for one in named if one.substitutes and one not in money]
        for one in (*money, *(one for one in named if one not in money)):
            self.asset.addItem(f"{one.reference}  {words.visible(one.description)}"[:70],
                               one.reference)  # fmt: skip
        self.head.addWidget(self.asset)
        self.head.addStretch(1)
        self.head.addWidget(button(_("As on file"), self.read, "link"))
        self.head.addWidget(button(_("Determine the net…"), self._determine, "link"))
        self.note = label("", "second", wrap=True)
        self.gross = QLineEdit()
        self.gross.setAccessibleName(_("Gross price"))
        self.gross.setMaximumWidth(200)
        line = QHBoxLayout()
        line.addWidget(label(_("Gross price"), "second"))
        line.addWidget(self.gross)
        line.addWidget(self.note, 1)
        self.body.addLayout(line)
        self.rows = RowsEdit(
            _("Deductions"),
            (("label", _("Deduction")), ("kind", _("Class")), ("rank", _("Rank")),
             ("amount", _("Amount"))),
            {"kind": list(choices("cost_classes"))},
        )  # fmt: skip
        self.shares = RowsEdit(
            _("Shares of third parties"), (("to", _("Third party")), ("share", _("Share of net")))
        )
        self.picture = WaterfallPicture(_("Waterfall"))
        self.said = label("", "second", wrap=True)
        self.add(self.picture)
        self.add(self.said)
        self.add(side_by_side((self.rows, 5), (self.shares, 3)))
        self.asset.currentIndexChanged.connect(lambda _index: self.read())
        self.gross.textEdited.connect(lambda _text: self.work_out())
        self.rows.edited.connect(self.work_out)
        self.shares.edited.connect(self.work_out)
        self.read()

    def read(self) -> None:
        """Show the waterfall as the books stand."""
        reference = str(self.asset.currentData())
        self.desk.commands.read(
            lambda: self.desk.office.distribution.preview(reference), self.show_preview, self
        )

    def show_preview(self, found: WaterfallPreview) -> None:
        """Fill the fields; the picture follows."""
        self.start = found
        source = _(GROSS_OF[found.gross_of])
        self.note.setText(
            _("{currency} · {source}. Nothing here is saved.").format(
                currency=found.currency, source=source
            )
        )
        for widget in (self.rows, self.shares):
            widget.blockSignals(True)
        self.gross.setText(found.gross)
        self.rows.show_rows(
            [
                {"label": one.label, "kind": one.kind, "rank": one.rank or "",
                 "amount": one.amount}
                for one in found.lines
            ]
        )  # fmt: skip
        self.shares.show_rows([{"to": to, "share": part} for to, part in found.shares])
        for widget in (self.rows, self.shares):
            widget.blockSignals(False)
        self.work_out()

    def typed(self) -> WaterfallPreview | None:
        """The waterfall as it is typed."""
        if self.start is None:
            return None
        return replace(
            self.start,
            gross=self.gross.text().strip().replace(",", ""),
            lines=tuple(
                PreviewLine(
                    kind=row.get("kind", "other"),
                    label=row.get("label", ""),
                    amount=row.get("amount", "0").replace(",", ""),
                    rank=int(row["rank"]) if row.get("rank", "").isdigit() else None,
                )
                for row in self.rows.value()
            ),
            shares=tuple((row.get("to", ""), row.get("share", "0")) for row in self.shares.value()),
        )

    def work_out(self) -> None:
        """The figure of what is typed; what cannot be is said and nothing drawn anew."""
        given = self.typed()
        if given is None:
            return
        try:
            found = compute("net_proceeds", given.given(), SeedLookUps())
        except AppError as refusal:
            self.said.setText(" ".join(one.text for one in refusal.reasons))
            return
        self.picture.show_steps(steps_of(given, found))
        version = found.get("version")
        self.said.setText(
            _("Figure {figure}, version {version}; ranks of {law}.").format(
                figure="net_proceeds", version=version, law=given.law or _("the figure")
            )
        )

    def _determine(self) -> None:
        self._take("determine_net", {"asset": str(self.asset.currentData())})


def steps_of(given: WaterfallPreview, found: dict[str, object]) -> list[Step]:
    """The lines of the picture from the outputs of the figure `net_proceeds`."""
    currency = given.currency

    def money(text: object) -> Money:
        return Money.parse(str(text), currency, allow_negative=True)

    gross = money(given.gross)
    steps = [Step(_("Gross"), words.money(gross), 0, gross.minor, "gross")]
    before = gross
    lines: Any = found["lines"]
    for line in lines:
        after = money(line["balance"])
        title = str(line.get("label") or words.of("cost_classes", str(line["class"])))
        text = f"{line['rank']} · {words.visible(title)}"
        amount = f"− {words.money(money(line['amount']))}"
        steps.append(Step(text, amount, before.minor, after.minor, "deduction"))
        before = after
    net = money(found["net"])
    kind = "short" if net.is_negative else "net"
    title = _("Net (shortfall)") if net.is_negative else _("Net")
    steps.append(Step(title, words.money(net), 0, net.minor, kind))
    left = net
    parties: Any = found["third_parties"]
    for one in parties:
        part = money(one["amount"])
        end = left - part
        steps.append(
            Step(words.visible(str(one["to"])), words.money(part), left.minor, end.minor, "share")
        )
        left = end
    if parties:
        rest = money(found["remainder"])
        steps.append(Step(_("Remainder"), words.money(rest), 0, rest.minor, "net"))
    return steps

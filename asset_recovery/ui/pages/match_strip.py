"""The foot of the reconciliation desk: what is matched with what, how much of it, and undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from asset_recovery.domain.bank_facts import Expectation, ReceiptRow
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.money_edit import MoneyEdit
from asset_recovery.ui.widgets.plain import button, label

if TYPE_CHECKING:
    from asset_recovery.domain.registers import Result

LAST = "bank.last_match"


class MatchStrip(Card):
    """Enter in the amount matches; the last match can be undone, by an entry of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=12)
        self.desk = desk
        self._receipt: ReceiptRow | None = None
        self._expected: Expectation | None = None
        self.text = label("", "strong", wrap=True)
        self.amount = MoneyEdit(_("Amount to match"), desk.facts.currency)
        self.amount.setMaximumWidth(230)
        self.amount.amount.returnPressed.connect(self.match)
        self.go = button(_("Match"), self.match, "primary")
        self.back = button(_("Send it back…"), partial(self._edit, "return_receipt"))
        self.other = button(_("Another record…"), partial(self._edit, "match_receipt"))
        self.lost = button(_("Give it up…"), partial(self._edit, "write_off_money"))
        self.undo = button(_("Undo"), self.take_back)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.text, 1)
        top = Qt.AlignmentFlag.AlignTop
        for widget in (self.amount, self.go, self.other, self.back, self.lost, self.undo):
            line.addWidget(widget, 0, top)
        self.body.addLayout(line)
        self._show()

    def choose(self, receipt: ReceiptRow | None, expected: Expectation | None = None) -> None:
        """What is on the table now: a receipt, and perhaps what it is to be matched with."""
        self._receipt, self._expected = receipt, expected
        if receipt is not None:
            same = expected is not None and expected.open.currency == receipt.left.currency
            part = min(receipt.left, expected.open) if same and expected else receipt.left
            self.amount.show_money(part)
        self._show()

    def ready(self) -> None:
        """Put the cursor in the amount: Enter matches it."""
        self.amount.amount.setFocus()
        self.amount.amount.selectAll()

    def match(self) -> None:
        """Give the match of what is chosen."""
        receipt, expected, read = self._receipt, self._expected, self.amount.read()
        if receipt is None or expected is None:
            return
        if not isinstance(read.value, Money):
            self.desk.dialogs.tell(_("This cannot be done now"), read.says or _("No amount."))
            return
        given: dict[str, object] = {
            "action": "match_receipt",
            "receipt": receipt.reference,
            "to": expected.record,
        }
        if read.value != receipt.left:
            given["amount"] = read.value.as_json()
        said = _("{receipt} was matched with {record}.").format(
            receipt=receipt.reference, record=expected.record
        )
        self.desk.commands.give(given, partial(_keep, self.desk, said))

    def take_back(self) -> None:
        """Reverse the last match; the reason is asked for."""
        match, said = self.desk.remembered.get(LAST, ("", ""))
        if match:
            self.desk.dialogs.ask_text(
                _("Undo the match"), _("{said} Why was it wrong?").format(said=said),
                partial(self._reverse, match),
            )  # fmt: skip

    def _reverse(self, match: str, reason: str) -> None:
        if reason.strip():
            given = {"action": "correct_posting", "posting": match, "reason": reason.strip()}
            self.desk.commands.give(given, partial(_forget, self.desk))

    def _edit(self, action: str) -> None:
        if self._receipt is not None:
            self.desk.open_editor(action, {"receipt": self._receipt.reference}, self)

    def _show(self) -> None:
        receipt, expected = self._receipt, self._expected
        _match, said = self.desk.remembered.get(LAST, ("", ""))
        self.undo.setVisible(bool(said))
        for widget in (self.other, self.back, self.lost):
            widget.setVisible(receipt is not None)
        _shown((self.amount, self.go), receipt is not None and expected is not None)
        if receipt is None:
            self.text.setText(
                said or _("Drag a receipt onto a record, or choose with arrows and Enter.")
            )
            return
        text = f"{receipt.reference} · {words.money(receipt.left)}"
        if expected is not None:
            text += f" → {expected.record} · {words.money(expected.open)}"
        self.text.setText(words.visible(f"{text}\n{said}" if said else text))


def _shown(widgets: tuple[QWidget, ...], shown: bool) -> None:
    for widget in widgets:
        widget.setVisible(shown)


def _keep(desk: Desk, said: str, result: Result) -> None:
    """Remember the match, so that it can be undone after the lists were read anew."""
    made = dict(result.made)
    if made.get("match"):
        desk.remembered[LAST] = (made["match"], said)


def _forget(desk: Desk, _result: Result) -> None:
    desk.remembered.pop(LAST, None)

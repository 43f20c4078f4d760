"""An invoice: its lines with what is wrong with each, and the way from arrival to the treasury."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from asset_recovery.domain.errors import AppError
from asset_recovery.domain.invoice_facts import InvoiceFacts, InvoiceLineFacts
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import invoice_columns as columns
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.then import held_sentence
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label, tip
from asset_recovery.ui.widgets.tag import tag

_DECISIONS = frozenset({"approve", "reject"})
_WAY = (
    "certify_invoice", "approve", "dispute_invoice", "settle_dispute", "send_invoice",
    "record_invoice_payment",
)  # fmt: skip
_FIRST = ("approve", "certify_invoice", "send_invoice", "record_invoice_payment")


class InvoicePage(Page):
    """One invoice, over however many assets and cases."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.found: InvoiceFacts | None = None
        self.steps: tuple[StepOption, ...] = ()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.layout_.addLayout(self.body, 1)

    def trail(self) -> Trail:
        """Money ▸ invoices ▸ this one."""
        start = (_("Money"), Place("money", tab="invoices"))
        return [start, (self.place.reference, None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "Each line is checked against the days on which the asset was in custody, the contract "
            "of the supplier and earlier invoices. What differs is red; it is certified with a "
            "comment or disputed. One person certifies, another approves: then the costs are "
            "posted. Afterwards the invoice goes to the treasury."
        )

    def reload(self) -> None:
        """Read the invoice and what can be done with it."""
        office, reference = self.desk.office, self.place.reference

        def work() -> tuple[InvoiceFacts, tuple[StepOption, ...]] | AppError:
            try:
                return office.invoices.invoice(reference), office.steps("invoice", reference)
            except AppError as refused:
                return refused

        self.desk.commands.read(work, self._read, self)

    def _read(self, found: tuple[InvoiceFacts, tuple[StepOption, ...]] | AppError) -> None:
        clear(self.body)
        if isinstance(found, AppError):
            text = "\n".join(one.text for one in found.reasons)
            self.body.addWidget(label(text, "second", wrap=True))
            self.body.addStretch(1)
            return
        self.found, self.steps = found
        self.body.addWidget(self._head(self.found))
        self.body.addWidget(
            stacked(self._about(self.found), *self._wrong(self.found), self._lines(self.found)), 1
        )
        self.moved.emit()

    def _head(self, found: InvoiceFacts) -> PageHead:
        title = _("Invoice {number} of {supplier}").format(
            number=words.visible(found.number), supplier=words.visible(found.supplier)
        )
        text = _("{reference} · {day} · {first} to {last}").format(
            reference=found.reference, day=words.day(found.on),
            first=words.day(found.first), last=words.day(found.last),
        )  # fmt: skip
        head = PageHead(title, text, below=True)
        head.right.addWidget(
            tag(words.of("invoice_states", found.state), columns.state_tone(found.state))
        )
        for made in self._buttons():
            head.right.addWidget(made)
        return head

    def _buttons(self) -> list[QPushButton]:
        """The steps of the way; the next one is the primary button."""
        by_name = {step.action: step for step in self.steps}
        first = next((name for name in _FIRST if name in by_name and by_name[name].allowed), None)
        made = []
        for name in _WAY:
            step = by_name.get(name)
            if step is None or (not step.allowed and name not in {first, "certify_invoice"}):
                continue
            role = "primary" if name == first else ""
            one = button(f"{words.action(name)}…", partial(self.take, step), role)
            if not step.allowed or self.desk.then is not None:
                one.setEnabled(False)
                why = " ".join(reason.text for reason in step.reasons)
                tip(one, held_sentence() if self.desk.then is not None else why)
            made.append(one)
        return made

    def take(self, step: StepOption) -> None:
        """Open the editor of a step; a decision has a page of its own."""
        given = dict(step.given)
        if step.action in _DECISIONS:
            self.desk.go(Place("approvals", str(given.get("what") or "")))
            return
        if step.action == "dispute_invoice" and self.found is not None:
            wrong = [line.name for line in self.found.wrong if line.state in {"open", "certified"}]
            given["lines"] = wrong
            given["reason"] = "; ".join(
                one.text for line in self.found.wrong for one in line.findings if one.wrong
            )[:300]
        if step.action == "settle_dispute" and self.found is not None:
            given["lines"] = [one.name for one in self.found.lines if one.state == "disputed"]
        self.desk.open_editor(step.action, given, self)

    def _about(self, found: InvoiceFacts) -> QWidget:
        card = Card(_("What it asks for"))
        card.add(facts_form(tuple(row for row in (
            (_("Amount with tax"), words.money(found.amount)),
            (_("of it tax"), words.money(found.vat)),
            (_("Billed too much"), "" if found.difference.is_zero
             else words.money(found.difference)),
            (_("Posted"), self._some(found, "posted")),
            (_("Disputed"), self._some(found, "disputed")),
            (_("Due"), words.day(found.due_on)),
            (_("Certified"), self._who(found.certified_by, words.day(found.certified_on))),
            (_("Comment"), words.visible(found.comment)),
            (_("Approved"), words.day(found.approved_on)),
            (_("Sent to the treasury"), self._who(found.sent_reference, words.day(found.sent_on))),
            (_("Paid"), self._who(found.paid_reference, words.day(found.paid_on))),
        ) if row[1])))  # fmt: skip
        for reference, title in found.documents:
            opened = partial(self.desk.go_to, "document", reference)
            card.add(button(f"{reference} {words.visible(title)}", opened, "link"))
        attach = button(
            _("Attach document…"),
            partial(self.desk.open_editor, "attach_document", {"to": found.reference}, self),
            "link",
        )
        attach.setVisible(self.desk.then is None)
        card.add(attach)
        return card

    @staticmethod
    def _some(found: InvoiceFacts, state: str) -> str:
        amount = found.sum_in(state)
        return "" if amount.is_zero else words.money(amount)

    @staticmethod
    def _who(name: str, day: str) -> str:
        return f"{words.visible(name)}, {day}" if name and day else day or words.visible(name)

    def _wrong(self, found: InvoiceFacts) -> list[QWidget]:
        """Why lines are wrong, each reason with the money it makes; nothing where all fits."""
        rows = [(line.name, one) for line in found.lines for one in line.findings]
        if not rows:
            return []
        return [list_card(_("What does not fit"), columns.FINDINGS, rows)]

    def _lines(self, found: InvoiceFacts) -> QWidget:
        return list_card(_("Lines"), columns.LINES, found.lines, self._open_line)

    def _open_line(self, line: InvoiceLineFacts) -> None:
        if line.asset is not None:
            self.desk.go_to("asset", line.asset)
        elif line.case:
            self.desk.go_to("case", line.case)

"""An order: what it holds, until when, on whom it was served, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from asset_recovery.domain.application_facts import ApplicationFacts
from asset_recovery.domain.case_file import CaseFile, OrderFacts
from asset_recovery.domain.order_detail import OrderDetail
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import operation_columns, order_detail_columns
from asset_recovery.ui.models.order_columns import state_tone
from asset_recovery.ui.pages.debt_tab import debt_tab
from asset_recovery.ui.pages.page import PageHead, Trail
from asset_recovery.ui.pages.record_page import RecordPage, list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label, tip
from asset_recovery.ui.widgets.tag import tag
from asset_recovery.ui.widgets.timeline import Timeline


class OrderPage(RecordPage):
    """One order of a court, prosecutor or foreign authority."""

    kind = "order"

    def trail(self) -> Trail:
        """Cases ▸ the case ▸ this order."""
        return [*self.case_trail(), (self.place.reference, None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _("One order with the assets that it holds. An order is not its execution: what was "
                 "done under it stands in the history.")  # fmt: skip

    def show_record(self, file: CaseFile) -> None:
        """Build the page."""
        self.empty()
        order = next((o for o in file.orders if o.reference == self.place.reference), None)
        if order is None:
            self.body.addWidget(label(_("This order is not in the case any more."), "second"))
            return
        head = PageHead(
            f"{order.kind_label} {order.reference}",
            words.visible(f"{order.authority} · {words.day(order.made_on)}"), below=True,
        )  # fmt: skip
        for mark in order.irregular:
            head.right.addWidget(tag(_("irregular: {code}").format(code=words.code(mark)), "bad"))
        if order.application is not None:
            head.right.addWidget(button(_("Application"), self._application))
        head.right.addWidget(tag(words.of("order_states", order.state), state_tone(order.state)))
        head.right.addWidget(self._pay(order) or self.primary())
        self.body.addWidget(head)
        due = [d for d in file.deadlines if d.record == order.reference]
        tabs = [("overview", _("Overview"), partial(self._main, file, order))]
        if order.debt is not None:
            open_asset = partial(self.desk.go_to, "asset")
            tabs.append(("debt", _("Debt"), partial(debt_tab, order.debt, open_asset)))
        self.show_tabs((*tabs, ("history", _("History"), self.history)), due)

    def _pay(self, order: OrderFacts) -> QPushButton | None:
        """While something is owed on it, money is what a value order waits for."""
        if order.debt is None or order.debt.outstanding.is_zero or order.final_on is None:
            return None
        step = next((s for s in self.ranked.now if s.action == "apply_to_value_order"), None)
        if step is None:
            return None
        return button(f"{step.title}…", lambda: self.take(step.action, dict(step.given)), "primary")

    def _main(self, file: CaseFile, order: OrderFacts) -> QWidget:
        says = Card(_("What it says"))
        says.add(facts_form((
            (_("Number"), order.number or ""), (_("In force until"), words.day(order.expires_on)),
            (_("Amount"), words.money(order.amount, "")), (_("State"), order.country or ""),
            (_("Suspended until"), words.day(order.suspensive_until)),
            (_("Final"), words.day(order.final_on)),
            (_("Legal basis"), words.visible(order.legal_basis or "")),
            (_("Reasons"), words.visible(order.reasons or "")),
        )))  # fmt: skip
        history = Card(_("Timeline"))
        if told := [e for e in file.events if e.order == order.reference]:
            line = Timeline(narrow=True)
            line.show_events(told)
            history.add(line)
        else:  # an order that was taken over came with its asset
            history.add(label(_("Taken over with its assets: see their histories."), "second"))
        asked = [self._asked(order.application)] if order.application is not None else []
        self._rest = QVBoxLayout()
        self._rest.setContentsMargins(0, 0, 0, 0)
        self._rest.setSpacing(12)
        holder = QWidget()
        holder.setLayout(self._rest)
        office, reference = self.desk.office, order.reference
        then = self.desk.then
        as_of, known_on = (then.as_of, then.moment) if then is not None else (None, None)
        self.desk.commands.read(
            lambda: office.order_detail(reference, as_of=as_of, known_on=known_on),
            self._show_detail, holder,
        )  # fmt: skip
        return stacked(says, *asked, holder, history)

    def _show_detail(self, detail: OrderDetail) -> None:
        """What it holds, on whom it was served, what was brought against it, the chain."""
        clear(self._rest)
        for card in (
            list_card(_("What it holds"), order_detail_columns.HOLDINGS, detail.holdings,
                      lambda row: self.desk.go_to("asset", row.asset),
                      _("It names no asset.")),
            list_card(_("Served on"), order_detail_columns.SERVED, detail.served, None,
                      _("No service is on file yet."),
                      self._way("serve_order", _("Record service…"))),
            list_card(_("Challenges, stays and variations"), order_detail_columns.REMEDIES,
                      detail.remedies, None, _("Nothing was brought against it."),
                      *self._remedy_ways()),
            list_card(_("Chain of measures"), order_detail_columns.MEASURES, detail.measures,
                      lambda row: self.desk.go_to("order", row.order),
                      _("No measure stands on file for its assets.")),
        ):  # fmt: skip
            self._rest.addWidget(card)

    def _remedy_ways(self) -> list[QWidget]:
        """The actions that fit: what can be taken now stands as a link, the rest in the panel."""
        titles = {
            "challenge_order": _("Challenge…"), "decide_challenge": _("Decide challenge…"),
            "stay_order": _("Stay…"), "end_stay": _("End stay…"), "vary_order": _("Vary…"),
        }  # fmt: skip
        allowed = {step.action for step in self.steps if step.allowed}
        return [self._way(name, text) for name, text in titles.items() if name in allowed]

    def _way(self, action: str, text: str) -> QWidget:
        """A link to a step; grey with what stands in its way while it cannot be taken."""
        step = next((one for one in self.steps if one.action == action), None)
        made = button(text, partial(self.take, action, {}), "link")
        made.setVisible(self.desk.then is None)
        if step is not None and not step.allowed:
            made.setEnabled(False)
            tip(made, " ".join(reason.text for reason in step.reasons))
        return made

    def _application(self) -> None:
        self.desk.go(Place("dossier", self.place.reference, "application"))

    def _asked(self, asked: ApplicationFacts) -> QWidget:
        """What was applied for beside what was given, under the same numbers."""
        title = _("Applied for on {day}: {state}").format(
            day=words.day(asked.on), state=words.of("application_states", asked.state).casefold()
        )
        return list_card(title, operation_columns.GRANTS, asked.rows,
                         lambda row: self.desk.go_to("asset", row.asset))  # fmt: skip

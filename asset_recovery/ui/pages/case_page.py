"""A case: what it is about, its money, and everything in it by tabs."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.case_file import CaseFile, MoneyBar
from asset_recovery.domain.money import Money
from asset_recovery.domain.paper_facts import ISSUED
from asset_recovery.domain.value_kinds import KindSum
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models import (
    deadline_columns,
    operation_columns,
    paper_columns,
    people_columns,
    record_columns,
)
from asset_recovery.ui.models.case_columns import status_tone
from asset_recovery.ui.pages.account_card import AccountCard
from asset_recovery.ui.pages.claims_tab import claims_tab
from asset_recovery.ui.pages.custody_tab import case_custody, open_gaps
from asset_recovery.ui.pages.distribution_tab import distribution_tab
from asset_recovery.ui.pages.information_tab import information_count, information_tab
from asset_recovery.ui.pages.learning_tab import case_cards
from asset_recovery.ui.pages.offences_card import offences_card
from asset_recovery.ui.pages.page import PageHead, Trail
from asset_recovery.ui.pages.record_page import RecordPage, list_card, side_by_side, stacked
from asset_recovery.ui.pages.victims_tab import victims_tab
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.charts import Bars
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag
from asset_recovery.ui.widgets.timeline import Timeline

STAGES = (
    ("sought", N_("Sought")), ("frozen", N_("Frozen")), ("confiscated", N_("Confiscated")),
    ("realised", N_("Realised")), ("distributed", N_("Distributed")),
)  # fmt: skip


class CasePage(RecordPage):
    """Header, money bar, tabs; the timeline is the default reading."""

    kind = "case"

    def trail(self) -> Trail:
        """Cases ▸ this case."""
        return self.case_trail()

    def help_text(self) -> str:
        """What the page is for."""
        return _("One case with everything in it. The schedule is the grid to work in; the dossier "
                 "prints the whole.")  # fmt: skip

    def print_page(self) -> None:
        """Print the dossier."""
        self.desk.go(Place("dossier", self.place.reference))

    def show_record(self, file: CaseFile) -> None:
        """Build the page."""
        self.empty()
        self.body.addWidget(self._head(file))
        self.body.addWidget(money_strip(file.money))
        self.show_tabs(self._tabs(file), self._due(file))

    def _due(self, file: CaseFile) -> list[Any]:
        return [d for d in file.deadlines if d.case in {file.case.reference, None}]

    def _head(self, file: CaseFile) -> PageHead:
        case = file.case
        parts = [
            case.reference, case.route_label,
            _("opened {day}").format(day=words.day(case.opened_on)),
            _("officer {name}").format(name=case.officer) if case.officer else "",
        ]  # fmt: skip
        head = PageHead(
            words.visible(case.title), words.visible(" · ".join(p for p in parts if p)), below=True
        )
        if case.sealed:
            head.right.addWidget(tag(_("sealed"), "bad"))
        head.right.addWidget(tag(words.code(case.status), status_tone(case.status)))
        schedule = partial(self.desk.go, Place("schedule", case.reference))
        board = partial(self.desk.go, Place("board", case.reference))
        head.right.addWidget(button(_("Board"), board))
        head.right.addWidget(button(_("Asset schedule"), schedule))
        head.right.addWidget(button(_("Dossier"), self.print_page))
        head.right.addWidget(self.primary())
        return head

    def _open_custody(self, asset: str) -> None:
        self.desk.go(Place("asset", asset, "custody"))

    def _tabs(self, file: CaseFile) -> list[tuple[str, str, Any]]:
        lists: tuple[tuple[str, str, Any], ...] = (
            ("parties", _("Parties"), partial(self._parties, file)),
            ("orders", _("Orders"), partial(self._list, _("Orders"), record_columns.ORDERS,
                                            file.orders, "order", "record_order")),
            ("proceedings", _("Proceedings"), partial(self._list, _("Proceedings"),
                                                      record_columns.PROCEEDINGS,
                                                      file.proceedings, "", "record_proceeding")),
            ("operations", _("Operations"), partial(self._list, _("Operations"),
                                                    operation_columns.OPERATIONS,
                                                    file.operations, "operation",
                                                    "record_operation")),
            ("requests", _("Requests"), partial(self._list, _("Requests"), record_columns.REQUESTS,
                                                file.requests, "request", "draft_request")),
            ("information", _("Information"), partial(information_tab, file, self.desk, self.take)),
            ("claims", _("Claims"), partial(claims_tab, file, None, self.take, self.desk.go_to)),
            ("custody", _custody_title(file), partial(case_custody, file, self._open_custody)),
            ("money", _("Money"), partial(self._money, file)),
            ("distribution", _("Distribution"), partial(distribution_tab, file, self.desk,
                                                        self.take)),
            ("victims", _("Victims"), partial(victims_tab, file, self.desk, self.take)),
            ("documents", _("Documents"), partial(self._documents, file)),
            ("deadlines", _("Deadlines"), partial(self._list, _("Deadlines"),
                                                  deadline_columns.COLUMNS[:-1], self._due(file),
                                                  "", "set_deadline")),
            ("team", _("Team"), partial(self._team, file)),
            ("learnt", _("What was learnt"), partial(self._learnt, file)),
            ("decisions", _("Decisions"), partial(self._decisions, file)),
            ("history", _("History"), self.history),
        )  # fmt: skip
        numbers = {
            "operations": len(file.operations), "claims": len(file.claims),
            "parties": len(file.parties), "orders": len(file.orders),
            "information": information_count(file),
            "requests": len(file.requests), "documents": len(file.documents),
            "victims": sum(one.count for one in file.victim_lists),
        }  # fmt: skip
        shown = [
            (key, f"{title} · {numbers[key]}" if numbers.get(key) else title, build)
            for key, title, build in lists
        ]
        return [
            ("overview", _("Overview"), partial(self._overview, file)),
            ("assets", f"{_('Assets')} · {len(file.assets)}", partial(self._assets, file)),
            *shown,
        ]

    def _overview(self, file: CaseFile) -> QWidget:
        about = Card(_("What it is about"))
        about.add(facts_form((
            (_("Facts"), words.visible(file.case.summary or "")),
            (_("Legal system"), f"{file.case.legal_system}, {file.case.legal_system_version}"),
        )))  # fmt: skip
        cards: list[QWidget] = [about, offences_card(file, self.take)]
        if file.problems:
            lacks = Card(_("Not complete"))
            for problem in file.problems[:8]:
                lacks.add(label(words.visible(problem), "note", wrap=True))
            cards.append(lacks)
        timeline = Card(_("Timeline"))
        line = Timeline(chips=timeline.head, narrow=True)
        line.show_events(file.events)
        timeline.head.addStretch(1)
        timeline.add(line)
        return stacked(*cards, timeline)

    def _assets(self, file: CaseFile) -> QWidget:
        go = partial(self.desk.go, Place("schedule", file.case.reference))
        work = button(_("Work in the schedule"), go, "link")
        made = partial(self.take, "register_asset", {})
        new = button(_("Register asset…"), made, "link")
        return stacked(
            list_card(_("Assets"), record_columns.ASSETS, file.assets, partial(self._go, "asset"),
                      _("No asset in this case yet."), new, work)
        )  # fmt: skip

    def _documents(self, file: CaseFile) -> QWidget:
        given = {"to": self.place.reference}
        new = button(_("Attach document…"), partial(self.take, "attach_document", given), "link")
        issue = button(_("Issue a dossier…"), self.print_page, "link")
        papers = list_card(_("Issued papers"), paper_columns.OF_CASE, file.papers,
                           lambda one: self.desk.go_to("document", one.document),
                           _("No paper was issued yet."), issue)  # fmt: skip
        found = [one for one in file.documents if one.kind != ISSUED]
        opened = partial(self._go, "document")
        return stacked(
            list_card(_("Documents"), record_columns.DOCUMENTS, found, opened, "", new), papers
        )

    def _parties(self, file: CaseFile) -> QWidget:
        return stacked(
            list_card(
                _("Parties"), record_columns.PARTIES, file.parties, partial(self._go, "party")
            ),
            list_card(
                _("Who owns, controls and benefits"), record_columns.RELATIONS, file.relations
            ),
        )

    def _money(self, file: CaseFile) -> QWidget:
        totals = Card(_("Totals"))
        found = [(name, words.money(money)) for name, money in file.totals]
        if file.total_kinds:
            found.append((_("Of which"), words.kinds(file.total_kinds)))
        totals.add(facts_form(found))
        bars = Card(_("From sought to distributed"))
        notes = [words.kinds(one, short=True) for one in kinds_shown(file.money)]
        bars.add(Bars(_("From sought to distributed"), money_bars(file.money), notes))
        postings = list_card(_("Costs and income"), record_columns.POSTINGS, file.postings)
        cards: list[QWidget] = [side_by_side((totals, 1), (bars, 1)), postings]
        if self.desk.then is None:
            title = _("Account in the ledger: all its assets, and what belongs to none")
            cards.insert(1, AccountCard(self.desk, file.case.reference, title))
        for made in file.distributions:
            title = _("Net proceeds {reference}").format(reference=made.reference)
            cards.append(list_card(title, record_columns.WATERFALL, made.lines))
        return stacked(*cards)

    def _learnt(self, file: CaseFile) -> QWidget:
        hidden = button(_("Record…"), partial(self.take, "record_pattern", {}), "link")
        write = button(_("Write the review…"), partial(self.take, "record_review", {}), "link")
        paper = Place("dossier", file.case.reference, "review")
        pages = button(_("Print…"), partial(self.desk.go, paper), "link")
        return stacked(*case_cards(file, hidden, write, pages))

    def _team(self, file: CaseFile) -> QWidget:
        join = button(_("Assign…"), partial(self.take, "assign_member", {}), "link")
        leave = button(_("Release…"), partial(self.take, "release_member", {}), "link")
        declare = button(_("Declare…"), partial(self.take, "declare_interest", {}), "link")
        return stacked(
            list_card(_("Who works on the case"), people_columns.TEAM, file.team, None,
                      _("Only the officer in charge works on this case."), join, leave),
            list_card(_("Declarations of interest"), people_columns.INTERESTS, file.interests, None,
                      _("Nobody has declared an interest in this case yet."), declare),
        )  # fmt: skip

    def _decisions(self, file: CaseFile) -> QWidget:
        return stacked(
            list_card(_("Decisions of the office"), record_columns.DECISIONS, file.decisions),
        )

    def _list(self, title: str, columns: Any, rows: Any, kind: str, action: str) -> QWidget:
        given = (
            {"to": self.place.reference} if action in {"attach_document", "set_deadline"} else {}
        )
        new = button(_("New…"), partial(self.take, action, given), "link", f"{title}: {_('New…')}")
        opened = partial(self._go, kind) if kind else None
        return stacked(list_card(title, columns, rows, opened, "", new))

    def _go(self, kind: str, row: Any) -> None:
        self.desk.go_to(kind, row.reference)


def money_bars(bar: MoneyBar) -> list[tuple[str, int]]:
    """The stages as bars, each against the largest."""
    found = [(title, getattr(bar, name)) for name, title in STAGES]
    top = max((money.minor for _title, money in found if isinstance(money, Money)), default=0)
    return [
        (f"{_(title)}  {words.money(money)}", money.minor * 1000 // top if top else 0)
        for title, money in found
        if isinstance(money, Money)
    ]


def kinds_shown(bar: MoneyBar) -> list[tuple[KindSum, ...]]:
    """Of which kinds of value each of those bars is made."""
    return [
        bar.kinds.get(name, ()) for name, _title in STAGES if isinstance(getattr(bar, name), Money)
    ]


def money_strip(bar: MoneyBar) -> QWidget:
    """The case's money in one line: sought, frozen, confiscated, realised, distributed."""
    strip = QFrame()
    strip.setObjectName("card")
    strip.setAccessibleName(_("Money of the case"))
    layout = QHBoxLayout(strip)
    layout.setContentsMargins(16, 10, 16, 10)
    for place, (name, title) in enumerate(STAGES):
        if place:
            layout.addWidget(label("▸", "second"))
        part = QVBoxLayout()
        part.setSpacing(1)
        part.addWidget(label(_(title), "small"))
        part.addWidget(label(words.money(getattr(bar, name)), "strong"))
        kinds = bar.kinds.get(name, ())
        if kinds:
            note = label(words.kinds(kinds, short=True, most=2), "small")
            note.setWordWrap(True)
            note.setToolTip(words.kinds(kinds))
            part.addWidget(note)
        layout.addLayout(part, 1)
    return strip


def _custody_title(file: CaseFile) -> str:
    gaps = open_gaps(file)
    return _("Custody · {count}").format(count=gaps) if gaps else _("Custody")

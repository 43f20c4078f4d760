"""The office itself: users, settings, backup and verification, the journal, data coming in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.office import ImportPlan, ImportWish
from asset_recovery.ui.pages.law_tab import LawState, LawTab
from asset_recovery.ui.pages.learning_tab import learnt_cards
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.date_edit import DateEdit
from asset_recovery.ui.widgets.plain import button, chosen, label
from asset_recovery.ui.widgets.tabs import Tabs
from asset_recovery.ui.widgets.tag import tag

USERS = (
    Column("user", N_("User"), lambda u: words.visible(u.user), look="second", width=140),
    Column("name", N_("Name"), lambda u: words.visible(u.name), width=0),
    Column(
        "roles",
        N_("Roles"),
        lambda u: ", ".join(words.of("user_roles", r) for r in u.roles),
        width=300,
    ),
    Column("state", N_("State"), lambda u: words.code(u.state), look="tag", width=140),
)
SETTINGS = (
    Column("label", N_("Setting"), lambda s: words.visible(s[1]), width=320),
    Column("value", N_("Value"), lambda s: words.visible(s[2]) or words.NOTHING, width=0),
)
JOURNAL = (
    Column("at", N_("Recorded"), lambda e: words.moment(e.recorded_at), look="second", width=150),
    Column("actor", N_("By"), lambda e: words.visible(e.actor), width=150),
    Column("title", N_("What"), lambda e: words.visible(e.title), width=0),
    Column("record", N_("Record"), lambda e: e.record, look="second", width=140),
)
PROBLEMS = (
    Column("row", N_("Row"), lambda p: words.count(p[0]), right=True, width=80),
    Column("text", N_("Why"), lambda p: words.visible(p[1]), width=0),
)
SHOWN = 200


class OfficePage(Page):
    """Tabs; each is read when it is shown."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(_("Office"), words.visible(desk.facts.name))
        self.layout_.addWidget(self.head)
        self.tabs = Tabs()
        self.layout_.addWidget(self.tabs, 1)
        self._plan: ImportPlan | None = None
        self._wish: ImportWish | None = None
        self._law = LawState()

    def trail(self) -> Trail:
        """Office."""
        return [(_("Office"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _("Users and roles, the office's settings, backup and verification, the journal, "
                 "and data that comes in from tables.")  # fmt: skip

    def panes(self) -> list[QWidget]:
        """The tabs."""
        return [self.tabs]

    def show_place(self, place: Place) -> None:
        """Show another tab."""
        super().show_place(place)
        if place.tab:
            self.tabs.show_tab(place.tab)

    def reload(self) -> None:
        """Build the tab that is shown anew."""
        self.tabs.show_tabs(
            (
                ("users", _("Users"), self._users), ("settings", _("Settings"), self._settings),
                ("safety", _("Backup and verification"), self._safety),
                ("journal", _("Journal"), self._journal), ("import", _("Import"), self._import),
                ("law", _("Legal systems"), self._law_tab), ("forms", _("Forms"), self._forms),
                ("learnt", _("What was learnt"), self._learnt),
            ),
            self.place.tab if not self.tabs.name else "",
        )  # fmt: skip

    def _law_tab(self) -> QWidget:
        return LawTab(self.desk, self._law, self._open)

    def _forms(self) -> QWidget:
        from asset_recovery.ui.pages.forms_tab import FormsTab

        return FormsTab(self.desk, self._open)

    def _learnt(self) -> QWidget:
        office = self.desk.office
        return self._read(
            lambda: (office.patterns(), office.reviews()),
            lambda found: learnt_cards(found[0], found[1], partial(self.desk.go_to, "case")),
        )

    def _users(self) -> QWidget:
        add = button(_("Add user…"), partial(self._open, "add_user", {}), "link")
        return self._read(
            self.desk.office.users,
            lambda rows: list_card(
                _("Users"),
                USERS,
                rows,
                lambda u: self._open("change_user", {"user": u.user}),
                "",
                *self._password_buttons(rows),
                add,
            ),
        )

    def _password_buttons(self, rows: Any) -> list[QWidget]:
        """One's own password for everybody; those of others for who may set them."""
        me = self.desk.session
        own = button(_("Change your password…"), partial(self._password, me.user), "link")
        if "administrator" not in me.roles:
            return [own]
        self.who = QComboBox()
        self.who.setAccessibleName(_("User whose password is set"))
        for row in rows:
            self.who.addItem(f"{words.visible(row.name)} ({row.user})", row.user)
        other = button(_("Set a password…"), lambda: self._password(chosen(self.who)), "link")
        return [self.who, other, own]

    def _password(self, user: str) -> None:
        from asset_recovery.ui.editors.password_editor import PasswordEditor

        PasswordEditor(self.desk, user, self).open()

    def _settings(self) -> QWidget:
        change = button(_("Change a setting…"), partial(self._open, "change_office", {}), "link")
        return self._read(
            self.desk.office.settings,
            lambda rows: list_card(
                _("Settings"), SETTINGS, rows,
                lambda s: self._open("change_office", {"key": s[0]}), "", change,
            ),
        )  # fmt: skip

    def _safety(self) -> QWidget:
        state = self.desk.office.state()
        backup, journal = Card(_("Backup")), Card(_("Verification"))
        backup.add(label(state.backup, "second", wrap=True))
        backup.add(label(_("A backup is made while you work and is verified before it counts."),
                         "small", wrap=True))  # fmt: skip
        backup.body.addLayout(_left(button(_("Back up now"), self._backup, "primary")))
        journal.add(label(state.journal, "second", wrap=True))
        journal.add(label(
            _("Checks the chain of the journal, records against it, document hashes and totals."),
            "small", wrap=True,
        ))  # fmt: skip
        journal.body.addLayout(_left(button(_("Verify now"), self._verify)))
        return stacked(backup, journal)

    def _journal(self) -> QWidget:
        return self._read(
            partial(self.desk.office.journal, SHOWN),
            lambda rows: list_card(_("Newest entries of the journal"), JOURNAL, rows),
        )

    def _read(self, work: Callable[[], Any], build: Callable[[Any], QWidget]) -> QWidget:
        """A tab whose rows are read off the window's thread."""
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        self.desk.commands.read(work, lambda rows: layout.addWidget(stacked(build(rows))), holder)
        return holder

    def _import(self) -> QWidget:
        card = Card(_("Bring in a table"))
        card.add(label(
            _("A dry run first says row by row what would be made, changed or refused. "
              "Then all or nothing."), "second", wrap=True,
        ))  # fmt: skip
        self.map = QComboBox()
        self.map.setAccessibleName(_("What the table holds"))
        self.map.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.desk.commands.read(self.desk.office.import_maps, self._offer_maps, self.map)
        line = QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.map, 0, top)
        self.as_at = DateEdit(_("As at"), self.desk.clock)
        self.as_at.show_day(self._wish.as_at if self._wish else self.desk.clock())
        self.take_changes = QCheckBox(_("Take changed rows"))
        self.take_changes.setChecked(self._wish is not None and self._wish.take_changes)
        before, after = label(_("as at"), "second"), button(_("Choose a file…"), self._ask_file)
        line.addWidget(before, 0, top)
        line.addWidget(self.as_at, 0, top)
        line.addWidget(self.take_changes, 0, top)
        line.addWidget(after, 0, top)
        for one in (before, self.take_changes):
            one.setFixedHeight(self.as_at.line.sizeHint().height())
        line.addStretch(1)
        card.body.addLayout(line)
        cards: list[QWidget] = [card]
        if self._plan is not None:
            cards.append(self._plan_card(self._plan))
        return stacked(*cards)

    def _offer_maps(self, maps: tuple[tuple[str, str], ...]) -> None:
        kept = f"{self._wish.subject}/{self._wish.map}" if self._wish else ""
        for subject, name in maps:
            self.map.addItem(f"{words.code(subject)} · {words.code(name)}", f"{subject}/{name}")
        self.map.setCurrentIndex(max(self.map.findData(kept), 0))

    def _plan_card(self, plan: ImportPlan) -> Card:
        title = _("Brought in") if plan.applied else _("What would happen")
        counts = [tag(f"{words.code(name)} {words.count(number)}") for name, number in plan.counts]
        card = list_card(title, PROBLEMS, plan.problems, None, _("No row is refused."), *counts)
        if plan.applied and self._wish is not None and self._wish.rejects is not None:
            name = words.visible(self._wish.rejects.name)
            text = _("{number} refused rows are in {file}, each with its reason. Put them right "
                     "there and choose that file.")  # fmt: skip
            card.add(label(text.format(number=words.count(plan.refused), file=name), "note"))
        if not plan.applied:
            card.body.addLayout(_left(*self._bring_in(plan)))
        return card

    def _bring_in(self, plan: ImportPlan) -> list[QWidget]:
        """The button that brings the table in, whole or without what is refused."""
        if not plan.refused:
            return [button(_("Bring it in"), self._apply, "primary")]
        numbers = {"good": words.count(plan.good), "refused": words.count(plan.refused)}
        some = button(_("Bring in {good} good rows…").format(**numbers), self._ask_rejects,
                      "primary")  # fmt: skip
        some.setEnabled(plan.good > 0)
        text = _("The {refused} refused rows are written to a file of your choice, in the form of "
                 "this table with a column for the reason.")  # fmt: skip
        return [some, label(text.format(**numbers), "small", wrap=True)]

    def _ask_rejects(self) -> None:
        if self._wish is None:
            return
        path = self._wish.path
        name = _("{name}, refused").format(name=path.stem) + path.suffix
        self.desk.dialogs.ask_save(_("Where to write the refused rows"), name, self._apply_good)

    def _apply_good(self, rejects: Path) -> None:
        if self._wish is None:
            return
        if rejects.resolve() == self._wish.path.resolve():
            text = _("This is the table itself; choose another file for the refused rows.")
            self.desk.dialogs.tell(_("Where to write the refused rows"), text)
            return
        self._wish = replace(self._wish, rejects=rejects)
        self._apply()

    def _ask_file(self) -> None:
        self.desk.dialogs.ask_open(
            _("Choose a file"),
            _("Tables and statements (*.csv *.xlsx *.xml *.sta *.mt940 *.940 *.txt)"),
            self._dry_run,
        )

    def _dry_run(self, path: Path) -> None:
        day = self.as_at.read().value
        if not isinstance(day, date):
            self.desk.commands.said.emit(_("Say as at which day the table stands."))
            return
        subject, _slash, name = chosen(self.map).partition("/")
        wish = ImportWish(path, subject, name, day, self.take_changes.isChecked())
        self._wish = wish
        office = self.desk.office
        self.desk.commands.run_long(
            _("Reading the table"), lambda p: office.import_plan(wish, p), self._planned
        )

    def _apply(self) -> None:
        wish = self._wish
        if wish is None:
            return
        office = self.desk.office
        self.desk.commands.run_long(
            _("Bringing in the table"), lambda p: office.import_apply(wish, p), self._applied
        )

    def _planned(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.tabs.show_tab("import")

    def _applied(self, plan: ImportPlan) -> None:
        self._planned(plan)
        self.desk.commands.done.emit(None)

    def _backup(self) -> None:
        said = self.desk.commands.said
        self.desk.commands.run_long(
            _("Backing up"), self.desk.office.backup,
            lambda place: said.emit(_("Backed up and verified: {place}").format(place=place)),
        )  # fmt: skip

    def _verify(self) -> None:
        self.desk.commands.run_long(_("Verifying"), self.desk.office.verify, self._verified)

    def _verified(self, findings: list[str]) -> None:
        if not findings:
            self.desk.commands.said.emit(_("Verified: everything agrees."))
            return
        text = _("{number} findings. Nothing was changed.").format(number=len(findings))
        self.desk.dialogs.tell(_("Verification"), text, "\n".join(findings[:40]))

    def _open(self, action: str, given: dict[str, object]) -> None:
        self.desk.open_editor(action, given, self)


def _left(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    for widget in widgets:
        line.addWidget(widget, 1 if widget is widgets[-1] and len(widgets) > 1 else 0)
    line.addStretch(1)
    return line

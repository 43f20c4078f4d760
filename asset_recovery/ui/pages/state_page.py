"""One State: what applies between it and us, who checked that last, how it came about."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.errors import NotFound
from asset_recovery.domain.registers import Filter, View
from asset_recovery.domain.state_facts import StateSheet
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import state_columns as columns
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear, column
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag


class StatePage(Page):
    """The reference of the place is the State's two letters."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(words.of("countries", place.reference), _("State sheet"))
        self.layout_.addWidget(self.head)
        self.body = column()
        self.layout_.addWidget(self.body, 1)
        self.sheet: StateSheet | None = None

    def trail(self) -> Trail:
        """Requests ▸ State sheets ▸ the State."""
        name = words.of("countries", self.place.reference)
        return [(_("Requests"), Place("requests")), (_("State sheets"), Place("states")),
                (name, None)]  # fmt: skip

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "An instrument that is in no row is not in force with that State: a request that "
            "relies on it is not approved. Confirm the sheet when somebody has checked it again; "
            "record it anew when something changed."
        )

    def reload(self) -> None:
        """Read the sheet anew."""
        office, country = self.desk.office.states, self.place.reference

        def read() -> StateSheet | None:
            try:
                return office.sheet(country)
            except NotFound:
                return None

        self.desk.commands.read(read, self._came, self)

    def _came(self, sheet: StateSheet | None) -> None:
        if sheet is not None:
            self.show_sheet(sheet)
            return
        clear(self.head.right)
        given = {"country": self.place.reference}
        record = partial(self.desk.open_editor, "record_state_sheet", given, self)
        self.head.right.addWidget(button(_("Record a State sheet…"), record, "primary"))
        card = Card(_("No State sheet is on file"))
        text = _("Nobody recorded what applies between this State and ours. Until then every paper "
                 "is offered with a warning.")  # fmt: skip
        card.add(label(text, "second", wrap=True))
        layout = self.body.layout()
        assert layout is not None  # noqa: S101 - a column has one
        clear(layout)
        layout.addWidget(stacked(card))

    def show_sheet(self, sheet: StateSheet) -> None:
        """The sheet with its steps."""
        self.sheet = sheet
        clear(self.head.right)
        checked = _("checked {ago} by {who}").format(
            ago=columns.age(sheet.age), who=words.visible(sheet.checked_by)
        )
        self.head.right.addWidget(tag(checked, "attention" if sheet.is_old else "good"))
        wanted = View((Filter("country", "=", sheet.country),), "made_on", descending=True)
        there = Place("requests", view=wanted)
        self.head.right.addWidget(button(_("Its requests"), partial(self.desk.go, there)))
        self.head.right.addWidget(button(_("Change…"), self._change))
        given = {"country": sheet.country}
        confirm = partial(self.desk.open_editor, "confirm_state_sheet", given, self)
        self.head.right.addWidget(button(_("Confirm…"), confirm, "primary"))
        layout = self.body.layout()
        assert layout is not None  # noqa: S101 - a column has one
        clear(layout)
        rows = sheet.instruments or ()
        empty = _("Nobody recorded which instruments are in force.")
        layout.addWidget(stacked(
            list_card(_("Instruments in force with us"), columns.INSTRUMENTS, rows, None, empty),
            self._facts(sheet),
            list_card(_("Entries"), columns.ENTRIES, sheet.history),
        ))  # fmt: skip

    def _facts(self, sheet: StateSheet) -> Card:
        card = Card(_("How one writes to it"))
        demanded = _("nothing is sent in another language") if sheet.language_demanded else ""
        copy = {None: "", True: _("wanted"), False: _("not wanted")}[sheet.order_copy]
        notes = [
            f"{words.of('legal_instruments', one.code)}: {text}"
            for one in sheet.instruments or ()
            for text in (one.reservation, one.declaration, one.note)
            if text
        ]
        card.add(facts_form((
            (_("Channel"), columns.channels(sheet.channels)),
            (_("Languages"), ", ".join(
                part for part in (columns.languages(sheet.languages), demanded) if part)),
            (_("Contact"), words.visible(sheet.contact)),
            (_("Authority"), self._authority(sheet)),
            (_("Costs"), words.visible(sheet.costs)),
            (_("Copy of the order"), copy),
            (_("Acts from a value of"), words.money(sheet.value_threshold, "")),
            (_("Reservations"), words.visible("\n".join([sheet.reservations, *notes]).strip())),
            (_("Note"), words.visible(sheet.note)),
            (_("Source"), words.visible(sheet.source)),
            (_("Found on"), words.day(sheet.on)),
        )))  # fmt: skip
        return card

    def _authority(self, sheet: StateSheet) -> QWidget | str:
        """The authority addressed, as a way to its page."""
        if not sheet.authority:
            return ""
        go = partial(self.desk.go, Place("authority", sheet.authority))
        return button(words.visible(sheet.authority), go, "link")

    def _change(self) -> None:
        """Record it anew, with what stands there."""
        sheet = self.sheet
        if sheet is None:
            return
        facts = asdict(sheet)
        names = ("country", "reservations", "contact", "authority", "costs", "note", "order_copy")
        given: dict[str, object] = {name: facts[name] for name in names if facts[name]}
        given |= {"channels": list(sheet.channels), "languages": list(sheet.languages)}
        if sheet.language_demanded:
            given["language_demanded"] = True
        if sheet.value_threshold is not None:
            given["value_threshold"] = sheet.value_threshold.as_json()
        if sheet.instruments:
            given["instruments"] = [_typed(one.as_json()) for one in sheet.instruments]
        self.desk.open_editor("record_state_sheet", given, self)


def _typed(row: dict[str, object]) -> dict[str, object]:
    """A row as a person types it: yes and no in words."""
    said = {True: "yes", False: "no"}
    return {name: said[value] if isinstance(value, bool) else value for name, value in row.items()}

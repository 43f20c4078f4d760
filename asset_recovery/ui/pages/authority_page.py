"""One authority of the directory: how it is reached, and what was changed about it."""

from __future__ import annotations

from functools import partial

from asset_recovery.domain.authority_facts import AuthorityFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import authority_columns as columns
from asset_recovery.ui.models import state_columns
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.record_values import authority_values
from asset_recovery.ui.widgets.card import Card, clear, column
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button
from asset_recovery.ui.widgets.tag import tag


class AuthorityPage(Page):
    """The reference of the place is that of the authority."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(place.reference, _("Authority"), below=True)
        self.layout_.addWidget(self.head)
        self.body = column()
        self.layout_.addWidget(self.body, 1)

    def trail(self) -> Trail:
        """Requests ▸ Authorities ▸ this one."""
        return [(_("Requests"), Place("requests")), (_("Authorities"), Place("authorities")),
                (self.place.reference, None)]  # fmt: skip

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "A request that is drafted to this authority takes its name, address, languages and "
            "contact from here. Change what is no longer right; an authority that is written to "
            "no more gets the day on which it ended."
        )

    def reload(self) -> None:
        """Read the authority anew."""
        read = partial(self.desk.office.states.authority, self.place.reference)
        self.desk.commands.read(read, self.show_authority, self)

    def show_authority(self, found: AuthorityFacts) -> None:
        """Its parts, and the entries about it."""
        self.head.title.setText(words.visible(found.name))
        kind = words.of("authority_types", found.authority_type)
        where = " · ".join(
            part for part in (found.reference, kind, words.of("countries", found.country),
                              words.visible(found.territory)) if part
        )  # fmt: skip
        self.head.quiet.setText(where)
        clear(self.head.right)
        if found.ended_on is not None:
            text = _("ended {day}").format(day=words.day(found.ended_on))
            self.head.right.addWidget(tag(text, "attention"))
        sheet = partial(self.desk.go, Place("state", found.country))
        self.head.right.addWidget(button(_("State sheet"), sheet))
        given = {"authority": found.reference}
        change = partial(
            self.desk.open_editor, "change_authority", given, self,
            on_file=authority_values(found),
        )  # fmt: skip
        self.head.right.addWidget(button(_("Change…"), change, "primary"))
        layout = self.body.layout()
        assert layout is not None  # noqa: S101 - a column has one
        clear(layout)
        layout.addWidget(stacked(
            _facts(found), list_card(_("Entries"), columns.ENTRIES, found.changes),
        ))  # fmt: skip


def _facts(found: AuthorityFacts) -> Card:
    card = Card(_("How it is reached"))
    visible = words.visible
    card.add(facts_form((
        (_("Name in English"), visible(found.name_en)),
        (_("Function"), visible(found.function_in_proceedings)),
        (_("Contact"), visible(", ".join(
            part for part in (found.contact_person, found.contact_post) if part))),
        (_("Address"), visible(found.address)),
        (_("Telephone"), visible(found.telephone)),
        (_("At all hours"), visible(found.duty_telephone)),
        (_("Fax"), visible(found.fax)),
        (_("E-mail"), visible(found.email)),
        (_("Secure channel"), visible(found.secure_channel_id)),
        (_("Languages"), state_columns.languages(found.languages)),
        (_("Channels"), state_columns.channels(found.channels)),
        (_("Note"), visible(found.note)),
        (_("Source"), visible(found.source)),
    )))  # fmt: skip
    return card

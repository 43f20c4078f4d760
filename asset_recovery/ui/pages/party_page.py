"""A party of a case: who it is, its roles, and whom it owns, controls or stands beside."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import CaseFile, PartyFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import record_columns
from asset_recovery.ui.pages.control_tab import chain_in, control_cards
from asset_recovery.ui.pages.page import PageHead, Trail
from asset_recovery.ui.pages.party_card import identity_card
from asset_recovery.ui.pages.record_page import RecordPage, list_card, stacked
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag


class PartyPage(RecordPage):
    """A person, company or State with its part in the case."""

    kind = "party"

    def trail(self) -> Trail:
        """Cases ▸ the case ▸ this party."""
        return [*self.case_trail(), (self.place.reference, None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _("One party as the case knows it. A likeness of names is a possible match for a "
                 "person to decide.")  # fmt: skip

    def show_record(self, file: CaseFile) -> None:
        """Build the page."""
        self.empty()
        party = next((p for p in file.parties if p.reference == self.place.reference), None)
        if party is None:
            self.body.addWidget(label(_("This party has no part in this case."), "second"))
            return
        kind = words.of("party_kinds", party.kind)
        head = PageHead(words.visible(party.name), f"{kind} · {party.reference}", below=True)
        for role in party.roles[:3]:
            head.right.addWidget(tag(words.of("party_roles", role)))
        head.right.addWidget(self.primary())
        self.body.addWidget(head)
        self.show_tabs(
            (("overview", _("Overview"), partial(self._main, file, party)),
             ("history", _("History"), self.history)), (),
        )  # fmt: skip

    def _main(self, file: CaseFile, party: PartyFacts) -> QWidget:
        change = button(_("Change…"), partial(self.take, "change_party", {}), "link",
                        _("Change this party"))  # fmt: skip
        near = [r for r in file.relations if party.name in {r.party, r.other}
                or party.reference in {r.party, r.other}]  # fmt: skip
        held = [a for a in file.assets if {a.owner, a.possessor, a.beneficial_owner}
                & {party.name, party.reference}]  # fmt: skip
        relate = button(_("Relate…"), lambda: self.take("relate_parties", {}), "link")
        chain = chain_in(file, party.reference)
        return stacked(
            identity_card(party, change),
            *control_cards(chain, lambda name: self.desk.go_to("party", name), relate),
            list_card(_("Relations on file"), record_columns.RELATIONS, near),
            list_card(_("Assets it is linked to"), record_columns.ASSETS, held,
                      lambda a: self.desk.go_to("asset", a.reference)),
        )  # fmt: skip

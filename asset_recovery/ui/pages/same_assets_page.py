"""Assets that are possibly the same: each pair is decided, merged, or linked to both cases."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.domain.same_assets import SameAssetRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.page import Page, PageHead, Trail, scrolling
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import label

COLUMNS = (
    Column("kind", N_("Identifier"), lambda r: words.of("identifier_kinds", r.kind), width=130),
    Column("value", N_("Number"), lambda r: words.visible(r.value), width=170),
    Column("asset", N_("Asset"), lambda r: r.asset, width=170),
    Column("what", N_("Description"), lambda r: words.visible(r.description), width=0),
    Column("case", N_("Case"), lambda r: r.case, look="second", width=120),
    Column("other", N_("Other asset"), lambda r: r.other, width=170),
    Column("as", N_("Its description"), lambda r: words.visible(r.other_description), width=190),
    Column("other_case", N_("Its case"), lambda r: r.other_case, look="second", width=120),
)


class SameAssetsPage(Page):
    """A line a pair; Enter opens the decision."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.layout_.addWidget(PageHead(_("Possibly the same asset"), below=True))
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.layout_.addWidget(scrolling(holder), 1)

    def trail(self) -> Trail:
        """Assets ▸ possibly the same."""
        return [(_("Assets"), Place("assets")), (_("Possibly the same asset"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "Assets with the same identifier. Say whether they are one thing; if they are, merge "
            "them, or link the one to the other case and void the double."
        )

    def reload(self) -> None:
        """Read the pairs anew."""
        self.desk.commands.read(self.desk.office.same_assets, self.show_pairs, self)

    def show_pairs(self, rows: list[SameAssetRow]) -> None:
        """Every pair that waits for a decision."""
        clear(self.body)
        self.body.addWidget(
            list_card(
                _("To be decided"),
                COLUMNS,
                rows,
                self._decide,
                _("No two assets bear the same identifier."),
            )
        )
        self.body.addWidget(label(_("Enter decides a pair."), "small"))
        self.body.addStretch(1)

    def _decide(self, row: SameAssetRow) -> None:
        given = {"asset": row.asset, "other": row.other}
        self.desk.open_editor("decide_same_asset", given, self, lambda _result: self.reload())

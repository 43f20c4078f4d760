"""One step for many assets: common values once, a result by row before anything is committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.registers import Result
from asset_recovery.i18n import N_, _
from asset_recovery.ui.commands import sentences
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import FieldSet
from asset_recovery.ui.editors.record_fields import Given
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.office import ActionSpec
from asset_recovery.ui.pages.page import scrolling
from asset_recovery.ui.widgets.card import clear
from asset_recovery.ui.widgets.plain import button, chosen, label
from asset_recovery.ui.widgets.table import ShortTable

STEPS = (
    "identify_asset", "record_order", "take_possession", "move_custody", "record_plan",
    "instruct_valuation", "record_valuation", "insure_asset", "manage_asset", "inspect_asset",
    "hold_as_evidence",
    "end_evidence_hold", "file_confiscation", "propose_interlocutory_sale", "lift_order",
    "return_asset",
)  # fmt: skip
TARGETS = {"asset", "assets", "rows"}


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What would become of one row."""

    asset: str
    text: str
    good: bool


OUTCOME = (
    Column("asset", N_("Asset"), lambda r: r.asset, look="second", width=130),
    Column("mark", N_("Result"), lambda r: _("can be done") if r.good else _("refused"),
           look="tag", tone=lambda r: "good" if r.good else "bad", width=110),
    Column("text", N_("Why"), lambda r: r.text, width=0),
)  # fmt: skip


def outcomes(assets: Sequence[str], result: Result) -> list[RowOutcome]:
    """A line an asset: its own reasons, or those of the whole where none names it."""
    said: dict[str, list[str]] = {}
    general: list[str] = []
    for reason in result.reasons:
        if reason.row is not None and 1 <= reason.row <= len(assets):
            said.setdefault(assets[reason.row - 1], []).append(reason.text)
        else:
            named = [asset for asset in assets if asset in reason.text]
            for asset in named:
                said.setdefault(asset, []).append(reason.text)
            general += [] if named else [reason.text]
    notes = dict(result.rows)
    rows = []
    for asset in assets:
        own = said.get(asset, [] if said and not result.ok else general)
        good = result.ok or (not own and notes.get(asset, "") == "ok")
        text = " ".join(own) or ("" if notes.get(asset) == "ok" else notes.get(asset, ""))
        rows.append(RowOutcome(asset, text, good))
    return rows


class BatchEditor(QDialog):
    """Asks for the step and its values, shows the result by row, then commits all or none."""

    def __init__(self, desk: Desk, assets: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._assets = desk, list(assets)
        self._spec: ActionSpec | None = None
        self.fields: FieldSet | None = None
        title = _("One step for {number} assets").format(number=len(assets))
        self.setWindowTitle(title)
        self.setMinimumSize(640, 560)
        self.step = QComboBox()
        self.step.setAccessibleName(_("Step"))
        titles = dict(desk.office.actions())
        for name in STEPS:
            if name in titles:
                self.step.addItem(titles[name], name)
        self._build(title)
        self.step.currentIndexChanged.connect(self._choose)
        self._choose()

    def arguments(self) -> dict[str, object]:
        """The command as it would be given now."""
        typed = self.fields.typed() if self.fields is not None else {}
        action = self._spec.name if self._spec is not None else ""
        return {"action": action, **typed, "assets": self._named()}

    def _named(self) -> list[object]:
        """The assets as the action takes them: by reference, or as rows that name each."""
        fields = self._spec.fields if self._spec is not None else ()
        if any(field.name == "assets" and field.type == "rows" for field in fields):
            return [{"asset": reference} for reference in self._assets]
        return list(self._assets)

    def check(self) -> None:
        """Show what would become of every row; nothing is changed."""
        if self.fields is None or not self.fields.check():
            return
        arguments, office = self.arguments(), self._desk.office
        self._desk.commands.read(lambda: office.rehearse(arguments), self._checked, self)

    def commit(self) -> None:
        """Give the step to all of them: all or none, one entry in the journal."""
        self._desk.commands.give(self.arguments(), lambda _r: self.accept(), self._checked)

    def _checked(self, result: Result) -> None:
        self.table.show_rows(outcomes(self._assets, result))
        self.table.show()
        self.ok.setEnabled(result.ok)
        self.said.setText(
            _("Every row can be done. Nothing is committed yet.")
            if result.ok
            else sentences(result)
        )
        self.said.setProperty("tone", "good" if result.ok else "bad")
        self.said.style().polish(self.said)
        self.said.show()

    def _choose(self) -> None:
        action = chosen(self.step)
        self.ok.setEnabled(False)
        if action:
            self._desk.commands.read(lambda: self._desk.office.spec(action), self._show, self)

    def _show(self, spec: ActionSpec) -> None:
        self._spec = spec
        clear(self._holder)
        needs = Given(self._desk.office.pick, self._desk.clock, self._desk.facts.currency)
        shown = tuple(
            f for f in spec.fields
            if f.name not in TARGETS and (f.required or f.name in {"on", "note", "reason"})
        )  # fmt: skip
        self.fields = FieldSet(shown, needs, self._desk)
        self.fields.fill({"on": self._desk.clock()})
        self._holder.addWidget(self.fields)
        self.table.hide()
        self.said.hide()

    def _build(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title"))
        layout.addWidget(self.step)
        inner = QWidget()
        self._holder = QVBoxLayout(inner)
        self._holder.setContentsMargins(0, 0, 10, 0)
        layout.addWidget(scrolling(inner), 1)
        self.said = label("", "note", "good", wrap=True)
        self.said.hide()
        layout.addWidget(self.said)
        self.table = ShortTable(_("Result by row"), OUTCOME, limit=8)
        self.table.hide()
        layout.addWidget(self.table)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(_("Cancel"), self.reject))
        line.addWidget(button(_("Check every row"), self.check))
        self.ok = button(_("Do it for all"), self.commit, "primary")
        self.ok.setEnabled(False)
        line.addWidget(self.ok)
        layout.addLayout(line)

"""Legal systems in the window: versions, rules with their marks, installing, a story tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import law_columns
from asset_recovery.ui.office import TrialWish
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.elided_combo import ElidedCombo
from asset_recovery.ui.widgets.picker import Picker
from asset_recovery.ui.widgets.plain import button, chosen, label

if TYPE_CHECKING:
    from asset_recovery.domain.law_register import LawRuleFacts, LawSystemFacts
    from asset_recovery.domain.law_trial import Trial

KINDS = {
    "parameters": N_("Terms and thresholds"),
    "deadline_rule": N_("Deadlines"),
    "guard": N_("Guards written as data"),
    "approval": N_("Approvals"),
    "routes": N_("Routes and their proof"),
    "modes": N_("Ways of management"),
    "step": N_("Steps"),
}
_WIDEST = 480  # pixels of a box of legal systems
CONFIRMERS = frozenset({"legal_officer", "supervisor"})


@dataclass(slots=True)
class LawState:
    """What was chosen on the tab, kept while other tabs are shown."""

    system: str = ""
    kind: str = "parameters"
    under: str = ""
    file: Path | None = None
    findings: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    trial: Trial | None = None


class LawTab(QWidget):
    """The tab; `desk` gives the office, `state` what was chosen before."""

    def __init__(
        self, desk: Desk, state: LawState, opened: Callable[[str, dict[str, object]], object]
    ) -> None:
        super().__init__()
        self._desk, self._state, self._open = desk, state, opened
        self._systems: Sequence[LawSystemFacts] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.rules = QWidget()
        self._rules_layout = QVBoxLayout(self.rules)
        self._rules_layout.setContentsMargins(0, 0, 0, 0)
        self.kind, self.under, self.against = QComboBox(), ElidedCombo(), ElidedCombo()
        self.case = Picker(_("Case whose story is tried"), ("case",),
                           lambda text: desk.office.pick("case", text))  # fmt: skip
        desk.commands.read(desk.office.legal_systems, self._show, self)

    def _show(self, systems: Sequence[LawSystemFacts]) -> None:
        self._systems = systems
        in_force = [one for one in systems if one.state == "in_force"]
        first = max(in_force, key=lambda one: one.used_by, default=None)
        self._state.system = self._state.system or (first.name if first else "")
        cards: list[QWidget] = [self._systems_card()]
        if self._state.findings:
            cards.append(self._findings_card())
        cards.append(self._trial_card())
        if self._state.trial is not None:
            cards.append(self._differences(self._state.trial))
        cards.append(self._rules_card())
        self._layout.addWidget(stacked(*cards))
        self._read_rules()

    def _systems_card(self) -> QWidget:
        install = button(_("Install from a file…"), self._ask_file, "link")
        may = "administrator" in self._desk.session.roles
        install.setEnabled(may)
        if not may:
            install.setToolTip(_("An administrator installs legal systems."))
        return list_card(
            _("Legal systems"), law_columns.SYSTEMS, self._systems, self._choose, "", install
        )

    def _choose(self, system: LawSystemFacts) -> None:
        self._state.system = system.name
        self._read_rules()

    def _findings_card(self) -> QWidget:
        name = words.visible(self._state.file.name if self._state.file else "")
        title = _("{file} cannot be installed").format(file=name)
        return list_card(title, law_columns.FINDINGS, self._state.findings)

    def _rules_card(self) -> QWidget:
        self.kind.setAccessibleName(_("Kind of rule"))
        for code, title in KINDS.items():
            self.kind.addItem(_(title), code)
        self.kind.setCurrentIndex(max(self.kind.findData(self._state.kind), 0))
        self.kind.currentIndexChanged.connect(self._change_kind)
        return self.rules

    def _change_kind(self, _place: int) -> None:
        self._state.kind = chosen(self.kind)
        self._read_rules()

    def _read_rules(self) -> None:
        name, office = self._state.system, self._desk.office
        if name:
            self._desk.commands.read(lambda: office.law_rules(name), self._show_rules, self)

    def _show_rules(self, rules: Sequence[LawRuleFacts]) -> None:
        self.kind.setParent(None)
        while (item := self._rules_layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        system = next((one for one in self._systems if one.name == self._state.system), None)
        if system is None:
            return
        shown = [rule for rule in rules if rule.kind == self._state.kind]
        card = list_card(
            words.visible(f"{system.title}, {system.version}"), law_columns.RULES, shown,
            self._confirm, _("Nothing of this kind in this system."), self.kind,
        )  # fmt: skip
        card.add(label(self._said_of(system), "small", wrap=True))
        self._rules_layout.addWidget(card)
        self.kind.show()

    def _said_of(self, system: LawSystemFacts) -> str:
        parts = [words.visible(system.notice)] if system.notice else []
        parts.append(_("Source: {source}").format(source=words.visible(system.source)))
        if system.based_on:
            parts.append(_("based on {base}").format(base=system.based_on))
        if system.installed_on is not None:
            said = _("installed by {who} on {day}, SHA-256 {hash}")
            parts.append(
                said.format(
                    who=words.visible(system.installed_by),
                    day=words.day(system.installed_on),
                    hash=system.hash,
                )
            )
        if self._desk.session.roles and CONFIRMERS & set(self._desk.session.roles):
            parts.append(_("Open a rule to confirm that you checked it against its source."))
        return " · ".join(parts)

    def _confirm(self, rule: LawRuleFacts) -> None:
        if not CONFIRMERS & set(self._desk.session.roles):
            said = _("{rule}: {value} {unit}. A legal officer or supervisor confirms rules.")
            text = said.format(rule=rule.label, value=rule.value, unit=rule.unit)
            self._desk.dialogs.tell(_("Rule"), words.visible(text), words.visible(rule.source))
            return
        system = self._state.system.partition("@")[0]
        self._open("confirm_rule", {"legal_system": system, "rule": rule.rule})

    def _ask_file(self) -> None:
        self._desk.dialogs.ask_open(
            _("Choose a legal system"), _("Legal systems (*.toml)"), self._check
        )

    def _check(self, path: Path) -> None:
        office = self._desk.office
        self._state.file = path
        self._desk.commands.read(lambda: office.law_findings(path), self._checked, self)

    def _checked(self, findings: Sequence[tuple[str, str, str]]) -> None:
        self._state.findings = findings
        if findings:
            self._anew()
        else:
            self._open("install_legal_system", {"file": str(self._state.file)})

    def _anew(self) -> None:
        """Build the cards again with what is known now."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.rules = QWidget()
        self._rules_layout = QVBoxLayout(self.rules)
        self._rules_layout.setContentsMargins(0, 0, 0, 0)
        self.kind, self.under, self.against = QComboBox(), ElidedCombo(), ElidedCombo()
        office = self._desk.office
        self.case = Picker(_("Case whose story is tried"), ("case",),
                           lambda text: office.pick("case", text))  # fmt: skip
        self._show(self._systems)

    def _trial_card(self) -> QWidget:
        card = Card(_("Try a story under another legal system"))
        card.add(label(
            _("The steps of a case, or of a file of actions, are given again in an office that is "
              "thrown away. Nothing of this office changes; what differs is shown line by line."),
            "second", wrap=True,
        ))  # fmt: skip
        self.under.setAccessibleName(_("Under this system"))
        self.against.setAccessibleName(_("Compared with"))
        self.against.addItem(_("the story's own system"), "")
        for one in self._systems:
            self.under.addItem(words.visible(f"{one.title}, {one.version}"), one.name)
            self.against.addItem(words.visible(f"{one.title}, {one.version}"), one.name)
        self.under.setCurrentIndex(max(self.under.findData(self._state.under), 0))
        for box in (self.under, self.against):
            box.setMaximumWidth(_WIDEST)
        card.body.addLayout(
            _line(
                label(_("Under"), "second"),
                self.under,
                label(_("compared with"), "second"),
                self.against,
            )
        )
        self.case.setFixedWidth(280)
        card.body.addLayout(_line(
            self.case, button(_("Try this case"), self._try_case, "primary"),
            button(_("Try a file…"), self._ask_story),
        ))  # fmt: skip
        return card

    def _try_case(self) -> None:
        case = self.case.value()
        if not isinstance(case, str):
            self._desk.commands.said.emit(_("Say which case is to be tried."))
            return
        self._try(TrialWish(chosen(self.under), chosen(self.against), case=case))

    def _ask_story(self) -> None:
        self._desk.dialogs.ask_open(
            _("Choose a story"), _("Lines of actions (*.jsonl)"),
            lambda path: self._try(TrialWish(chosen(self.under), chosen(self.against), file=path)),
        )  # fmt: skip

    def _try(self, wish: TrialWish) -> None:
        office = self._desk.office
        self._state.under = wish.under
        self._desk.commands.run_long(
            _("Trying the story"), lambda progress: office.law_trial(wish, progress), self._tried
        )

    def _tried(self, trial: Trial) -> None:
        self._state.trial = trial
        self._anew()

    @staticmethod
    def _differences(trial: Trial) -> QWidget:
        title = _("{under} instead of {against}: {number} of {all} steps differ").format(
            under=trial.under, against=trial.against,
            number=words.count(len(trial.different)), all=words.count(len(trial.lines)),
        )  # fmt: skip
        empty = _("Both systems say the same of every step.")
        return list_card(title, law_columns.TRIAL, trial.different, None, empty)


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line

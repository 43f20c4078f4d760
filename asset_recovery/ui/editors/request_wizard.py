"""A new request: to which State, what is wanted of which property, on which paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain import code_lists
from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.registers import Result
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.commands import sentences
from asset_recovery.ui.desk import Desk, Opened
from asset_recovery.ui.editors.form_fields import ChoiceAnswer
from asset_recovery.ui.editors.form_lists import CodeAnswer, TickList, countries, languages
from asset_recovery.ui.office import ActionSpec, FieldSpec
from asset_recovery.ui.place import Place
from asset_recovery.ui.request_office import FormOffer, Offers
from asset_recovery.ui.widgets.form_rows import EditorRow
from asset_recovery.ui.widgets.offer_list import OfferList
from asset_recovery.ui.widgets.picker import Picker
from asset_recovery.ui.widgets.plain import button, label, line_edit

SEVERAL = "multiple_states_reason"
QUIET = 200  # milliseconds after a change until the papers are asked for again


class RequestWizard(QDialog):
    """One dialog, one draft. Emits `given(Result)` when the office took it, and opens its page."""

    given = Signal(object)

    def __init__(
        self, desk: Desk, spec: ActionSpec, given: Mapping[str, object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._subject = str(given.get("case") or "")
        draft = desk.drafts.of(spec.name, self._subject)
        given = {**draft, **{name: one for name, one in given.items() if one}}
        self._desk, self.spec, self._given = desk, spec, given
        self.setWindowTitle(_("New request"))
        self.resize(760, 640)
        self._asked = QTimer(self)
        self._asked.setSingleShot(True)
        self._asked.setInterval(QUIET)
        self._asked.timeout.connect(self._ask_offers)
        self._number = 0
        self._make_controls()
        self._build()
        self._listen()
        case = str(given.get("case") or "")
        if case:
            self.case.show_reference(case)
            self._read_case(case)
        if country := str(given.get("to_country") or ""):
            self.country.fill(country)
        self.kinds.tick(_listed(given.get("kinds")))
        if authority := given.get("to_authority"):
            self.authority.show_reference(str(authority))
        self._ask_offers()
        (self.country.widget if case else self.case.line).setFocus()

    def arguments(self) -> dict[str, object]:
        """The command as it would be given now."""
        offer = self.papers.chosen()
        found: dict[str, object] = {
            "case": self.case.value(),
            "form": offer.form if offer is not None else None,
            "to_country": self.country.read().value,
            "kinds": self.kinds.ticked(),
            "assets": self.assets.ticked(),
            "to_authority": self.authority.value(),
            "language": self.language.read().value,
            SEVERAL: self.several.text().strip(),
            "parent": self.parent_.read().value if offer is not None and offer.parent else None,
        }
        kept: dict[str, object] = {
            key: self._given[key] for key in ("orders", "parties") if key in self._given
        }
        return {
            "action": "draft_request",
            **kept,
            **{key: value for key, value in found.items() if value not in (None, "", [])},
        }

    def give(self) -> None:
        """Draft it; the dialog closes when it was accepted."""
        if not self._check():
            self._say(_("Some fields need you: see the words under them."))
            return
        self.summary.hide()
        self.ok.setEnabled(False)
        self._desk.commands.give(self.arguments(), self._accepted, self._refused)

    def reject(self) -> None:
        """Close; what was chosen is kept as a draft for this session."""
        self._desk.drafts.keep(self.spec.name, self._subject, self.arguments())
        super().reject()

    def _check(self) -> bool:
        offer = self.papers.chosen()
        lacking = {
            "case": "" if self.case.value() else _("Choose the case."),
            "to_country": self.country.read().problem
            or ("" if self.country.read().value else _("Choose the State.")),
            "kinds": ""
            if self.kinds.ticked() or (offer is not None and not offer.general)
            else _("Tick at least one kind of assistance."),
            "form": _("Choose the paper.") if offer is None else offer.reason,
            "language": self.language.read().problem,
            "parent": _("Choose the request to which it belongs.")
            if offer is not None and offer.parent and not self.parent_.read().value
            else "",
        }
        for name, problem in lacking.items():
            self.rows[name].show_problem(problem)
        return not any(lacking.values())

    def _accepted(self, result: Result) -> None:
        self._desk.drafts.keep(self.spec.name, self._subject, {})
        self.given.emit(result)
        self.accept()
        made = next((ref for kind, ref in result.made if kind == "request"), "")
        if made:
            self._desk.go(Place("request", made))

    def _refused(self, result: Result) -> None:
        self.ok.setEnabled(True)
        rest = []
        for reason in result.reasons:
            row = self.rows.get((reason.field or "").split(".")[0])
            if row is not None:
                row.show()  # what is seldom asked for comes when it is
                row.show_problem(reason.text)
            else:
                rest.append(reason.text)
        text = "\n".join(rest)
        self._say(text or _("The office did not take it: see the words under the fields."))
        if not result.reasons:
            self._say(sentences(result))

    def _say(self, text: str) -> None:
        self.summary.setText(words.visible(text))
        self.summary.show()

    def _read_case(self, reference: str) -> None:
        self._desk.read_record("case", reference, self._show_case, self._say, self)

    def _show_case(self, found: Opened) -> None:
        file: CaseFile = found.file
        ticked = set(_listed(self._given.get("assets"))) | set(self.assets.ticked())
        self.assets.show_choices(
            [(one.reference, f"{one.reference}  {one.description}") for one in file.assets]
        )
        self.assets.tick([one.reference for one in file.assets if one.reference in ticked])
        self.parent_.show_choices(
            [(one.reference, f"{one.reference}, {one.form}, {one.country}")
             for one in file.requests]
        )  # fmt: skip
        if parent := self._given.get("parent") or self._given.get("request"):
            self.parent_.fill(parent)
        self._ask_offers()

    def _picked_case(self, reference: str) -> None:
        self._read_case(reference)

    def _ask_offers(self) -> None:
        """Ask which papers apply; an older answer never replaces a newer one."""
        case, country = str(self.case.value() or ""), str(self.country.read().value or "")
        if not case or not country:
            self.papers.show_offers(())
            self.state.setText(_("Choose the case and the State to see which papers apply."))
            return
        self._number += 1
        number, office, kinds = self._number, self._desk.office, self.kinds.ticked()
        parent = str(self.parent_.read().value or "")
        self._desk.commands.read(
            lambda: office.requests.offers(case, country, kinds, parent),
            lambda found: self._show_offers(number, found),
            self,
            partial(self._no_offers, number),
        )

    def _show_offers(self, number: int, found: Offers) -> None:
        if number == self._number:
            common, forms = _shared_warnings(found.forms)
            self.papers.show_offers(forms)
            told = "\n".join(part for part in (found.state, *common) if part)
            self.state.setText(words.visible(told))
            self.state.setVisible(bool(told))
            self._show_parent()

    def _no_offers(self, number: int, error: BaseException) -> None:
        if number == self._number:
            self.papers.show_offers(())
            self._desk.commands.fail(error)

    def _show_parent(self) -> None:
        offer = self.papers.chosen()
        self.rows["parent"].setVisible(offer is not None and offer.parent)
        self.ok.setEnabled(offer is None or not offer.reason)
        self.rows["form"].show_problem("" if offer is None else offer.reason)
        self._grey_kinds(offer)

    def _grey_kinds(self, offer: FormOffer | None) -> None:
        """What the instruments of the paper do not provide for; another basis may."""
        unknown = dict(offer.unknown) if offer is not None and not offer.reason else {}
        self.kinds.grey(unknown, self._desk.theme.tokens().second)
        names = code_lists.choices("request_kinds")
        said = [f"{_(names[code])}: {unknown[code]}." for code in self.kinds.ticked()
                if code in unknown]  # fmt: skip
        more = _("Another legal basis is needed for it.") if said else ""
        self.rows["kinds"].show_problem(" ".join([*said, more]).strip())

    def _make_controls(self) -> None:
        pick = self._desk.office.pick
        self.case = Picker(_("Case"), ("case",), partial(pick, "case"))
        self.country = CodeAnswer(_spec("to_country", _("State")), countries(),
                                  _("Switzerland, or CH"))  # fmt: skip
        kinds = tuple(code_lists.choices("request_kinds").items())
        self.kinds = TickList(_("What is wanted"), [(code, _(name)) for code, name in kinds], 6)
        self.assets = TickList(_("Which property"), (), 6)
        self.papers = OfferList(self._desk.theme)
        self.parent_ = ChoiceAnswer(_spec("parent", _("Belongs to the request")), ())
        self.authority = Picker(_("Authority addressed"), ("authority",),
                                partial(pick, "authority"))  # fmt: skip
        self.language = CodeAnswer(_spec("language", _("Language")), languages(), _("English"))
        self.language.fill("en")
        self.several = line_edit(_("Why several States are asked"))
        self.several.setText(str(self._given.get(SEVERAL) or ""))
        self.state = label("", "small", wrap=True)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(label(_("New request"), "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        self.rows = {
            "case": EditorRow(_("Case"), self.case, _("required")),
            "to_country": EditorRow(_("State"), self.country.widget, _("required")),
            "kinds": EditorRow(_("What is wanted"), self.kinds),
            "assets": EditorRow(_("Which property"), self.assets),
            "form": EditorRow(_("Paper"), self.papers, _("required")),
            "to_authority": EditorRow(_("Authority addressed"), self.authority),
            "language": EditorRow(_("Language"), self.language.widget),
            "parent": EditorRow(_("Belongs to the request"), self.parent_.widget, _("required")),
            SEVERAL: EditorRow(_("Why several States are asked"), self.several, _("required")),
        }
        for name, row, column, wide in (
            ("case", 0, 0, 1), ("to_country", 0, 1, 1), ("kinds", 2, 0, 1), ("assets", 2, 1, 1),
            ("form", 3, 0, 2), ("parent", 4, 0, 2), ("to_authority", 5, 0, 1),
            ("language", 5, 1, 1), (SEVERAL, 6, 0, 2),
        ):  # fmt: skip
            grid.addWidget(self.rows[name], row, column, 1, wide)
        for name in ("kinds", "assets"):
            grid.setAlignment(self.rows[name], Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.state, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)
        self.rows["parent"].hide()
        self.rows[SEVERAL].setVisible(bool(self.several.text()))
        layout.addLayout(grid, 1)
        self.summary = label("", "note", "bad", wrap=True)
        self.summary.hide()
        layout.addWidget(self.summary)
        line = QHBoxLayout()
        line.addWidget(label(_("What is not chosen here is filled from the case."), "small"), 1)
        line.addWidget(button(_("Cancel"), self.reject))
        self.ok = button(_("Draft the request"), self.give, "primary")
        self.ok.setDefault(True)
        line.addWidget(self.ok)
        layout.addLayout(line)

    def _listen(self) -> None:
        self.case.picked.connect(self._picked_case)
        self.country.widget.textChanged.connect(lambda _text: self._asked.start())
        self.kinds.itemChanged.connect(lambda _item: self._asked.start())
        self.parent_.widget.currentIndexChanged.connect(lambda _at: self._asked.start())
        self.papers.changed.connect(self._show_parent)


def _shared_warnings(
    offers: tuple[FormOffer, ...],
) -> tuple[tuple[str, ...], tuple[FormOffer, ...]]:
    """What is to be watched with every paper, said once, and the papers without it."""
    warned = [set(one.warnings) for one in offers if not one.reason]
    shared = set.intersection(*warned) if len(warned) > 1 else set()
    left = tuple(
        replace(one, warnings=tuple(text for text in one.warnings if text not in shared))
        for one in offers
    )
    return tuple(sorted(shared)), left


def _spec(name: str, title: str) -> FieldSpec:
    return FieldSpec(name, title)


def _listed(value: object) -> list[str]:
    if value in (None, "", (), []):
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]

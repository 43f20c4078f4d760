"""What a page works with: the office, the commands, the dialogs, and the way to other pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from asset_recovery.domain.errors import AppError, NotFound, NotPermitted, Reason
from asset_recovery.i18n import _
from asset_recovery.ui.commands import Commands
from asset_recovery.ui.dialogs import Dialogs
from asset_recovery.ui.drafts import Drafts
from asset_recovery.ui.place import Place
from asset_recovery.ui.preferences import Preferences
from asset_recovery.ui.theme import Theme

if TYPE_CHECKING:
    from asset_recovery.domain.case_file import CaseFile, OfficeFacts
    from asset_recovery.domain.registers import SearchHit, StepOption
    from asset_recovery.ui.office import Office, Session
    from asset_recovery.ui.then import Then

RECORD_PAGES = {
    "case": "case", "asset": "asset", "order": "order", "request": "request", "party": "party",
    "document": "document", "deadline": "deadlines", "approval": "approvals",
    "operation": "operation", "invoice": "invoice", "storage": "storage",
    "authority": "authority", "state": "state",
}  # fmt: skip


class Opened(NamedTuple):
    """A record with its case and the steps for it, read together."""

    file: CaseFile
    steps: tuple[StepOption, ...]


class Desk:
    """Built once per session by the main window and handed to every page."""

    def __init__(
        self, office: Office, session: Session, commands: Commands, dialogs: Dialogs,
        preferences: Preferences, theme: Theme, go: Callable[[Place], object],
        clock: Callable[[], date],
    ) -> None:  # fmt: skip
        self.office, self.session, self.commands, self.dialogs = office, session, commands, dialogs
        self.preferences, self.theme, self.go, self.clock = preferences, theme, go, clock
        self.facts: OfficeFacts = office.facts()
        self.then: Then | None = None
        self.remembered: dict[str, tuple[str, str]] = {}  # what a tab keeps while it is read anew
        self._purposes: dict[str, str] = {}
        self.drafts = Drafts(office, commands)

    def go_to(self, kind: str, reference: str) -> None:
        """Open the page of a record."""
        if kind in RECORD_PAGES:
            self.go(Place(RECORD_PAGES[kind], reference))
            return
        found = self.office.case_of
        self.commands.read(
            lambda: found(kind, reference), lambda case: self.go(Place("case", case))
        )

    def go_to_any(self, reference: str, case: str = "") -> None:
        """Open the record with this reference, whatever it is; else the case it belongs to."""
        search = self.office.search

        def found(hits: list[SearchHit]) -> None:
            hit = next((one for one in hits if one.reference == reference), None)
            if hit is not None:
                self.go_to(hit.kind, reference)
            elif case:
                self.go_to("case", case)

        self.commands.read(lambda: search(reference), found)

    def read_record(
        self, kind: str, reference: str, then: Callable[[Opened], object],
        lost: Callable[[str], object], owner: QObject,
    ) -> None:  # fmt: skip
        """Read a record with its case; asks for a purpose where one must be given."""

        def work() -> Opened | str | AppError:
            try:
                case = reference if kind == "case" else self.office.case_of(kind, reference)
                if not case:
                    return _no_case()
                file = self._file(case)
            except NotPermitted as refused:
                asked = any(reason.code == "purpose_missing" for reason in refused.reasons)
                return case if asked else refused
            except AppError as refused:
                return refused
            if self.then is not None:
                return Opened(file, ())
            return Opened(file, self.office.steps(kind, reference))

        def shown(found: Opened | str | AppError) -> None:
            if isinstance(found, Opened):
                then(found)
            elif isinstance(found, str):
                self._ask_purpose(
                    found, lambda: self.read_record(kind, reference, then, lost, owner)
                )
                lost(_("This case is not yours: say for what purpose you open it."))
            else:
                lost("\n".join(reason.text for reason in found.reasons))

        self.commands.read(work, shown, owner)

    def show_then(self, then: Then | None, held: str) -> None:
        """Read an earlier day from now on, or today; while it is shown, no step can be taken."""
        self.then = then
        self.commands.held = held if then is not None else ""

    def _file(self, case: str) -> CaseFile:
        purpose, then = self._purposes.get(case, ""), self.then
        if then is None:
            return self.office.case_file(case, purpose)
        return self.office.case_file(case, purpose, as_of=then.as_of, known_on=then.moment)

    def open_editor(
        self, action: str, given: Mapping[str, object], parent: QWidget,
        accepted: Callable[[Any], object] | None = None,
        on_file: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """Open the editor of an action over `parent`, filled with what is given.

        `on_file` is what the record says now: shown, and given only where it is changed.
        """
        if self.then is not None:
            self.dialogs.tell(_("An earlier day is shown"), self.commands.held)
            return

        def opened(spec: Any) -> None:
            more = {"on_file": on_file} if on_file else {}
            editor = _editor(action)(self, spec, given, parent, **more)
            if accepted is not None:
                editor.given.connect(accepted)
            editor.open()

        self.commands.read(lambda: self.office.spec(action), opened, parent)

    def _ask_purpose(self, case: str, again: Callable[[], object]) -> None:
        def answered(text: str) -> None:
            if text.strip():
                self._purposes[case] = text.strip()
                again()

        self.dialogs.ask_text(
            _("Purpose of consultation"),
            _("You are not assigned to {case}. Say why you open it; the answer is logged.").format(
                case=case
            ),
            answered,
        )


def _editor(action: str) -> Callable[..., Any]:
    """The editor of an action: one of its own, or the one that is built from its fields."""
    if action == "draft_request":
        from asset_recovery.ui.editors.request_wizard import RequestWizard

        return RequestWizard
    from asset_recovery.ui.editors.command_editor import CommandEditor

    return CommandEditor


def _no_case() -> NotFound:
    text = _("No case that you may see names this record yet. Link it to a case first.")
    return NotFound(Reason("not_found", text))

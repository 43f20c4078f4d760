"""Where each command goes: given to the office, refusals shown, changes announced."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from asset_recovery.domain.errors import AppError
from asset_recovery.i18n import _
from asset_recovery.ui.dialogs import Dialogs
from asset_recovery.ui.task_runner import Runner, WindowProgress

if TYPE_CHECKING:
    from asset_recovery.domain.registers import Result
    from asset_recovery.ui.office import Office

Accepted: TypeAlias = "Callable[[Result], object]"


class Commands(QObject):
    """Gives commands; `done` says that something changed, `said` is a line for the status bar."""

    done = Signal(object)
    said = Signal(str)
    working = Signal(bool)

    def __init__(self, office: Office, runner: Runner, dialogs: Dialogs) -> None:
        super().__init__()
        self._office, self._runner, self._dialogs = office, runner, dialogs
        self.held = ""  # why nothing can be given now: an earlier day is shown

    def give(
        self, arguments: Mapping[str, object], accepted: Accepted, refused: Accepted | None = None
    ) -> None:
        """Give one command; `refused` shows the reasons (without it a message does)."""
        self.run(lambda: self._office.give(arguments), accepted, refused)

    def run(
        self, work: Callable[[], Result], accepted: Accepted, refused: Accepted | None = None
    ) -> None:
        """Have a command done that ends in a `Result`."""
        if self._is_held():
            return

        def decided(result: Result) -> None:
            self.working.emit(False)
            if result.ok:
                if _lives(accepted):
                    accepted(result)
                self.said.emit(outcome(result))
                self.done.emit(result)
            elif refused is not None and _lives(refused):
                refused(result)
            else:
                self._dialogs.tell(_("This cannot be done now"), sentences(result))

        def failed(error: BaseException) -> None:
            self.working.emit(False)
            self.fail(error)

        self.working.emit(True)
        self._runner.write(work, decided, failed)

    def give_all(
        self, actions: Sequence[Mapping[str, object]], then: Callable[[tuple[Result, ...]], object]
    ) -> None:
        """Give many commands in one transaction, all or none."""
        if self._is_held():
            return

        def decided(results: tuple[Result, ...]) -> None:
            then(results)
            if all(result.ok for result in results):
                self.said.emit(_("{number} recorded.").format(number=len(results)))
                self.done.emit(results)

        self._runner.write(lambda: self._office.give_all(actions), decided, self.fail)

    def _is_held(self) -> bool:
        if self.held:
            self._dialogs.tell(_("An earlier day is shown"), self.held)
        return bool(self.held)

    def read(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], object],
        owner: QObject | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Read something on the reader; an expected failure is told, a bug is reported.

        What comes back after `owner` (a page that was left) is gone is dropped. `failed` gets a
        failure instead, and hands over to `fail` what it does not expect.
        """
        missed = self.fail if failed is None else partial(_deliver, failed, owner)
        self._runner.read(work, partial(_deliver, then, owner), missed)

    def turn(
        self, work: Callable[[], Any], then: Callable[[Any], object], owner: QObject | None = None
    ) -> None:
        """Read rows of a list that somebody looks at, as `read` does, but never behind it."""
        self._runner.turn(work, partial(_deliver, then, owner), self.fail)

    def run_long(
        self, title: str, work: Callable[[WindowProgress], Any], then: Callable[[Any], object],
        owner: QObject | None = None,
    ) -> None:  # fmt: skip
        """A long operation, shown in the status bar with Cancel."""
        self._runner.run_long(title, work, partial(_deliver, then, owner), self.fail)

    def fail(self, error: BaseException) -> None:
        """Tell an expected failure; anything else is a bug and is raised for the crash report."""
        if not isinstance(error, AppError):
            raise error
        if error.reasons and error.reasons[0].code == "cancelled":
            self.said.emit(str(error))
            return
        self._dialogs.tell(_("This cannot be done now"), "\n".join(r.text for r in error.reasons))


def _deliver(then: Callable[[Any], object], owner: QObject | None, value: Any) -> None:
    if owner is None or isValid(owner):
        then(value)


def _lives(callback: Callable[..., object]) -> bool:
    """Whether the dialog that a callback belongs to was not closed meanwhile, as the lock does."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def sentences(result: Result) -> str:
    """Every reason of a refusal, one a line."""
    return "\n".join(reason.text for reason in result.reasons) or _("The office refused it.")


def outcome(result: Result) -> str:
    """What a command did, in one line."""
    made = ", ".join(reference for _kind, reference in result.made)
    if result.pending:
        waits = ", ".join(reference for reference, _level in result.pending)
        return _("Recorded; waits for a second person: {approval}").format(approval=waits)
    return _("Recorded: {made}").format(made=made) if made else _("Recorded.")


def left_behind(results: Sequence[Any]) -> tuple[list[str], list[str]]:
    """(sentences, references of decisions): what waits, what was warned of, what was noted."""
    said: dict[str, None] = {}
    waiting: dict[str, None] = {}
    for result in results:
        for reference, level in result.pending:
            text = _("Waits for a second person, level {level}: {approval}.")
            said[text.format(level=level, approval=reference)] = None
            waiting[reference] = None
        for text in (*(warning.text for warning in result.warnings), *result.notes):
            said[text] = None
    return list(said), list(waiting)

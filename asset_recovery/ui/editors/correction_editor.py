"""The editor of a step that was sent back: filled with what was given, submitted again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.office import ActionSpec


class CorrectionEditor(CommandEditor):
    """The step's own editor; what it gives is the correction with what was changed."""

    def __init__(
        self,
        desk: Desk,
        spec: ActionSpec,
        given: Mapping[str, object],
        approval: str,
        parent: QWidget,
    ) -> None:
        self._before, self._approval, self._clock = dict(given), approval, desk.clock
        super().__init__(desk, spec, given, parent)
        self.setWindowTitle(_("Correct: {step}").format(step=spec.title))
        self.ok.setText(_("Submit again"))

    def arguments(self) -> dict[str, object]:
        """The correction as it would be given now: only what differs from before."""
        typed = super().arguments()
        step = typed.pop("action")
        assert step == self.spec.name
        changed = {name: value for name, value in typed.items() if value != self._before.get(name)}
        gone = {name: None for name in self._before if name not in typed}
        return {
            "action": "correct_step",
            "what": self._approval,
            "on": self._clock().isoformat(),
            "arguments": {**changed, **gone},
            "reason": str(typed.get("reason") or _("Corrected as asked")),
        }

"""What a figure is: a name, a version, inputs, and a function from values to outputs and steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.arithmetic import exact
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.reading import read
from asset_recovery.lifecycle.figures.schema import Input, Values

Outputs = dict[str, object]
Run = Callable[[Values, LookUps], Outputs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. `formula` is the sentence that "explain this number" prints first.

    `run` gives the outputs with `explanation`, a list of steps; a new `version` is due whenever
    the same inputs would give another output.
    """

    name: str
    title: str
    formula: str
    inputs: tuple[Input, ...]
    run: Run
    version: int = 1

    def compute(self, given: Mapping[str, object], look_up: LookUps) -> Outputs:
        """Outputs, `figure` and `version` for what was given; `ValidationFailed` otherwise."""
        outputs = exact(self.run)(read(self.inputs, given), look_up)
        steps = outputs.pop("explanation")
        assert isinstance(steps, list)
        return {
            **outputs,
            "figure": self.name,
            "version": self.version,
            "explanation": [_(self.formula), *steps],
        }

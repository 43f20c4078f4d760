"""A figure as people meet it in a calculator: its inputs, and what came out with its steps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureInput:
    """One input: `many` takes a list, `fields` are the inputs of an object."""

    name: str
    kind: str
    required: bool
    default: str = ""
    many: bool = False
    choices: tuple[str, ...] = ()
    fields: tuple[FigureInput, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureShape:
    """A figure with its formula in one sentence."""

    name: str
    title: str
    formula: str
    version: int
    inputs: tuple[FigureInput, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """Outputs as (name, text), lists one line a row; and how it was worked out."""

    outputs: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    faults: tuple[tuple[str, str], ...] = ()

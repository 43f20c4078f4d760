"""What is known of the worth of an asset: valuations with their weight, keep or sell, motions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money

# Terms that ask for a valuation.
DUE_RULES = ("first_valuation", "revaluation", "valuation", "valuation_report")


@dataclass(frozen=True, slots=True)
class InputLine:
    """One input of a calculation: its name in the figure, its value, and where it comes from.

    `assumed` where nothing of this asset says it: a term of the legal system or a class of the
    type. `value` is empty where nothing at all is known.
    """

    name: str
    value: str
    source: str
    assumed: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Varied:
    """The outcome with one input changed."""

    input: str
    change: str
    given: str
    pv_keep: Money
    pv_sell: Money
    advice: str
    flips: bool


@dataclass(frozen=True, slots=True)
class Course:
    """Value and net keeping cost after some months from now."""

    month: int
    value: Money
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOrSell:
    """Both present values with everything beside them; advice is never a decision.

    `missing` names the inputs that the file lacks: then there are no outputs. `ratio_alarm` is
    none, warn or act. `exclusions` prevail over any advice; `hearing` is a guard of its own.
    """

    on: date
    currency: str
    inputs: tuple[InputLine, ...]
    missing: tuple[str, ...] = ()
    pv_keep: Money | None = None
    pv_sell: Money | None = None
    advice: str = ""
    cost_ratio: str | None = None
    net_cost_ratio: str | None = None
    ratio_alarm: str = "none"
    sensitivity: tuple[Varied, ...] = ()
    sides: tuple[tuple[str, Money], ...] = ()
    erosion: str | None = None
    erosion_alarm: bool = False
    erosion_limit: str = ""
    break_even_on: date | None = None
    course: tuple[Course, ...] = ()
    exclusions: tuple[str, ...] = ()
    hearing: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    version: int = 1
    erosion_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePoint:
    """A valuation with its age, its weight by age, and how its index has moved since."""

    reference: str
    on: date
    value: Money
    kind: str
    method: str
    valuer: str
    counts: bool
    age_days: int
    age: str
    weight: str = ""
    drift: str = ""
    drift_source: str = ""
    instruction: str = ""
    review: str = ""
    low: Money | None = None
    high: Money | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionFacts:
    """A valuer was asked for a report; `state` is open, late or answered."""

    reference: str
    on: date
    valuer: str
    purpose: str
    basis: str
    due: date | None
    state: str
    answered_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationFacts:
    """A calculation kept with the file: figure, version, inputs with sources, outputs."""

    reference: str
    on: date
    figure: str
    version: int
    by: str
    inputs: tuple[InputLine, ...]
    outputs: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionFacts:
    """A motion for interlocutory sale, and what keeps it from being finalised."""

    reference: str
    on: date
    court: str
    finalised_on: date | None
    age_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """Everything about the worth of one asset on one day."""

    asset: str
    on: date
    points: tuple[ValuePoint, ...]
    weighted: tuple[tuple[str, Money, int], ...] = ()
    instructions: tuple[InstructionFacts, ...] = ()
    calculations: tuple[CalculationFacts, ...] = ()
    motions: tuple[MotionFacts, ...] = ()
    keep_or_sell: KeepOrSell | None = None
    due_on: date | None = None
    due_text: str = ""
    second_needed: bool = False
    obstacles: tuple[str, ...] = ()

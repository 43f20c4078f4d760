"""The worth of an asset as a reader asks for it, and the calculators over all figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.errors import AppError, NotFound, Reason
from asset_recovery.domain.figure_shapes import Computed, FigureInput, FigureShape
from asset_recovery.domain.value_facts import Worth
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.schema import Input
from asset_recovery.lifecycle.figures.table import FIGURES, compute
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.case_parts.case_desk import open_desk
from asset_recovery.services.case_parts.worth import worth_of
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.figure_look_ups import office_look_ups
from asset_recovery.services.looking import Look, OpenOffice, look_at
from asset_recovery.services.office import Office

_BESIDE = ("figure", "version", "explanation")


@dataclass(frozen=True, slots=True)
class ValueService:
    """Reads the worth of assets through the one access filter."""

    office: OpenOffice
    consultations: Consultations | None = None

    def worth(  # noqa: PLR0913 - a record at two clocks, and what was changed by hand
        self,
        reference: str,
        actor: Actor,
        *,
        purpose: str = "",
        changed: Mapping[str, str] | None = None,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> Worth:
        """Valuations, instructions, keep or sell and motions of one asset.

        Raises `NotFound` for what is no asset the reader may know of, and `ValidationFailed` for a
        changed input that cannot be.
        """
        look = Look(
            screen="value", purpose=purpose, as_of=as_of, known_on=known_on,
            consultations=self.consultations,
        )  # fmt: skip
        with look_at(self.office, actor, "asset", reference, look) as sight:
            desk = open_desk(sight.reading, sight.own_case, with_journal=False, about=reference)
            asset = desk.by_reference.get(reference)
            if asset is None:
                text = _("The asset {asset} was not yet on file then.").format(asset=reference)
                raise NotFound(Reason("not_found", text, field="reference"))
            return worth_of(desk, asset, changed)


def figure_shapes() -> tuple[FigureShape, ...]:
    """Every figure with its inputs, in the order of the table."""
    return tuple(
        FigureShape(
            name=one.name,
            title=_(one.title),
            formula=_(one.formula),
            version=one.version,
            inputs=tuple(_input(given) for given in one.inputs),
        )
        for one in FIGURES.values()
    )


def _input(given: Input) -> FigureInput:
    return FigureInput(
        name=given.name,
        kind=given.kind.value,
        required=given.required,
        default=given.default or "",
        many=given.many,
        choices=given.choices,
        fields=tuple(_input(one) for one in given.fields),
    )


def worked_out(office: Office, name: str, given: Mapping[str, object]) -> Computed:
    """A figure on given inputs; nothing is kept. What is wrong comes back field by field."""
    with office_look_ups(office) as look_ups:
        try:
            done = compute(name, given, look_ups)
        except AppError as refusal:
            faults = tuple((one.field or "", one.text) for one in refusal.reasons)
            return Computed((), (), faults)
    outputs = tuple((key, shown(value)) for key, value in done.items() if key not in _BESIDE)
    steps = done["explanation"]
    return Computed(outputs, tuple(steps) if isinstance(steps, list) else ())


def shown(value: object) -> str:
    """An output as text: rows one a line, nothing as a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {shown(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return "\n".join(shown(one) for one in value) or "–"
    return str(value)

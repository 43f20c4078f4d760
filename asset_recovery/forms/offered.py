"""Whether a form applies to a State: offered, offered with a warning, or refused with the reason.

What a sheet says counts; what no sheet says is not known, and what is not known is warned of and
never refused. Only where a list of bound States is delivered with the form is it known without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.expression import Node, Not, evaluate
from asset_recovery.domain.state_facts import StateSheet
from asset_recovery.forms.bound_states import instruments_between, outside_reason
from asset_recovery.forms.form_model import Form
from asset_recovery.i18n import _

# What the condition of a form may ask for.
OFFER_NAMES = frozenset(
    (
        "country",
        "their_instruments",
        "our_instruments",
        "shared_instruments",
        "route",
        "direction",
        "kinds",
        "parent_form",
    )
)
# What asks another State for something: our own is never the one that is asked.
_TO_ANOTHER = ("general", "certificate")
CERTIFICATE = "certificate"
_ABROAD = ("general", "certificate", "informal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """To which State a paper is to go, in which case: what the condition of a form is judged on.

    `own` is our State (empty where the office never said it), `sheet` theirs, `own_sheet` ours;
    None where none is on file. `route` is the code that forms use.
    """

    country: str
    own: str = ""
    sheet: StateSheet | None = None
    own_sheet: StateSheet | None = None
    route: str = ""
    direction: str = "out"
    kinds: tuple[str, ...] = ()
    parent_form: str = ""

    def recorded(self, day: date) -> tuple[str, ...] | None:
        """What their sheet says is in force; None where it does not say or there is none."""
        return None if self.sheet is None else self.sheet.in_force(day)

    def certain(self, day: date) -> tuple[str, ...]:
        """What binds both States for certain, whatever a sheet says."""
        return instruments_between(self.country, self.own, day)


@dataclass(frozen=True, slots=True)
class Offer:
    """A form for a State: `refusal` where it does not apply, else what is to be warned of."""

    form: str
    refusal: Reason | None = None
    warnings: tuple[Reason, ...] = ()


def offer(form: Form, situation: Situation, day: date) -> Offer:
    """Whether a form applies to a State on a day."""
    if situation.own and situation.country == situation.own and form.kind in _TO_ANOTHER:
        ours = _to_ourselves(form, situation.own)
        # A certificate goes to another State by its own law; a request at home is only unusual.
        return Offer(form.id, ours) if form.kind == CERTIFICATE else Offer(form.id, None, (ours,))
    outside = outside_reason(form.id, situation.country, day)
    if outside is None and situation.own and situation.country:
        outside = outside_reason(form.id, situation.own, day)
    if outside is not None:
        return Offer(form.id, outside)
    said = _said(form, situation, day)
    if said is False:
        return Offer(form.id, _refusal(form, situation))
    warnings = []
    if said is None or form.kind in _ABROAD:
        warnings = list(_without_sheet(situation, day, asked=said is None))
    return Offer(form.id, None, tuple(warnings))


def _to_ourselves(form: Form, own: str) -> Reason:
    text = _("{form} goes to another State; {state} is our own.")
    said = text.format(form=form.id, state=country_name(own))
    return Reason("form_out_of_scope", said, field="to_country")


def _said(form: Form, situation: Situation, day: date) -> bool | None:
    """Whether the condition holds; None where only a sheet that is not there could say it."""
    node = form.offered_when
    if node is None:
        return True
    recorded, certain = situation.recorded(day), situation.certain(day)
    own = None if situation.own_sheet is None else situation.own_sheet.in_force(day)
    names = _names(situation, own)
    shared = tuple(dict.fromkeys((*(recorded or ()), *certain)))
    if evaluate(node, {**names, "their_instruments": shared, "shared_instruments": shared}):
        return True
    if recorded is not None or _is_certainly_false(node, names):
        return False
    return None


def _is_certainly_false(node: Node, names: Mapping[str, object]) -> bool:
    """Whether the condition fails whatever instruments are in force."""
    return evaluate(Not(node), names)


def _names(situation: Situation, own: tuple[str, ...] | None) -> dict[str, object]:
    names: dict[str, object] = {
        "country": situation.country,
        "route": situation.route,
        "direction": situation.direction,
        "kinds": situation.kinds,
        "parent_form": situation.parent_form,
    }
    if own is not None:
        names["our_instruments"] = own
    return names


def _refusal(form: Form, situation: Situation) -> Reason:
    text = _("{form} does not apply to {state}: {why}").format(
        form=form.id,
        state=country_name(situation.country),
        why=_(form.offered_else) if form.offered_else else _("its condition is not met."),
    )
    if situation.sheet is not None:
        text = f"{text} {sheet_named(situation.sheet)}"
    return Reason("form_out_of_scope", text, "record_state_sheet", field="form")


def _without_sheet(situation: Situation, day: date, *, asked: bool) -> list[Reason]:
    """What is not on file about a State that should be; its age is no matter of a form."""
    name = country_name(situation.country)
    if not situation.country or situation.country == situation.own:
        return []
    if situation.sheet is None:
        text = _("No State sheet for {state}: record what applies.").format(state=name)
        return [_missing(text)]
    if asked or situation.recorded(day) is None:
        text = _("The State sheet of {state} does not say which instruments are in force.")
        return [_missing(text.format(state=name))]
    return []


def _missing(text: str) -> Reason:
    return Reason("state_sheet_missing", text, "record_state_sheet", field="to_country")


def sheet_named(sheet: StateSheet) -> str:
    """How a sentence names a sheet: whose it is, when and by whom it was last checked."""
    return _("(State sheet of {state}, checked on {day} by {who})").format(
        state=country_name(sheet.country), day=sheet.checked_on.isoformat(), who=sheet.checked_by
    )

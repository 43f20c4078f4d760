"""What a request still lacks: every element that the chosen instruments ask for, and what blocks.

The rules are CR-1 to CR-9 and CR-12 of the forms specification. An unconditional element blocks
approval, signature and sending; what the instrument softens or no lawyer has confirmed warns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.domain.expression import evaluate
from asset_recovery.forms.answers import ABSENCE, absence_reasons, is_filled
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.instruments import Element, Instruments, derive
from asset_recovery.forms.template import Form, FormField
from asset_recovery.i18n import _

BLOCKS = "blocks"
WARNS = "warns"
_SYSTEM_TYPES = ("auto", "sig")


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not there.

    `level` is `blocks` or `warns`; `article` where it is asked for; `row` names the record in a
    table; `unconfirmed` says that the duty is to be checked by a lawyer.
    """

    key: str
    label: str
    section: str
    level: str
    article: str
    how_to_mend: str
    unconfirmed: bool = False

    @property
    def blocks(self) -> bool:
        """Whether it keeps the request from being approved, signed and sent."""
        return self.level == BLOCKS

    def reason(self) -> Reason:
        """The same as a refusal or warning."""
        text = f"{self.label}: {self.how_to_mend}"
        if self.article:
            text = f"{self.label} ({self.article}): {self.how_to_mend}"
        return Reason("form_incomplete", text, clear_with="fill_request", field=self.key)


@dataclass(frozen=True, slots=True)
class _Place:
    """A field with the form in which it stands."""

    form: Form
    field: FormField

    @property
    def section(self) -> str:
        return self.form.short_id if self.form.kind == "module" else self.field.section


def missing(
    form: Form,
    values: Mapping[str, object],
    instruments: Instruments,
    kinds: Sequence[str],
    today: date,
    modules: Sequence[Form] = (),
) -> tuple[Missing, ...]:
    """What the request lacks on a day, in the order of the form, each field once.

    `values` are read values by field key (`answers.read_typed`), beside them `absence_reasons`;
    `kinds` the codes of assistance; `modules` the annexed modules.
    """
    annexes = tuple(module.short_id for module in modules)
    scope = {**values, "modules": annexes, **derive(values, kinds, instruments)}
    basis = _basis(values)
    places = {field.key: _Place(one, field) for one in (form, *modules) for field in one.fields}
    found: dict[str, Missing] = {}
    demanded = list(_elements(places, scope, basis, instruments))
    named = {item.key for item in demanded}
    for item in (
        *(
            # Where the chosen instruments name the element, their articles are the ones to show.
            replace(one, article="") if one.key in named else one
            for one in _fields(places, scope, basis, instruments)
        ),
        *demanded,
        *_mixed(places, scope),
        *_dates(places, scope, today),
    ):
        found[item.key] = _merged(found[item.key], item) if item.key in found else item
    excused = absence_reasons({ABSENCE: values.get(ABSENCE)})
    order = {key: number for number, key in enumerate(places)}
    return tuple(
        item
        for item in sorted(found.values(), key=lambda one: order[one.key.split(".")[0]])
        if item.blocks or item.key.split(".")[0] not in excused
    )


def ending_orders(records: CaseRecords, today: date) -> tuple[Missing, ...]:
    """Named orders that end before the other State can be expected to have acted."""
    days = records.instruments.execution_allowance_days
    return tuple(
        Missing(
            "orders.expires_on",
            _("Order {reference} ends on {day}").format(
                reference=order.reference, day=order.expires_on.isoformat()
            ),
            "L",
            WARNS,
            "",
            _("have it extended first, or ask for speed: execution may take {days} days.").format(
                days=days
            ),
        )
        for order in records.orders
        if order.expires_on is not None and order.expires_on < today + timedelta(days=days)
    )


def require_complete(found: Sequence[Missing]) -> None:
    """Refuse with `form_incomplete` and every blocking reason where something blocks."""
    reasons = [item.reason() for item in found if item.blocks]
    if reasons:
        raise RuleViolation(reasons)


def _basis(values: Mapping[str, object]) -> tuple[str, ...]:
    chosen = values.get("legal_basis")
    if isinstance(chosen, str):
        return (chosen,)
    return tuple(str(code) for code in chosen) if isinstance(chosen, list | tuple) else ()


def _fields(
    places: Mapping[str, _Place],
    scope: Mapping[str, object],
    basis: tuple[str, ...],
    instruments: Instruments,
) -> Iterator[Missing]:
    """Mandatory and conditional fields that are empty."""
    for key, place in places.items():
        field = place.field
        if field.req not in ("M", "C") or field.type in _SYSTEM_TYPES:
            continue
        if field.required_when is not None and not evaluate(field.required_when, scope):
            continue
        if is_filled(field, scope.get(key)):
            continue
        asking = _asking(field, basis, instruments)
        if asking is not None:
            soft = bool(field.softened) or not asking
            yield _item(place, WARNS if soft else BLOCKS, field.source, not asking)


def _asking(field: FormField, basis: tuple[str, ...], instruments: Instruments) -> bool | None:
    """Whether a chosen instrument asks for the field: True surely, False unconfirmed, None not."""
    if not field.instruments:
        return True
    if set(field.instruments) & set(basis):
        return True
    like = {
        instrument.contents_like
        for code in basis
        if (instrument := instruments.instrument(code)) is not None
    }
    return False if set(field.instruments) & like else None


def _elements(
    places: Mapping[str, _Place],
    scope: Mapping[str, object],
    basis: tuple[str, ...],
    instruments: Instruments,
) -> Iterator[Missing]:
    """Elements of the chosen instruments that no field answers (CR-1, CR-2)."""
    for element in instruments.elements:
        if element.optional:
            continue
        if element.when is not None and not evaluate(element.when, scope):
            continue
        for code in basis:
            article, confirmed = _article(element, code, instruments)
            if not article:
                continue
            soft = bool(element.softened) or not confirmed
            level = WARNS if soft else BLOCKS
            for key in element.fields:
                if key in places:
                    yield from _element(
                        element, places[key], scope.get(key), level, article, confirmed
                    )


def _article(element: Element, code: str, instruments: Instruments) -> tuple[str, bool]:
    """Where an instrument asks for an element (`UNTOC 18(15)(c)`), and whether it is confirmed."""
    instrument = instruments.instrument(code)
    if instrument is None:
        return "", False
    if code in element.articles:
        return f"{instrument.short} {element.articles[code]}", instrument.mark == "V"
    if instrument.contents_like in element.articles:
        other = instruments.instrument(instrument.contents_like)
        name = other.short if other else instrument.contents_like
        article = f"{name} {element.articles[instrument.contents_like]}"
        return _("{short}, read beside {article}").format(
            short=instrument.short, article=article
        ), False
    return "", False


def _element(
    element: Element, place: _Place, value: object, level: str, article: str, confirmed: bool
) -> Iterator[Missing]:
    if not element.column:
        if not is_filled(place.field, value):
            yield _item(place, level, article, not confirmed)
        return
    rows = value if isinstance(value, tuple | list) else ()
    lacking = [
        str(row.get("reference") or number)
        for number, row in enumerate(rows, start=1)
        if isinstance(row, Mapping) and not str(row.get(element.column) or "").strip()
    ]
    if lacking:
        item = _item(place, level, article, not confirmed)
        yield replace(
            item,
            key=f"{place.field.key}.{element.column}",
            label=element.name,
            how_to_mend=_("fill it in for {rows}, or say why it is not known.").format(
                rows=", ".join(lacking)
            ),
        )


def _mixed(places: Mapping[str, _Place], scope: Mapping[str, object]) -> Iterator[Missing]:
    """Intermingled property needs the assessed value of its tainted part (CR-12)."""
    place = places.get("assets")
    rows = scope.get("assets")
    if place is None or not isinstance(rows, tuple | list) or not scope["property_concerned"]:
        return
    lacking = [
        str(row.get("reference") or number)
        for number, row in enumerate(rows, start=1)
        if isinstance(row, Mapping)
        and "MIX" in _codes(row.get("grounds"))
        and not row.get("tainted_value")
    ]
    if lacking:
        yield replace(
            _item(
                place, BLOCKS if scope["confiscates"] else WARNS, "UNTOC 12(4); UNCAC 31(5)", False
            ),
            key="assets.tainted_value",
            label=_("Assessed value of the tainted part"),
            how_to_mend=_("record it with the ground of {rows}.").format(rows=", ".join(lacking)),
        )


def _codes(value: object) -> set[str]:
    if isinstance(value, str):
        return {part.strip().upper() for part in value.split(",")}
    return {str(part).upper() for part in value} if isinstance(value, tuple | list) else set()


def _dates(
    places: Mapping[str, _Place], scope: Mapping[str, object], today: date
) -> Iterator[Missing]:
    """A deadline that has already passed cannot be asked for."""
    deadline = scope.get("requested_deadline")
    if isinstance(deadline, date) and deadline < today and "requested_deadline" in places:
        yield replace(
            _item(places["requested_deadline"], WARNS, "UNTOC 18(24)", False),
            how_to_mend=_("the deadline asked for has passed; give a new one with its reason."),
        )


def _item(place: _Place, level: str, article: str, unconfirmed: bool) -> Missing:
    return Missing(
        place.field.key,
        place.field.label,
        place.section,
        level,
        article,
        _mend(place),
        unconfirmed,
    )


def _mend(place: _Place) -> str:
    field = place.field
    if field.affirmation:
        text = _("confirm it in section {section}, or choose another legal basis.")
    elif field.type == "doc":
        text = _("attach the document and name it in section {section}.")
    elif field.type == "table":
        text = _("add at least one full row in section {section}.")
    else:
        text = _("fill it in, section {section}.")
    sentence = text.format(section=place.section)
    if field.softened:
        sentence = _("{sentence} If it is not known, say why.").format(sentence=sentence)
    if field.recorded_by:
        sentence = _("{sentence} It is taken over when {action} is recorded in the case.").format(
            sentence=sentence, action=field.recorded_by.replace("_", " ")
        )
    return sentence


def _merged(first: Missing, second: Missing) -> Missing:
    """One entry a field: the stronger level, and every article that asks for it."""
    articles = dict.fromkeys(
        part.strip() for item in (first, second) for part in item.article.split(";") if part.strip()
    )
    return replace(
        first,
        level=BLOCKS if BLOCKS in (first.level, second.level) else WARNS,
        article="; ".join(articles),
        unconfirmed=first.unconfirmed and second.unconfirmed,
    )

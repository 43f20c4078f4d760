"""What a request still lacks: every element that the chosen instruments ask for, and what blocks.

The rules are CR-1 to CR-9 of the forms specification and those of the form files. An
unconditional element blocks approval, signature and sending; what the instrument softens or no
lawyer has confirmed warns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from asset_recovery.domain.expression import evaluate
from asset_recovery.forms.answers import ABSENCE, absence_reasons, is_filled
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.form_model import BLOCKS, SYSTEM_TYPES, WARNS, Form, FormField
from asset_recovery.forms.instruments import Element, Instruments, derive
from asset_recovery.forms.missing import Missing, require_complete, section_of
from asset_recovery.forms.rule_scope import RuleScope, rule_scope
from asset_recovery.forms.rules import broken_rules
from asset_recovery.i18n import _

__all__ = ["Missing", "article_of", "ending_orders", "missing", "require_complete", "scope_of"]


@dataclass(frozen=True, slots=True)
class _Place:
    """A field with the form in which it stands."""

    form: Form
    field: FormField

    @property
    def section(self) -> str:
        return section_of(self.form, self.field)


def missing(
    form: Form,
    values: Mapping[str, object],
    instruments: Instruments,
    kinds: Sequence[str],
    today: date,
    modules: Sequence[Form] = (),
    records: CaseRecords | None = None,
) -> tuple[Missing, ...]:
    """What the request lacks on a day, in the order of the form, each field and rule once.

    `values` are read values by field key (`answers.read_typed`), beside them `absence_reasons`;
    `kinds` the codes of assistance; `modules` the annexed modules; `records` the case, for rules
    that look at it.
    """
    forms = (form, *modules)
    scope = scope_of(form, values, instruments, kinds, today, modules, records)
    basis = _basis(form, values)
    places = {field.key: _Place(one, field) for one in forms for field in one.fields}
    matrix = basis if form.has_matrix else ()
    demanded = list(_elements(places, scope.names, matrix, instruments))
    named = {item.key for item in demanded}
    found: dict[str, Missing] = {}
    for item in (
        *(
            # Where the chosen instruments name the element, their articles are the ones to show.
            replace(one, article="") if one.key in named else one
            for one in _fields(places, scope.names, basis, instruments)
        ),
        *demanded,
        *(broken for one in forms for broken in broken_rules(one, scope)),
    ):
        place = f"{item.rule} {item.key}"
        found[place] = _merged(found[place], item) if place in found else item
    excused = absence_reasons({ABSENCE: values.get(ABSENCE)})
    order = {key: number for number, key in enumerate(places)}
    return tuple(
        item
        for item in sorted(
            found.values(), key=lambda one: order.get(one.key.split(".")[0], len(order))
        )
        if item.blocks or item.key.split(".")[0] not in excused
    )


def scope_of(
    form: Form,
    values: Mapping[str, object],
    instruments: Instruments,
    kinds: Sequence[str],
    today: date,
    modules: Sequence[Form] = (),
    records: CaseRecords | None = None,
) -> RuleScope:
    """Every name that conditions and rules of the form may use, with its value."""
    annexes = tuple(module.short_id for module in modules)
    derived = {"modules": annexes, **derive(values, kinds, instruments)}
    if records is not None:
        # Taking the other States out of the list does not make the request one to a single State.
        derived["multiple_states"] = bool(derived["multiple_states"] or records.elsewhere)
    return rule_scope((form, *modules), values, derived, records, today)


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


def _basis(form: Form, values: Mapping[str, object]) -> tuple[str, ...]:
    """The instruments of the form itself and those that were chosen."""
    chosen = values.get("legal_basis")
    if isinstance(chosen, str):
        chosen = (chosen,)
    codes = chosen if isinstance(chosen, list | tuple) else ()
    return tuple(dict.fromkeys((*form.legal_basis, *(str(code) for code in codes))))


def _fields(
    places: Mapping[str, _Place],
    scope: Mapping[str, object],
    basis: tuple[str, ...],
    instruments: Instruments,
) -> Iterator[Missing]:
    """Mandatory and conditional fields that are empty."""
    for key, place in places.items():
        field = place.field
        if field.req not in ("M", "C") or field.type in SYSTEM_TYPES:
            continue
        if field.printed_when is not None and not evaluate(field.printed_when, scope):
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
            article, confirmed = article_of(element, code, instruments)
            if not article:
                continue
            soft = bool(element.softened) or not confirmed
            level = WARNS if soft else BLOCKS
            for key in element.fields:
                if key in places:
                    yield from _element(
                        element, places[key], scope.get(key), level, article, confirmed
                    )


def article_of(element: Element, code: str, instruments: Instruments) -> tuple[str, bool]:
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


def _item(place: _Place, level: str, article: str, unconfirmed: bool) -> Missing:
    return Missing(
        place.field.key,
        place.field.label,
        place.section,
        level,
        article,
        mend_of(place.field, place.section),
        unconfirmed,
    )


def mend_of(field: FormField, section: str) -> str:
    """How an empty field is mended; `section` is where it stands, on the screen or on the paper."""
    if field.affirmation:
        text = _("confirm it in section {section}, or choose another legal basis.")
    elif field.type == "doc":
        text = _("attach the document and name it in section {section}.")
    elif field.type == "table":
        text = _("add at least one full row in section {section}.")
    else:
        text = _("fill it in, section {section}.")
    sentence = text.format(section=section)
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

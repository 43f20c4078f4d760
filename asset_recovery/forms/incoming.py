"""A request received, held against what its legal basis asks a request to say (CR-14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.case_file import CaseFile, RequestFacts
from asset_recovery.domain.expression import evaluate
from asset_recovery.forms.answers import is_filled, read_typed
from asset_recovery.forms.completeness import article_of
from asset_recovery.forms.form_model import Form, FormField
from asset_recovery.forms.instruments import (
    Element,
    Instruments,
    derive,
    load_modules,
    module_codes,
)
from asset_recovery.forms.prefill_tables import asset_rows
from asset_recovery.forms.template import load_form
from asset_recovery.i18n import _

# The form whose fields name what a request says, whatever paper it came on.
LANGUAGE_OF_REQUESTS = "MLA-01"
CERTIFICATES = {"EU-01": "R1805", "EU-02": "R1805", "COE-02": "CETS198", "CW-01": "HARARE"}
STATED, MISSING, NOT_SEEN = "stated", "missing", "not_seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementFound:
    """One element that an instrument asks for: `state` is stated, missing, or not_seen where the
    instrument softens the duty and nothing is said. `where` is what the record says of it."""

    number: str
    name: str
    article: str
    state: str
    where: str = ""
    softened: str = ""
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The test of a request received: by which instruments, and each element."""

    basis: tuple[str, ...]
    elements: tuple[ElementFound, ...]

    @property
    def missing(self) -> tuple[ElementFound, ...]:
        """What must be asked for."""
        return tuple(one for one in self.elements if one.state == MISSING)


def examine(file: CaseFile, request: RequestFacts, instruments: Instruments) -> Intake:
    """The request held against its legal basis; without a known one there are no elements.

    What counts as said: what the intake recorded of the request (authority, assets, orders, sum,
    day, confidentiality), and the fields that the reader of the request ticked or copied.
    """
    basis = basis_of(request, instruments)
    day = file.read_at.date()
    form = load_form(LANGUAGE_OF_REQUESTS, day)
    said = {**_recorded(file, request), **_told(form, request, instruments, day)}
    kinds = tuple(request.kinds)
    annexes = module_codes(kinds, said, instruments)
    scope = {**said, "modules": annexes, **derive(said, kinds, instruments)}
    modules = load_modules(kinds, said, instruments, day)
    fields = {field.key: field for one in (form, *modules) for field in one.fields}
    return Intake(basis=basis, elements=tuple(_elements(instruments, basis, scope, fields)))


def missing_elements(
    file: CaseFile, request: RequestFacts, instruments: Instruments
) -> tuple[ElementFound, ...]:
    """What the program finds missing, once somebody has said what the request contains.

    Before that nothing was read, and what is not in the register is not yet missing.
    """
    if not said_in(request):
        return ()
    return examine(file, request, instruments).missing


def said_in(request: RequestFacts) -> dict[str, object]:
    """What the reader said that the request contains, without its legal basis."""
    return {key: value for key, value in request.fields.items() if key != "legal_basis"}


def basis_of(request: RequestFacts, instruments: Instruments) -> tuple[str, ...]:
    """The instruments of a request received: its certificate's, and those that the intake names."""
    named = request.fields.get("legal_basis")
    codes = [str(one) for one in named] if isinstance(named, list | tuple) else []
    if isinstance(named, str):
        codes = [one.strip() for one in named.split(",")]
    own = CERTIFICATES.get(request.form)
    found = dict.fromkeys([*([own] if own else []), *codes])
    return tuple(code for code in found if instruments.instrument(code) is not None)


def _recorded(file: CaseFile, request: RequestFacts) -> dict[str, object]:
    """What the intake recorded, by the keys of the fields that ask for it."""
    rows = asset_rows(file, request) or tuple({"reference": one} for one in request.assets)
    orders = [one.order for one in request.story.decisions] or list(request.orders)
    found: dict[str, object] = {
        "requesting_authority": {"name": request.authority} if request.authority else None,
        "requested_state": file.office.country,
        "kinds_of_assistance": tuple(request.kinds),
        "assets": rows,
        "freeze_property": rows,
        "confiscation_property": rows,
        "order_copy": "; ".join(orders),
        "confiscation_order_copy": "; ".join(orders),
        "maximum_amount": request.amount,
        "order_for_sum": True if request.amount is not None else None,
        "requested_deadline": request.due_on,
        "confidentiality": request.confidentiality,
    }
    return {key: value for key, value in found.items() if value not in (None, "", ())}


def _told(
    form: Form, request: RequestFacts, instruments: Instruments, day: date
) -> dict[str, object]:
    """What the reader ticked or copied; a bare yes says that the request contains it."""
    typed = {
        key: _("contained in the request") if value is True else value
        for key, value in request.fields.items()
        if value is not False
    }
    modules = load_modules(tuple(request.kinds), typed, instruments, day)
    return read_typed((form, *modules), typed)


def _elements(
    instruments: Instruments,
    basis: tuple[str, ...],
    scope: Mapping[str, object],
    fields: Mapping[str, FormField],
) -> Iterator[ElementFound]:
    for element in instruments.elements:
        if element.optional or (element.when is not None and not evaluate(element.when, scope)):
            continue
        asked = [
            (article, confirmed)
            for code in basis
            for article, confirmed in (article_of(element, code, instruments),)
            if article
        ]
        if asked:
            yield _found(element, asked, scope, fields)


def _found(
    element: Element,
    asked: list[tuple[str, bool]],
    scope: Mapping[str, object],
    fields: Mapping[str, FormField],
) -> ElementFound:
    known = [fields[key] for key in element.fields if key in fields]
    stated = bool(known) and all(_is_said(element, field, scope) for field in known)
    confirmed = any(sure for _article, sure in asked)
    soft = bool(element.softened) or not confirmed
    return ElementFound(
        number=element.number,
        name=element.name,
        article="; ".join(article for article, _sure in asked),
        state=STATED if stated else NOT_SEEN if soft else MISSING,
        where="; ".join(_shown(scope.get(field.key)) for field in known) if stated else "",
        softened=element.softened,
        unconfirmed=not confirmed,
    )


def _is_said(element: Element, field: FormField, scope: Mapping[str, object]) -> bool:
    value = scope.get(field.key)
    if not element.column:
        return is_filled(field, value) or _is_rows(value)
    rows = value if isinstance(value, list | tuple) else ()
    cells = [row.get(element.column) for row in rows if isinstance(row, Mapping)]
    return bool(cells) and all(cells)


def _is_rows(value: object) -> bool:
    """Things that are named, even where the register does not describe them yet."""
    return isinstance(value, list | tuple) and any(
        isinstance(row, Mapping) and row.get("reference") for row in value
    )


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value.get("name") or _("stated"))
    if isinstance(value, list | tuple):
        names = [str(row.get("reference") or row.get("name") or "") if isinstance(row, Mapping)
                 else str(row) for row in value]  # fmt: skip
        return ", ".join(name for name in names if name) or _("stated")
    text = str(value)
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


_SHORT = 60

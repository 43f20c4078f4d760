"""A request held against the sheet of the State that it goes to: instruments, language, channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from asset_recovery.domain.case_file import CaseFile, RequestFacts
from asset_recovery.domain.code_lists import label
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.money import Money
from asset_recovery.domain.state_facts import StateSheet
from asset_recovery.forms.bound_states import instruments_between
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.form_model import BLOCKS, WARNS, Form
from asset_recovery.forms.missing import Missing
from asset_recovery.i18n import _

# What needs no instrument between the two States, or is none that a sheet would list.
NOT_LISTED = frozenset(("RECIPROCITY", "EU"))
OLDER, NEWER = "ETS141", "CETS198"


def state_findings(
    form: Form, values: Mapping[str, object], records: CaseRecords, day: date
) -> Iterator[Missing]:
    """What contradicts the State sheet; nothing where none is on file."""
    request = records.request
    if form.direction == "in" or request.direction.startswith("in"):
        return
    sheet = records.file.foreign.sheet(request.country)
    basis = _codes(values.get("legal_basis")) or form.legal_basis
    yield from _predecessor(form, basis, sheet, request.country, day)
    if sheet is None:
        return
    yield from _not_in_force(form, basis, sheet, records, day)
    if not accepts_language(sheet, request.language, values):
        yield _language(form, sheet, request.language, WARNS)
    channel = str(values.get("channel") or "")
    # The channels of a sheet are those of formal requests: informal ones have ways of their own.
    formal = form.kind != "informal" and form.field("channel") is not None
    if formal and sheet.channels and channel and channel not in sheet.channels:
        known = ", ".join(label("request_channels", one) for one in sheet.channels)
        text = _("{state} is written to through: {channels}.")
        said = text.format(state=country_name(sheet.country), channels=known)
        yield _finding(form, "channel", sheet, WARNS, said, "STATE-CHANNEL")
    yield from _below_threshold(form, basis, sheet, records, day)
    if _wants_order(sheet, basis, day) and not request.orders and records.file.orders:
        text = _("{state} wants a copy of the order: name it in the request.")
        said = text.format(state=country_name(sheet.country))
        yield _finding(form, "orders", sheet, WARNS, said, "STATE-ORDER")


def accepts_language(sheet: StateSheet, language: str, values: Mapping[str, object]) -> bool:
    """Whether a request may go out in its language: accepted by the sheet, or translated."""
    if not sheet.languages or values.get("translation"):
        return True
    return language.split("-")[0].lower() in sheet.languages


def language_barred(
    form: Form, values: Mapping[str, object], file: CaseFile, request: RequestFacts
) -> Missing | None:
    """What keeps a request from being sent where the State takes nothing in its language."""
    sheet = file.foreign.sheet(request.country)
    if sheet is None or not sheet.language_demanded:
        return None
    if accepts_language(sheet, request.language, values):
        return None
    return _language(form, sheet, request.language, BLOCKS)


def _language(form: Form, sheet: StateSheet, language: str, level: str) -> Missing:
    accepted = ", ".join(label("languages", one) for one in sheet.languages)
    text = _("{language} is not accepted by {state}; it accepts: {accepted}. Attach a translation.")
    said = text.format(
        language=label("languages", language), state=country_name(sheet.country), accepted=accepted
    )
    if sheet.language_demanded and level == WARNS:
        said = _("{sentence} Without one it cannot be sent.").format(sentence=said)
    return _finding(form, "language", sheet, level, said, "STATE-LANGUAGE")


def _not_in_force(
    form: Form, basis: tuple[str, ...], sheet: StateSheet, records: CaseRecords, day: date
) -> Iterator[Missing]:
    in_force = sheet.in_force(day)
    if in_force is None:
        return
    known = {*in_force, *instruments_between(sheet.country, records.file.foreign.country, day)}
    for code in basis:
        if code in known or code in NOT_LISTED:
            continue
        instrument = records.instruments.instrument(code)
        name = instrument.short if instrument else code
        text = _("{instrument} is not in force with {state}. {why} Choose another legal basis.")
        said = text.format(
            instrument=name, state=country_name(sheet.country), why=_why(sheet, code, day)
        )
        yield _finding(form, "legal_basis", sheet, BLOCKS, said, f"STATE-{code}")


def _why(sheet: StateSheet, code: str, day: date) -> str:
    """What the sheet says of an instrument that is not in force."""
    lines = sheet.lines_of(code)
    later = [one.since for one in lines if one.since is not None and one.since > day]
    ended = [one.until for one in lines if one.until is not None and one.until < day]
    if later:
        return _("It begins on {day}.").format(day=min(later).isoformat())
    if ended:
        return _("It ended on {day}.").format(day=max(ended).isoformat())
    return _("The sheet does not list it.")


def _predecessor(
    form: Form, basis: tuple[str, ...], sheet: StateSheet | None, country: str, day: date
) -> Iterator[Missing]:
    """Between parties to both conventions of the Council of Europe the newer one is used."""
    if OLDER not in basis:
        return
    recorded = () if sheet is None else (sheet.in_force(day) or ())
    if NEWER not in basis and NEWER not in recorded:
        return
    text = _("Parties to both use CETS 198 between themselves: leave ETS 141 out with {state}.")
    said = text.format(state=country_name(country))
    yield Missing(
        "legal_basis", _("Legal basis"), _section(form, "legal_basis"), WARNS, "CETS198 49(6)",
        said, rule="STATE-ETS141",
    )  # fmt: skip


def _below_threshold(
    form: Form, basis: tuple[str, ...], sheet: StateSheet, records: CaseRecords, day: date
) -> Iterator[Missing]:
    """A request about property worth less than the State takes requests for.

    Judged only where every asset that it names has a value in the currency of the threshold.
    """
    least = _threshold(sheet, basis, day)
    named = set(records.request.assets)
    assets = [one for one in records.file.assets if one.reference in named]
    if least is None or not assets:
        return
    values = [_in(least.currency, one.value, one.base_value) for one in assets]
    known = [one for one in values if one is not None]
    if len(known) < len(assets):
        return
    worth = Money.total(known, least.currency)
    if worth < least:
        text = _(
            "{state} acts on requests from {least}; what this one names is worth {worth}. Say why "
            "it matters all the same, or ask for more at once."
        )
        said = text.format(
            state=country_name(sheet.country), least=least.display(), worth=worth.display()
        )
        yield _finding(form, "assets", sheet, WARNS, said, "STATE-VALUE")


def _threshold(sheet: StateSheet, basis: tuple[str, ...], day: date) -> Money | None:
    """The least that the instruments used say, else what the sheet says for all of them."""
    lines = [one for code in basis for one in sheet.lines_of(code) if one.holds(day)]
    said = [one.value_threshold for one in lines if one.value_threshold is not None]
    same = len({one.currency for one in said}) == 1
    return min(said) if said and same else sheet.value_threshold


def _in(currency: str, *values: Money | None) -> Money | None:
    return next((one for one in values if one is not None and one.currency == currency), None)


def _wants_order(sheet: StateSheet, basis: tuple[str, ...], day: date) -> bool:
    lines = [one for code in basis for one in sheet.lines_of(code) if one.holds(day)]
    said = [one.order_copy for one in lines if one.order_copy is not None]
    return any(said) if said else bool(sheet.order_copy)


def _finding(form: Form, key: str, sheet: StateSheet, level: str, text: str, rule: str) -> Missing:
    field = form.field(key)
    article = _("State sheet of {state}, checked on {day}").format(
        state=country_name(sheet.country), day=sheet.checked_on.isoformat()
    )
    return Missing(
        key=key,
        label=field.label if field else _(key.replace("_", " ").capitalize()),
        section=_section(form, key),
        level=level,
        article=article,
        how_to_mend=text,
        rule=rule,
        code="form_out_of_scope" if key == "legal_basis" else "form_incomplete",
    )


def _section(form: Form, key: str) -> str:
    field = form.field(key)
    return field.section if field else ""


def _codes(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()

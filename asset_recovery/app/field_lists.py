"""Fields whose choices are data of this office or its forms: chosen in the window, not typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import ActionSpec, FieldSpec

Choices = tuple[tuple[str, str], ...]
_CODES = {
    ("attach_document", "kind"): "document_kinds",
    ("relate_parties", "confidence"): "confidence_levels",
    ("change_office", "key"): "office_settings",
}
_OPEN = {("send_request", "channel"): "transport_channels"}  # the usual codes; others are typed
_KINDS = {
    ("decide_claim", "claim"): "claim",
    ("set_deadline", "responsible"): "user",
}


def with_lists(
    spec: ActionSpec, systems: Choices | None = None, forms: Choices | None = None
) -> ActionSpec:
    """The action with the choices that this office knows: its legal systems, and its `forms`."""
    known = (systems, forms)
    return replace(spec, fields=tuple(_field(spec.name, field, *known) for field in spec.fields))


def _field(
    action: str, field: FieldSpec, systems: Choices | None, forms: Choices | None
) -> FieldSpec:
    place = (action, field.name)
    if place in _KINDS:
        return replace(field, type=_KINDS[place])
    if place in _CODES:
        return _choice(field, tuple(code_lists.choices(_CODES[place]).items()))
    if place in _OPEN:
        known_codes = tuple(code_lists.choices(_OPEN[place]).items())
        return replace(field, type="open_choice", choices=known_codes)
    if field.name == "legal_system":
        from asset_recovery.lifecycle.rules import known_systems  # noqa: PLC0415

        return _choice(field, systems or known_systems())
    if place == ("draft_request", "form"):
        known = _forms() if forms is None else forms
        return _choice(field, tuple((code, f"{code} · {title}") for code, title in known))
    return field


def _choice(field: FieldSpec, choices: tuple[tuple[str, str], ...]) -> FieldSpec:
    return replace(field, type="choice", choices=choices)


def _forms() -> Choices:
    """(id, title) of every delivered form that a draft may be of today; annexes follow from it."""
    from asset_recovery.forms.template import shipped  # noqa: PLC0415

    entries = shipped().drafted(date.today())
    return tuple((entry.id, entry.title) for entry in entries)

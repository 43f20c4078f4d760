"""Fields whose choices are data of this office or its forms: chosen in the window, not typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import ActionSpec, FieldSpec

Choices = tuple[tuple[str, str], ...]
_CODES = {
    ("attach_document", "kind"): "document_kinds",
    ("send_request", "channel"): "transport_channels",
    ("relate_parties", "confidence"): "confidence_levels",
    ("change_office", "key"): "office_settings",
}
_KINDS = {
    ("decide_claim", "claim"): "claim",
    ("set_deadline", "responsible"): "user",
}


def with_lists(spec: ActionSpec, systems: Choices | None = None) -> ActionSpec:
    """The action with the choices that this office knows; `systems` are its legal systems."""
    return replace(spec, fields=tuple(_field(spec.name, field, systems) for field in spec.fields))


def _field(action: str, field: FieldSpec, systems: Choices | None) -> FieldSpec:
    place = (action, field.name)
    if place in _KINDS:
        return replace(field, type=_KINDS[place])
    if place in _CODES:
        return _choice(field, tuple(code_lists.choices(_CODES[place]).items()))
    if field.name == "legal_system":
        from asset_recovery.lifecycle.rules import known_systems  # noqa: PLC0415

        return _choice(field, systems or known_systems())
    if place == ("draft_request", "form"):
        return _choice(field, _forms())
    return field


def _choice(field: FieldSpec, choices: tuple[tuple[str, str], ...]) -> FieldSpec:
    return replace(field, type="choice", choices=choices)


def _forms() -> tuple[tuple[str, str], ...]:
    """(id, title) of every form that a draft may be of; annexes follow from what is asked for."""
    from asset_recovery.forms.template import shipped  # noqa: PLC0415

    entries = shipped().drafted(date.today())
    return tuple((entry.id, f"{entry.id} · {entry.title}") for entry in entries)

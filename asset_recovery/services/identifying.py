"""Identifiers of assets: kept as found, checked, and looked for with other assets.

A failed check is a warning, for foreign, old and forged numbers are recorded as they were found;
the office's own accounts are another matter (`require_iban`). Only a full card number is refused:
it must not be kept at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.actions.asset_actions import ChangeAsset, RegisterAsset
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.identifier_check import IdentifierCheck
from asset_recovery.domain.identifiers import (
    CHECKED_KINDS,
    check_identifier,
    normalise_identifier,
)
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.asset_query import (
    assets_of_identifier,
    identifiers_of_asset,
)
from asset_recovery.services.work import Work


def keep_identifiers(
    work: Work, asset: Mapping[str, Any], command: RegisterAsset | ChangeAsset
) -> None:
    """Keep what the command says of the asset's identifiers, with warnings for what is odd.

    The same identifier given again is kept once. Raises `ValidationFailed` for a mark of an
    identifier that the asset does not have, and for a full card number.
    """
    keep_pairs(work, asset, command.identifiers)
    _marks(work, asset, command)


def keep_pairs(
    work: Work, asset: Mapping[str, Any], identifiers: tuple[tuple[str, str], ...]
) -> None:
    """Keep identifiers given as kind and value."""
    known = {(row["kind"], row["normal"]): row for row in _known(work, asset)}
    for kind, value in identifiers:
        code = kind.strip().lower()
        normal = normalise_identifier(code, value)
        if (code, normal) in known:
            continue
        check = _checked(code, value)
        _refuse_card_number(code, check)
        key = work.unit.insert(
            t.asset_identifier,
            asset_id=asset["id"],
            kind=code if code in CHECKED_KINDS else kind,
            value=value,
            normal=normal,
            mark=_mark(check),
        )
        known[code, normal] = work.unit.get(t.asset_identifier, key)
        _warn(work, asset, (kind, value, normal), check)


def _known(work: Work, asset: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(identifiers_of_asset(work.unit.connection, int(asset["id"])))


def _checked(code: str, value: str) -> IdentifierCheck | None:
    return check_identifier(code, value) if code in CHECKED_KINDS else None


def _refuse_card_number(code: str, check: IdentifierCheck | None) -> None:
    if code == "card_last4" and check is not None and not check.valid:
        raise ValidationFailed(Reason("field_invalid", check.reason, field="identifiers"))


def _mark(check: IdentifierCheck | None) -> str | None:
    if check is None or (check.valid and not check.warning_only):
        return None
    return "to_compare" if check.warning_only or check.valid else "check_failed"


def _warn(
    work: Work,
    asset: Mapping[str, Any],
    given: tuple[str, str, str],
    check: IdentifierCheck | None,
) -> None:
    kind, value, normal = given
    if check is not None and _mark(check) is not None:
        work.warn(Reason("field_invalid", check.reason, field="identifiers"))
    for same in assets_of_identifier(work.unit.connection, normal, but=int(asset["id"])):
        if work.may_know("asset", same):
            sentence = _("{kind} {value} already stands with {asset}.")
            text = sentence.format(kind=kind, value=value, asset=same["reference"])
            work.warn(Reason("identifier_duplicate", text, field="identifiers"))
            return


def _marks(work: Work, asset: Mapping[str, Any], command: RegisterAsset | ChangeAsset) -> None:
    """What a person says of an identifier goes before what its check says."""
    for value, mark in (command.identifier_marks or {}).items():
        rows = [
            row
            for row in _known(work, asset)
            if value == row["value"] or normalise_identifier(row["kind"], value) == row["normal"]
        ]
        if not rows:
            sentence = _("{asset} has no identifier {value}.")
            text = sentence.format(asset=asset["reference"], value=value[:60])
            raise ValidationFailed(Reason("field_invalid", text, field="identifier_marks"))
        for row in rows:
            work.unit.update(t.asset_identifier, row, mark=str(mark))


def require_iban(work: Work, iban: str, reason: str | None) -> None:
    """An account of the office has an IBAN that can be right; with a reason it is only warned of.

    Raises `ValidationFailed` with `field_invalid`.
    """
    check = check_identifier("iban", iban)
    if check.valid:
        return
    if reason is None:
        sentence = _("{why} Correct it, or give the reason why it is so.")
        raise ValidationFailed(
            Reason("field_invalid", sentence.format(why=check.reason), field="iban")
        )
    work.warn(Reason("field_invalid", check.reason, field="iban"))

"""What the rules of its type advise for an asset, from its position and its planning sheet."""

from __future__ import annotations

from asset_recovery.domain.actions.asset_actions import RecordPlan
from asset_recovery.domain.asset_types import AssetType
from asset_recovery.domain.lineage_facts import HintFacts
from asset_recovery.lifecycle.type_hints import Asked, Sheet, hints
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk


def hint_facts(desk: CaseDesk, asset: AssetCase, kind: AssetType | None) -> tuple[HintFacts, ...]:
    """The hints for an asset on the day of reading; none for a type that is not known."""
    if kind is None:
        return ()
    value = desk.value_of(asset)
    asked = Asked(
        kind=kind,
        position=asset.position,
        sheet=_sheet(desk, asset.reference),
        value=None if value is None or not value.counts else value.value,
        on=desk.day,
        base_currency=desk.reading.base_currency,
        convert=desk.reading.rates.convert,
    )
    return tuple(
        HintFacts(
            code=one.code, text=one.text, because=one.because, mark=one.mark, source=one.source
        )
        for one in hints(asked)
    )


def _sheet(desk: CaseDesk, reference: str) -> Sheet:
    """The planning sheet as it is filled in: the newest figure of each line."""
    sheet = Sheet()
    for one in desk.plans.get(reference, ()):
        assert isinstance(one.command, RecordPlan)
        own = one.command.for_asset(reference) if one.command.rows else one.command
        sheet = Sheet(
            value=own.value or sheet.value,
            liens=own.liens or sheet.liens,
            monthly_cost=own.monthly_cost or sheet.monthly_cost,
            horizon_months=own.horizon_months or sheet.horizon_months,
        )
    return sheet

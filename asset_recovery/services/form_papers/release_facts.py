"""How an asset left the office's hands, gathered for its certificate."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain.actions.confiscation_actions import DisposeAsset, ReturnAsset
from asset_recovery.domain.actions.custody_actions import TakePossession
from asset_recovery.domain.case_file import CaseFile, OrderFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.sale_facts import SaleFacts
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.reports.release_paper import ReleaseSheet
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.case_parts.money import posting_facts

_RELEASING = ("release", "restitution", "destruction", "confiscation", "civil_in_rem")


def release_sheet(desk: CaseDesk, file: CaseFile, reference: str) -> ReleaseSheet | None:
    """The certificate's facts; None where the asset was neither returned nor disposed of."""
    asset = next(one for one in file.assets if one.reference == reference)
    last = _last(desk, reference)
    if last is None:
        return None
    command = last.command
    seized = _seizure(desk, reference)
    taken = seized.command if seized is not None else None
    position = desk.by_reference[reference].position
    returned = isinstance(command, ReturnAsset)
    orders = _orders(file, reference)
    sale = _sale(file, command, reference)
    on = date.fromisoformat(last.row["effective_on"] or last.row["on_date"])
    return ReleaseSheet(
        asset=asset,
        kind="release" if isinstance(command, ReturnAsset) else _kind(command),
        number=f"{reference}-{last.row['on_date']}",
        on=(sale.delivered_on or sale.sold_on or on) if sale else on,
        recipient=desk.name(command.to) if isinstance(command, ReturnAsset)
        else desk.name(getattr(command, "beneficiary", None)) or (sale.buyer if sale else None),
        receipt=command.receipt if isinstance(command, ReturnAsset) else None,
        place=file.path_of(asset.custody_place) or asset.location,
        order=orders[-1] if orders else None,
        amount=command.amount if isinstance(command, ReturnAsset) else None,
        net=position.net,
        interest=_sum([one.amount for one in position.remedy.interest]),
        costs=_costs(desk, reference),
        condition_in=taken.condition if isinstance(taken, TakePossession) else None,
        condition_in_on=seized.on if seized is not None else None,
        condition_out=command.condition if isinstance(command, ReturnAsset) else None,
        seals_in=taken.seals if isinstance(taken, TakePossession) else (),
        photos_in=len(taken.photos) if isinstance(taken, TakePossession) else 0,
        photos_out=len(command.documents),
        witnesses=() if returned else tuple(getattr(command, "witnesses", ())),
        document=getattr(command, "document", None),
        terms=getattr(command, "terms", None),
        open_claims=tuple(one.reference for one in position.open_claims()),
        evidence_held=position.evidence_held,
        reason=command.reason,
        parts=command.parts if isinstance(command, ReturnAsset) else (),
    )  # fmt: skip


def _sale(file: CaseFile, command: object, reference: str) -> SaleFacts | None:
    """The sale by which the asset left, where it was disposed of by one."""
    if not isinstance(command, DisposeAsset) or command.kind != "sale":
        return None
    sold = [one for one in file.sales if one.asset == reference and one.sold_on]
    return sold[-1] if sold else None


def _kind(command: object) -> str:
    return command.kind if isinstance(command, DisposeAsset) else "release"


def _last(desk: CaseDesk, reference: str) -> Told | None:
    found = [one for one in desk.done("return_asset", "dispose_asset") if reference in one.assets]
    return found[-1] if found else None


def _seizure(desk: CaseDesk, reference: str) -> Told | None:
    found = [one for one in desk.done("take_possession") if reference in one.assets]
    return found[-1] if found else None


def _orders(file: CaseFile, reference: str) -> list[OrderFacts]:
    """The order on which it rests: a release or restitution before an older confiscation."""
    held = [one for one in file.orders if reference in one.assets]
    for kind in _RELEASING:
        found = [one for one in held if one.kind.startswith(kind)]
        if found:
            return found
    return held


def _sum(amounts: list[Money]) -> Money | None:
    if not amounts or len({one.currency for one in amounts}) > 1:
        return None
    return Money.total(amounts, amounts[0].currency)


def _costs(desk: CaseDesk, reference: str) -> Money | None:
    lines = [
        one.amount
        for one in posting_facts(desk)
        if one.direction == "cost" and one.asset == reference
    ]
    return _sum(lines)

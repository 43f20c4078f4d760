"""Guards on valuations and on the motion for interlocutory sale."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.actions.value_actions import (
    FinaliseSaleMotion,
    InstructValuation,
    RecordValuation,
)
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask, Guard
from asset_recovery.lifecycle.publications import heard_by_publication, in_place_of_notification
from asset_recovery.lifecycle.sale_guards import hearings_of, valuation_for_interlocutory_sale

IN_A_ROW = 2


def valuer_rotation(ask: Ask) -> Iterator[Reason]:
    """The same valuer more than twice in a row, however the name is written."""
    command = ask.command
    if not isinstance(command, (RecordValuation, InstructValuation)):
        return
    wanted = command.valuer.casefold()
    last = [valuation.valuer.casefold() for valuation in ask.position.valuations[-IN_A_ROW:]]
    if last == [wanted] * IN_A_ROW:
        yield Reason(
            "valuer_rotation",
            _("{valuer} values this asset for the third time in a row.").format(
                valuer=command.valuer
            ),
        )


def motion_drafted(ask: Ask) -> Iterator[Reason]:
    """Only a motion that was drafted, and not yet finalised, is finalised."""
    command, known = ask.command, ask.position.worth.motions
    motion = ask.position.worth.motion
    if isinstance(command, FinaliseSaleMotion):
        motion = known.get(command.motion)
    if motion is None:
        yield Reason(
            "wrong_state",
            _("No motion for interlocutory sale is drafted for this asset."),
            "draft_sale_motion",
        )
    elif motion.finalised_on is not None:
        yield Reason(
            "signed_is_final",
            _("The motion {motion} was finalised on {date}: draft a new one.").format(
                motion=motion.reference, date=motion.finalised_on
            ),
            "draft_sale_motion",
        )


def affected_persons_told(ask: Ask) -> Iterator[Reason]:
    """Every affected person was notified or heard, or the law's own exception has its proof."""
    position = ask.position
    if position.proposal_urgent:
        return
    persons = position.owners or list(position.hearings)
    if not persons:
        if in_place_of_notification(position) is not None:
            yield from heard_by_publication(ask, _("The affected person"))
        else:
            yield Reason(
                "owner_not_heard",
                _("Nobody was notified of the proposed sale or heard on it."),
                "notify_owner",
            )
        return
    for party in persons:
        known = hearings_of(ask, party)
        if not any(one.notified_on or one.reply for one in known):
            yield from heard_by_publication(ask, position.names.get(party, party))


def valuation_for_motion(ask: Ask) -> Iterator[Reason]:
    """The appraisal is inside its term, unless the head of office lets an older one stand."""
    given = getattr(ask.command, "age_reason", None)
    for reason in valuation_for_interlocutory_sale(ask):
        if reason.code != "valuation_too_old" or not given:
            yield reason


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (valuer_rotation, motion_drafted, affected_persons_told, valuation_for_motion)
}

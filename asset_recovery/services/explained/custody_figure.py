"""The number of open gaps in a chain of custody, and how each was found."""

from __future__ import annotations

from asset_recovery.i18n import _
from asset_recovery.lifecycle.custody_gaps import findings
from asset_recovery.lifecycle.custody_links import links
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.explained.explaining import Answer, Explaining, not_known


def custody(work: Explaining) -> Answer:
    """How many findings on the chain are open; each link and each finding is named."""
    desk, happened = work.desk, work.of.position.happened
    chain = links(happened)
    if not chain:
        raise not_known(_("Possession of this asset was not taken."), "take_possession")
    found = findings(happened, desk.day, desk.name)
    open_ones = [one for one in found if one.is_open]
    steps = [
        _("{day}: {keeper} has it, at {place}.").format(
            day=link.on,
            keeper=desk.name(link.keeper) or _("nobody named"),
            place=link.place or _("a place not recorded"),
        )
        for link in chain
    ]
    for one in found:
        said = _("{key}: {sentence}").format(key=one.key, sentence=one.sentence)
        if one.explanation is not None:
            said = _("{said} Explained on {day}: {why}").format(
                said=said, day=one.explained_on, why=one.explanation
            )
        steps.append(said)
    return work.answer(
        formula="custody_gaps",
        text=_(
            "Each hand-over is compared with the one before it: who gave and who had it, places, "
            "times, seals, condition, quantity; what is explained stays on file and does not count."
        ),
        value=len(open_ones),
        inputs={
            "links": len(chain),
            "findings": len(found),
            "explained": len(found) - len(open_ones),
        },
        steps=steps,
        more={"findings": [written(one) for one in found]},
    )

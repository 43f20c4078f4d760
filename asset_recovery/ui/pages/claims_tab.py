"""Claims, liens, hearings and notices of a case or of one asset, with what can be done there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import CaseFile, ClaimFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.widgets.plain import button

Take = Callable[[str, object], None]

_TONES = {
    "filed": "attention", "admitted": "attention", "upheld": "good", "upheld_in_part": "good",
    "rejected": "plain", "recognised": "accent",
}  # fmt: skip


CLAIMS = (
    Column("reference", N_("Claim"), lambda c: c.reference, look="second", width=116),
    Column("asset", N_("Asset"), lambda c: c.asset, look="second", width=96),
    Column("party", N_("Who"), lambda c: words.visible(c.party), width=0),
    Column("extent", N_("What"), lambda c: words.visible(c.extent), width=150),
    Column("state", N_("State"), lambda c: words.code(c.state), look="tag",
           tone=lambda c: _TONES.get(c.state, "plain"), width=104),
    Column("states", N_("Decided in"), lambda c: words.visible(states_of(c)), look="second",
           width=130),
    Column("on", N_("Filed"), lambda c: words.day(c.on), look="second", width=96),
)  # fmt: skip
OF_ASSET = (CLAIMS[0], *CLAIMS[2:])
HEARINGS = (
    Column("asset", N_("Asset"), lambda h: h.asset, look="second", width=140),
    Column("party", N_("Affected person"), lambda h: words.visible(h.party), width=0),
    Column("notified", N_("Notified"), lambda h: words.day(h.notified_on), look="second",
           width=104),
    Column("until", N_("May reply until"), lambda h: words.day(h.reply_by), look="second",
           width=110),
    Column("reply", N_("Reply"), lambda h: words.of("hearing_replies", h.reply), look="tag",
           tone=lambda h: "good" if h.reply else "attention", width=110),
    Column("reference", N_("Reference"), lambda h: words.visible(h.reference or ""),
           look="second", width=110),
)  # fmt: skip
NOTICES = (
    Column("reference", N_("Notice"), lambda n: n.reference, look="second", width=124),
    Column("kind", N_("Kind"), lambda n: words.of("notice_kinds", n.kind), width=130),
    Column("medium", N_("Published in"), lambda n: words.visible(n.medium), width=0),
    Column("on", N_("On"), lambda n: words.day(n.on), look="second", width=104),
    Column("until", N_("Until"), lambda n: words.day(n.until), look="second", width=104),
    Column("assets", N_("Assets"), lambda n: ", ".join(n.assets) or _("the case"), look="second",
           width=150),
)  # fmt: skip


def states_of(claim: ClaimFacts) -> str:
    """Each State that decided, and how: MT upheld, US rejected (final)."""
    parts = []
    for one in claim.standings:
        state = one.country or _("here")
        final = _(" (final)") if one.final else ""
        parts.append(f"{state}: {words.code(one.outcome).casefold()}{final}")
    return ", ".join(parts)


def claims_tab(
    file: CaseFile, asset: str | None, take: Take, go: Callable[[str, str], object]
) -> QWidget:
    """The tab for one asset, or (None) for the whole case."""
    claims = sorted(
        (one for one in file.claims if asset in (None, one.asset)),
        key=lambda one: (one.asset, one.kind == "lien", one.rank or 0, one.on),
    )
    hearings = [one for one in file.hearings if asset in (None, one.asset)]
    notices = [
        one for one in file.notices if asset is None or not one.assets or asset in one.assets
    ]

    def opened(claim: ClaimFacts) -> None:
        if claim.kind != "lien" and claim.state in ("filed", "admitted"):
            take("decide_claim", {"claim": claim.reference})
        elif asset is None:
            go("asset", claim.asset)

    return stacked(
        list_card(_("Claims and liens"), CLAIMS if asset is None else OF_ASSET, claims, opened,
                  _("Nobody claims anything here."),
                  *_links(take, (("file_claim", _("Record a claim…")),
                                 ("decide_claim", _("Decide a claim…")),
                                 ("record_lien", _("Record a lien…"))))),
        list_card(_("Who was notified and heard"), HEARINGS, hearings, None,
                  _("Nobody was notified or heard yet."),
                  *_links(take, (("notify_owner", _("Notify…")),
                                 ("record_hearing", _("Record the hearing…"))))),
        list_card(_("Published notices"), NOTICES, notices, None, _("Nothing was published yet."),
                  *_links(take, (("publish_notice", _("Publish a notice…")),))),
    )  # fmt: skip


def _links(take: Take, steps: Sequence[tuple[str, str]]) -> list[QWidget]:
    return [button(title, partial(take, action, {}), "link") for action, title in steps]

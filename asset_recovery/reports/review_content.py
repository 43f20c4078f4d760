"""The close-out review on one page: estimate against outcome, days, cost, loss, law, lesson."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.money import Money
from asset_recovery.domain.people_facts import ReviewFacts
from asset_recovery.i18n import _ as translated
from asset_recovery.reports.dossier_desk import DASH, Desk, percent
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

MOST_ASSETS = 20  # more would push lesson and law off the page; the rest is summed up


def compose_review(
    file: CaseFile, profile: Profile, language: str, translate: Callable[[str], str]
) -> Paper:
    """The review of a closed case; `not_found` while the case is open."""
    review = file.review
    if review is None:
        text = translated("{case} is open: its close-out review comes with its closing.")
        sentence = text.format(case=file.case.reference)
        raise NotFound(Reason("not_found", sentence, "close_case", field="reference"))
    desk = Desk(file, profile, language, translate)
    _ = translate
    digest = record_hash(file, "REV-01", profile.name, language)
    return Paper(
        form="REV-01",
        version="1.0",
        title=_("Close-out review"),
        subtitle=file.case.title,
        reference=file.case.reference,
        user=desk.person(file.read_by),
        cover=(
            (_("Opened; closed"), f"{desk.day(file.case.opened_on)}; {desk.day(review.closed_on)}"),
            (_("Days"), str(review.days)),
            (_("Internal"), _("for the office only; on no paper that leaves it")),
        ),
        contents=False,
        sections=(
            Section("1", _("Estimate against outcome"), tuple(_outcome(desk, review))),
            Section("2", _("Days per stage"), (_stages(desk, review),)),
            Section("3", _("What the law lacked"), (_lacking(desk, review),)),
            Section("4", _("Lesson"), tuple(_lesson(desk, review)), together=True),
        ),
        **paper_head(desk, digest, "REV1", whole=False),
    )


def _outcome(desk: Desk, review: ReviewFacts) -> list[Block]:
    _ = desk.say
    shown = review.outcomes[:MOST_ASSETS]
    table = desk.table(
        "outcomes",
        (
            ("asset", _("Asset"), 2.8),
            ("state", _("Status"), 1.5),
            ("estimate", _("Estimate"), 1.6, "right"),
            ("outcome", _("Outcome"), 1.6, "right"),
            ("share", _("Share"), 0.9, "right"),
            ("cost", _("Cost"), 1.5, "right"),
            ("loss", _("Loss"), 1.4, "right"),
            ("days", _("Days"), 0.7, "right"),
        ),
        [
            (
                f"{one.asset} {one.description}"[:80],
                _(one.headline),
                _money(one.estimate),
                _money(one.outcome),
                percent(one.outcome, one.estimate) or DASH,
                _money(one.cost),
                _money(one.loss),
                DASH if one.days is None else str(one.days),
            )
            for one in shown
        ],
        totals=[
            (
                _("All {count} assets").format(count=len(review.outcomes)),
                "",
                _money(review.estimate),
                _money(review.outcome),
                percent(review.outcome, review.estimate) or DASH,
                _money(review.cost),
                _money(review.loss),
                "",
            )
        ],
        empty=_("No asset is recorded."),
    )
    if len(shown) == len(review.outcomes):
        return [table]
    more = _("{count} further assets are in the totals.").format(
        count=len(review.outcomes) - len(shown)
    )
    return [table, Text(more, "small")]


def _money(amount: Money | None) -> str:
    return DASH if amount is None else amount.display()


def _stages(desk: Desk, review: ReviewFacts) -> Block:
    _ = desk.say
    return desk.table(
        "stages",
        (
            ("stage", _("Stage"), 5),
            ("assets", _("Assets"), 1, "right"),
            ("median", _("Median days"), 1.3, "right"),
            ("longest", _("Longest"), 1.2, "right"),
        ),
        [(_(one.name), str(one.assets), one.median, str(one.longest)) for one in review.stages],
        empty=_("No asset went through a stage."),
    )


def _lacking(desk: Desk, review: ReviewFacts) -> Block:
    _ = desk.say
    if not review.lacking:
        return Text(_("Nothing is recorded."), "note")
    return Facts(tuple((article, desk.prose(text)) for article, text in review.lacking))


def _lesson(desk: Desk, review: ReviewFacts) -> list[Block]:
    _ = desk.say
    if review.lesson is None:
        return [Text(_("The review is still to be written."), "attention")]
    by = _("{name}, {day}").format(name=desk.person(review.author), day=desk.day(review.written_on))
    return [
        Text(desk.prose(review.lesson)),
        Text(by, "small"),
        Signatures(((_("Supervisor, date"), ""),)),
    ]

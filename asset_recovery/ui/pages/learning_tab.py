"""What was learnt: how property was hidden, close-out reviews, and their yearly tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.learning import PatternYear, ReviewLine
from asset_recovery.domain.people_facts import PatternFacts, ReviewFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import learning_columns
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.widgets.card import Card, column
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import label


def patterns_card(patterns: Sequence[PatternFacts], *more: QWidget) -> Card:
    """How it was hidden; internal."""
    return list_card(
        _("How it was hidden (internal)"), learning_columns.PATTERNS, patterns, None,
        _("Nothing is recorded yet. What is recorded here is on no paper that leaves the office."),
        *more,
    )  # fmt: skip


def case_cards(file: CaseFile, hidden: QWidget, write: QWidget, pages: QWidget) -> list[QWidget]:
    """The case's patterns, and its review once it is closed."""
    cards: list[QWidget] = [patterns_card(file.patterns, hidden)]
    if file.review is None:
        for made in (write, pages):
            made.deleteLater()
        card = Card(_("Close-out review"))
        card.add(label(_("It comes with the closing of the case."), "second"))
        return [*cards, card]
    return [*cards, *_review(file.review, write, pages)]


def _review(review: ReviewFacts, write: QWidget, pages: QWidget) -> list[QWidget]:
    card = Card(_("Close-out review"))
    card.head.addStretch(1)
    card.head.addWidget(write)
    card.head.addWidget(pages)
    written = _("still to be written")
    if review.lesson is not None:
        written = f"{review.author}, {words.day(review.written_on)}"
    card.add(facts_form((
        (_("Estimate"), words.money(review.estimate)), (_("Outcome"), words.money(review.outcome)),
        (_("Cost"), words.money(review.cost)), (_("Loss"), words.money(review.loss)),
        (_("Days from opening to closing"), words.count(review.days)),
        (_("Lesson"), words.visible(review.lesson or words.NOTHING)),
        (_("Written"), words.visible(written)),
        *((words.visible(article), words.visible(text)) for article, text in review.lacking),
    )))  # fmt: skip
    return [
        card,
        list_card(_("Estimate against outcome"), learning_columns.OUTCOMES, review.outcomes),
        list_card(_("Days per stage"), learning_columns.STAGES, review.stages),
    ]


def learnt_cards(
    patterns: Sequence[PatternYear], reviews: Sequence[ReviewLine], opened: Callable[[str], object]
) -> QWidget:
    """The yearly tables: how property was hidden, and what closed cases taught."""
    return column(
        list_card(_("How property was hidden, year by year (internal)"),
                  learning_columns.YEARS, patterns, None, _("Nothing is recorded yet.")),
        list_card(_("Close-out reviews"), learning_columns.REVIEWS, reviews,
                  lambda line: opened(line.case), _("No case of yours was closed yet.")),
    )  # fmt: skip

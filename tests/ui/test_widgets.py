"""The controls that the pages share: plain text, contrast, filters, charts, previews."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import Filter, View
from asset_recovery.ui import words
from asset_recovery.ui.models import record_columns
from asset_recovery.ui.pages.case_page import money_bars
from asset_recovery.ui.preferences import MemoryStore, Preferences
from asset_recovery.ui.theme import SCHEMES, Theme, style_sheet
from asset_recovery.ui.widgets.charts import Bars, ChartLine, Line
from asset_recovery.ui.widgets.chips import Chip, FilterBar
from asset_recovery.ui.widgets.elided_combo import ElidedCombo
from asset_recovery.ui.widgets.painted_text import isolated, runs_right_to_left
from asset_recovery.ui.widgets.pdf_preview import PdfPreview
from asset_recovery.ui.widgets.plain import label, message, tip
from asset_recovery.ui.widgets.rows_edit import RowsEdit
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.fake_case import TODAY, a_case_file
from tests.ui.fake_office import a_pdf

MARKUP = '<img src="//server/share/x.png"><b>A</b>'


def test_a_name_that_looks_like_markup_is_shown_as_it_is(qtbot: QtBot) -> None:
    shown = label(MARKUP)
    qtbot.addWidget(shown)
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.text() == MARKUP
    box = message(None, "Title", MARKUP)
    qtbot.addWidget(box)
    assert box.textFormat() is Qt.TextFormat.PlainText


def test_a_tool_tip_never_reads_markup(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tip(widget, MARKUP)
    assert "<img" not in widget.toolTip()
    assert "&lt;img" in widget.toolTip()


def test_characters_that_turn_text_around_are_shown_as_marks() -> None:
    assert words.visible("a\u202eb") == "a⟦202E⟧b"
    assert words.visible("شقة ٢٢ Ж ü") == "شقة ٢٢ Ж ü"


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts: list[float] = []
    made = QColor(colour)
    for value in (made.redF(), made.greenF(), made.blueF()):
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(SCHEMES))
def test_every_text_has_the_contrast_that_wcag_asks_for(name: str) -> None:
    tokens = SCHEMES[name]
    pairs = [
        (ink, ground)
        for ink in (tokens.ink, tokens.second)
        for ground in (tokens.ground, tokens.panel, tokens.field, tokens.accent_soft, tokens.hover)
    ]
    pairs += [(tokens.on_accent, tokens.accent), (tokens.accent, tokens.panel)]
    pairs += [(tokens.rail_ink, tokens.rail), (tokens.rail_second, tokens.rail)]
    pairs += [tokens.tone(tone) for tone in ("good", "attention", "bad", "accent")]
    pairs += [(tokens.ink, tokens.attention_soft), (tokens.ink, tokens.bad_soft)]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


def test_the_style_sheet_names_only_tokens_that_exist(theme: Theme) -> None:
    for tokens in SCHEMES.values():
        assert "@" not in style_sheet(tokens, 13, "QLabel { color: @ink@; font-size: @small@px; }")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert re.findall(r"@\w+@", app.styleSheet()) == []


def test_the_density_and_the_size_of_text_change_the_rows(theme: Theme) -> None:
    theme.apply("dark", "compact")
    assert theme.row_height == 26
    theme.apply("light", "comfortable", 16)
    assert theme.row_height > 32
    theme.apply("light")


def a_bar(qtbot: QtBot) -> FilterBar:
    """A bar with one chip of each kind."""
    chips = (
        Chip("state", "State"), Chip("base_minor", "Value", ">=", kind="money"),
        Chip("due_on", "Due", "<=", extra=True, kind="date"),
    )  # fmt: skip
    bar = FilterBar(chips, lambda _c, then: then((("seized", "Seized"),)), "EUR", lambda: TODAY)
    qtbot.addWidget(bar)
    return bar


def test_chips_read_what_is_typed_as_money_and_as_dates(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    state, value, due = bar.chips
    assert bar.take_typed(value, "15k") == ""
    assert bar.take_typed(due, "+7d") == ""
    bar.set_filter(state, "seized")
    assert set(bar.filters()) == {
        Filter("state", "=", "seized"), Filter("base_minor", ">=", 1_500_000),
        Filter("due_on", "<=", "2026-05-04"),
    }  # fmt: skip
    texts = [button.text() for button in bar.buttons.values()]
    assert texts == ["State  Seized  ✕", "Value  from 15,000.00 EUR  ✕", "Due  up to 4 May 2026  ✕"]


def test_a_chip_refuses_what_it_cannot_read_and_keeps_the_view(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    with qtbot.assertNotEmitted(bar.changed):
        assert bar.take_typed(bar.chips[1], "much")
    assert bar.filters() == ()


def test_chips_without_room_go_behind_more_and_come_back(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    bar.resize(900, 40)
    bar.show()
    assert [chip.column for chip in bar.hidden_chips()] == ["due_on"]
    bar.resize(250, 40)
    assert [chip.column for chip in bar.hidden_chips()] == ["base_minor", "due_on"]
    bar.resize(900, 40)
    assert [chip.column for chip in bar.hidden_chips()] == ["due_on"]


def test_a_chip_that_is_set_stays_and_is_cut_with_all_of_it_as_a_tip(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    bar.resize(280, 40)
    bar.show()
    bar.set_filters((Filter("state", "=", "waiting for the reply of the registered owner"),))
    made = bar.buttons["state ="]
    assert made.isVisible()
    assert made.text().startswith("State  waiting")
    assert made.text().endswith("…  ✕")
    assert "the registered owner" in made.toolTip()
    assert bar.minimumSizeHint().width() <= 280
    bar.resize(900, 40)
    assert "the registered owner" in made.text()


def test_a_box_cuts_a_long_choice_with_dots_and_says_all_of_it_as_a_tip(qtbot: QtBot) -> None:
    box = ElidedCombo()
    qtbot.addWidget(box)
    box.addItem("European Union (Directive 2024/1260, Regulation 2018/1805), 1")
    box.resize(240, 32)
    box.grab()
    assert "Regulation 2018/1805" in box.toolTip()
    box.resize(box.sizeHint().width() + 600, 32)
    box.grab()
    assert not box.toolTip()


def test_filters_of_a_saved_view_that_no_chip_knows_still_hold(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    odd = Filter("owner", "contains", "halcyon")
    bar.set_filters((odd,))
    assert bar.filters() == (odd,)


def test_a_chart_reads_as_text(qtbot: QtBot) -> None:
    line = Line("value", ((date(2026, 1, 1), 900_00), (date(2026, 3, 1), 840_00)))
    chart = ChartLine("Value", "EUR", [line, Line("cost", ())])
    bars = Bars("Funnel", [("frozen 21.5 m", 446)])
    for widget in (chart, bars):
        qtbot.addWidget(widget)
        assert not widget.grab().isNull()
    assert chart.accessibleDescription() == "value: 1 Mar 2026 840.00 EUR"
    assert bars.accessibleDescription() == "frozen 21.5 m"


def test_the_money_bar_measures_against_its_largest_and_leaves_out_the_unknown() -> None:
    bars = money_bars(a_case_file().money)
    assert bars[0] == ("Sought  12,450,000.00 EUR", 1000)
    assert bars[1][1] == 852
    assert len(bars) == 4


def test_a_preview_shows_saves_and_says_when_it_cannot(qtbot: QtBot, tmp_path: Path) -> None:
    preview = PdfPreview("Paper")
    qtbot.addWidget(preview)
    data = a_pdf("Dossier")
    preview.show_pdf(data)
    assert preview.pages() == 1
    preview.save(tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes() == data
    preview.show_pdf(b"not a paper")
    assert preview.pages() == 0
    assert preview.said.text() == "The paper could not be shown."


def test_rows_are_pasted_into_a_small_table_which_grows(qtbot: QtBot) -> None:
    rows = RowsEdit("Money flow", (("from", "From"), ("amount", "Amount")))
    qtbot.addWidget(rows)
    rows.paste("Port Authority\t2,150,000.00 EUR\nHalcyon\t")
    assert rows.value() == [{"from": "Port Authority", "amount": "2,150,000.00 EUR"},
                            {"from": "Halcyon"}]  # fmt: skip
    assert rows.rowCount() == 3


def test_a_short_list_is_as_high_as_its_rows(qtbot: QtBot) -> None:
    assets = a_case_file().assets
    table = ShortTable("Assets", record_columns.ASSETS, assets)
    qtbot.addWidget(table)
    few = table.height()
    table.show_rows(assets[:2])
    assert table.height() < few
    assert table.row_at(1).reference == assets[1].reference


def test_painting_a_list_many_times_does_not_use_none_up(qtbot: QtBot) -> None:
    # PySide6 6.12 under Python 3.11 loses references to None: see ui/lasting_none.py.
    table = ShortTable("Assets", record_columns.ASSETS, a_case_file().assets)
    qtbot.addWidget(table)
    table.show()
    for _time in range(200):
        assert not table.grab().isNull()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-000412-K", False),
        ("12.48 BTC", False),
        ("شقة ٢٢", True),
        ("22 שקל", True),
        ("9 074", False),
    ],
)
def test_a_piece_of_text_runs_in_its_own_direction(text: str, right: bool) -> None:
    assert runs_right_to_left(text) is right


def test_a_reference_is_kept_together_only_where_the_window_runs_the_other_way(qapp: Any) -> None:
    assert isolated("2026-000412-K") == "2026-000412-K"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert isolated("2026-000412-K") == "\u20682026-000412-K\u2069"
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_window_from_right_to_left_paints_its_lists(qtbot: QtBot) -> None:
    table = ShortTable("Assets", record_columns.ASSETS, a_case_file().assets)
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(table)
    assert not table.grab().isNull()


def test_taste_dresses_the_window_and_a_spoilt_one_does_no_harm(theme: Theme) -> None:
    store = MemoryStore()
    store.kept |= {"scheme": "dark", "density": "compact", "size": 15}
    Preferences(store).dress(theme)
    assert (theme.scheme, theme.density, theme.size) == ("dark", "compact", 15)
    store.kept |= {"scheme": 7, "density": "tiny", "size": "huge"}
    Preferences(store).dress(theme)
    assert (theme.scheme, theme.density, theme.size) == ("system", "comfortable", 13)
    theme.apply("light")


def test_taste_is_typed_and_a_spoilt_value_reads_as_the_default() -> None:
    store = MemoryStore()
    taste = Preferences(store)
    taste.keep_widths("assets", {"value": 140})
    taste.keep_sort("assets", "value", descending=True)
    taste.keep_view("Big", "assets", View((Filter("base_minor", ">=", 100),), "value", True))
    assert taste.widths("assets") == {"value": 140}
    assert taste.sort("assets") == ("value", True)
    assert taste.views()[0][2].filters[0].value == 100
    taste.drop_view("Big")
    assert taste.views() == []
    for key in ("widths/assets", "sort/assets", "views", "hidden/assets"):
        store.setValue(key, "{spoilt")
    assert taste.widths("assets") == {}
    assert taste.sort("assets") is None
    assert taste.views() == []
    assert taste.number("size", 13) == 13


@pytest.mark.parametrize(
    ("days", "said", "tone"),
    [
        (-2, "2 days over", "bad"),
        (-1, "1 day over", "bad"),
        (0, "today", "attention"),
        (1, "1 day", "attention"),
        (8, "8 days", "plain"),
    ],
)
def test_what_is_left_is_said_in_words(days: int, said: str, tone: str) -> None:
    assert words.days_left(days) == said
    assert words.due_tone(days) == tone


def test_money_that_is_not_known_is_a_dash_and_short_money_stays_honest() -> None:
    assert words.money(None) == "–"
    assert words.short_money(Money(48_200_000_00, "EUR")) == "48.2 m"
    assert words.short_money(Money(950_00, "EUR")) == "950"
    assert words.percent(667) == "66.7 %"

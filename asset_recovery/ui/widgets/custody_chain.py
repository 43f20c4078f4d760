"""The chain of custody as a line of hand-overs, each break between them in red."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.custody_facts import ChainLink, CustodyFile, Finding
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models.custody_columns import moment_of, seals_of
from asset_recovery.ui.theme import current_tokens
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag

_RAIL = 26
_DOT = 5.0
Explain = Callable[[Finding], object]
Sign = Callable[[str], object]


class _Rail(QWidget):
    """The line at the left: a dot for a hand-over, a broken line with a cross for a finding."""

    def __init__(self, *, broken: bool = False, first: bool = False, last: bool = False) -> None:
        super().__init__()
        self.setFixedWidth(_RAIL)
        self._broken, self._first, self._last = broken, first, last

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it in the colours of the theme."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(tokens.tone("bad" if self._broken else "accent")[0])
        middle, at = self.width() / 2, 14.0
        style = Qt.PenStyle.DotLine if self._broken else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2, style))
        if not self._first:
            painter.drawLine(round(middle), 0, round(middle), round(at))
        if not self._last:
            painter.drawLine(round(middle), round(at), round(middle), self.height())
        painter.setPen(QPen(colour, 2))
        if self._broken:
            for way in (1, -1):
                painter.drawLine(
                    round(middle - _DOT), round(at - way * _DOT),
                    round(middle + _DOT), round(at + way * _DOT),
                )  # fmt: skip
        else:
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(middle - _DOT, at - _DOT, 2 * _DOT, 2 * _DOT))
        painter.end()


def chain_widget(file: CustodyFile, explain: Explain | None, sign: Sign | None) -> QWidget:
    """Every hand-over with both names, places, seals and signatures; findings where they belong.

    `explain` opens the explanation of a finding, `sign` the signature for a hand-over; None where
    nothing may be changed.
    """
    holder = QWidget()
    holder.setAccessibleName(_("Chain of custody"))
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    signed = {reference for reference, _on, _who in file.confirmed}
    awaited = dict(file.awaited)
    left = list(file.findings)
    for place, link in enumerate(file.links):
        own = [one for one in left if one.seq == link.seq and not one.passing]
        for one in own:
            lines.addWidget(_finding(one, explain, first=place == 0 and one is own[0]))
            left.remove(one)
        last = place == len(file.links) - 1 and not left
        first = place == 0 and not own
        lines.addWidget(_link(place, link, file, signed, awaited, sign, first=first, last=last))
    for one in left:
        lines.addWidget(_finding(one, explain, last=one is left[-1]))
    return holder


def _line(rail: _Rail, rows: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    across.addWidget(rail)
    down = QVBoxLayout()
    down.setContentsMargins(0, 4, 0, 8)
    down.setSpacing(2)
    for row in rows:
        down.addWidget(row)
    across.addLayout(down, 1)
    return holder


def _across(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    for widget in widgets:
        across.addWidget(widget)
    across.addStretch(1)
    return holder


def _finding(
    one: Finding, explain: Explain | None, *, first: bool = False, last: bool = False
) -> QWidget:
    tone = "good" if one.explanation else "bad"
    mark = tag(words.of("custody_findings", one.code), tone)
    head: list[QWidget] = [mark]
    if one.is_open and explain is not None:
        name = _("Explain: {sentence}").format(sentence=one.sentence)
        head.append(button(_("Explain…"), partial(explain, one), "link", name))
    rows: list[QWidget] = [_across(*head), label(words.visible(one.sentence), wrap=True)]
    if one.explanation is not None:
        text = _("Explained on {day}: {why}").format(
            day=words.day(one.explained_on), why=words.visible(one.explanation)
        )
        rows.append(label(text, "second", wrap=True))
    return _line(_Rail(broken=one.is_open, first=first, last=last), rows)


def _link(  # noqa: PLR0913, PLR0917 - the parts of a hand-over
    place: int, link: ChainLink, file: CustodyFile, signed: set[str],
    awaited: dict[str, str], sign: Sign | None, *, first: bool, last: bool,
) -> QWidget:  # fmt: skip
    title = words.of("transfer_reasons", link.purpose) if link.purpose else words.code(link.what)
    who = words.visible(link.keeper or _("nobody named"))
    if link.giver:
        who = f"{words.visible(link.giver)} → {who}"
    head: list[QWidget] = [label(who, "strong"), label(f"{title} · {moment_of(link)}", "second")]
    number = link.reference
    if number and number in signed:
        head.append(tag(_("signed by both"), "good"))
    elif number and number in awaited:
        head.append(tag(_("{who} has still to sign").format(who=awaited[number]), "attention"))
        if sign is not None:
            head.append(button(_("Sign…"), partial(sign, number), "link"))
    rows: list[QWidget] = [_across(*head)]
    facts = [
        words.visible(link.place or ""),
        words.visible(link.reason or "") if link.what == "moved" else "",
        _("condition {what}").format(what=words.visible(link.condition)) if link.condition else "",
        _("seals {seals}").format(seals=words.visible(seals_of(link))) if seals_of(link) else "",
        *(f"{words.code(name)} {words.visible(said)}" for name, said in link.transport),
        _("back by {day}").format(day=words.day(link.expected_return))
        if link.expected_return
        else "",
        _("witness {who}").format(who=words.visible(link.witness)) if link.witness else "",
    ]
    rows.append(label(" · ".join(fact for fact in facts if fact), "second", wrap=True))
    foot = [number or "", _("record {hash}").format(hash=file.hashes[place][:12])]
    rows.append(label(" · ".join(part for part in foot if part), "small"))
    return _line(_Rail(first=first, last=last), rows)

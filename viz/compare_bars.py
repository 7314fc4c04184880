"""The same drawing read by several networks, side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viz.marker import draw_marker
from viz.painted import Painted, draw_invitation, tell
from viz.theme import RunStyle, font
from viz.verdict import percent

_HEADER = 44
_ROW = 20
_LINE, _MARKS = 20, 24
_TIGHT_LINE, _TIGHT_MARKS = 16, 16
_LOW = 14
"""Rows lower than this, at normal type, have the list of networks above them set closer."""
_LABEL = 20
_NAMED = 104
"""Columns so wide, at normal type, have the network's name on top; below that the names stand in a list."""
_GAP = 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class NetAnswer:
    """What one network makes of the drawing.

    Attributes
    ----------
    name, style
        As everywhere.
    probabilities
        One for each label of the view, NaN for a class that the network does not know; None while there is
        no answer.
    note
        What is said of the network under the pointer: its layers, its accuracy.
    """

    name: str
    style: RunStyle
    probabilities: tuple[float, ...] | None
    note: str = ""

    def best(self) -> int | None:
        """Place of the likeliest label; None without an answer."""
        if self.probabilities is None:
            return None
        known = [k for k, p in enumerate(self.probabilities) if not math.isnan(p)]
        return max(known, key=self.probabilities.__getitem__, default=None)


class CompareBars(Painted):
    """A column for each network with its answer on top, a row for each digit; bars in the runs' colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: tuple[str, ...] = tuple(map(str, range(10)))
        self._answers: tuple[NetAnswer, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.retranslate()

    def set_answers(self, answers: Sequence[NetAnswer], labels: Sequence[str] | None = None) -> None:
        """Show what each network reads; the rows are `labels`, 0 to 9 for None. Cheap enough for every frame.

        Raises
        ------
        ValueError
            If a network has not one probability for each label.
        """
        shown = tuple(labels) if labels is not None else tuple(map(str, range(10)))
        for answer in answers:
            if answer.probabilities is not None and len(answer.probabilities) != len(shown):
                raise ValueError(f"expected {len(shown)} probabilities, got {len(answer.probabilities)}")
        if (len(shown), len(answers)) != (len(self._labels), len(self._answers)):
            self.updateGeometry()
        self._labels, self._answers = shown, tuple(answers)
        self._tell()

    def sentence(self, answer: NetAnswer) -> str:
        """What a network reads in words: "CNN: 7, 97.8 %"."""
        best = answer.best()
        if best is None or answer.probabilities is None:
            return self.tr("{name}: no answer").format(name=answer.name)
        return self.tr("{name}: {digit}, {share}").format(
            name=answer.name, digit=self._labels[best], share=percent(answer.probabilities[best])
        )

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("The same drawing, read by each network"))
        self._nothing = self.tr("Train or open a second network to compare what they read.")
        self._tell()

    def column_at(self, x: float) -> int | None:
        """The network whose column is at a place."""
        left, width = self._columns()
        place = int((x - left) // (width + _GAP * self.scale))
        return place if 0 <= place < len(self._answers) else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.column_at(event.pos().x())
            text = ""
            if place is not None:
                answer = self._answers[place]
                text = "\n".join(filter(None, (self.sentence(answer), answer.note)))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        width = 16 + _LABEL + (120 + _GAP) * max(len(self._answers), 2)
        return QSize(round(width * self.scale), round((16 + _HEADER + _ROW * len(self._labels)) * self.scale))

    def minimumSizeHint(self) -> QSize:
        width = 16 + _LABEL + (24 + _GAP) * max(len(self._answers), 2)
        height = 16 + self._header() + 16 * len(self._labels)
        return QSize(round(width * self.scale), round(height * self.scale))

    def _tell(self) -> None:
        spoken = "\n".join(map(self.sentence, self._answers)) if self._answers else self._nothing
        tell(self, spoken)
        self.update()

    def _columns(self) -> tuple[float, float]:
        """Left edge of the first column, and the width of each, without the gap."""
        s, count = self.scale, max(len(self._answers), 1)
        left = 8 + _LABEL * s
        width = (self.width() - 8 - left - (count - 1) * _GAP * s) / count
        return left, min(max(width, 1.0), 240.0 * s)

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, theme = self.scale, self.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._answers:
                draw_invitation(painter, self.rect(), self._nothing, theme, s)
                return
            left, width = self._columns()
            listed, line_height = width < _NAMED * s, self._line() * s
            top = 8 + self._header() * s
            high = min((self.height() - top - 8) / len(self._labels), 32 * s)
            painter.setFont(font(min(12.5 * s, 0.95 * high), tabular=True))
            painter.setPen(QColor(theme.quiet))
            for k, label in enumerate(self._labels):
                painter.drawText(QRectF(8, top + k * high, _LABEL * s, high), _LEFT, label)
            for k, answer in enumerate(self._answers):
                x = left + k * (width + _GAP * s)
                if listed:
                    line = QRectF(8, 8 + k * line_height, self.width() - 16, line_height)
                    self._paint_line(painter, line, answer)
                    middle = QPointF(x + 5 * s, top - 8 * s)
                    draw_marker(painter, middle, 9 * s, answer.style)
                else:
                    self._paint_header(painter, QRectF(x, 8, width, _HEADER * s), answer)
                self._paint_bars(painter, QRectF(x, top, width, high), answer)
            if self.hasFocus():
                painter.setPen(QColor(theme.quiet))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _header(self) -> float:
        """Height of what stands above the bars, at normal type."""
        if self._columns()[1] >= _NAMED * self.scale:
            return _HEADER
        marks = _MARKS if self._line() == _LINE else _TIGHT_MARKS
        return self._line() * len(self._answers) + marks

    def _line(self) -> int:
        """Height of a network's line in the list, at normal type: closer where the rows would be too low."""
        rest = self.height() / self.scale - 16 - _LINE * len(self._answers) - _MARKS
        return _LINE if rest >= _LOW * len(self._labels) else _TIGHT_LINE

    def _paint_line(self, painter: QPainter, line: QRectF, answer: NetAnswer) -> None:
        """A network in a line of its own, where its column is too narrow for its name."""
        s, theme, best = self.scale, self.theme, answer.best()
        draw_marker(painter, QPointF(line.left() + 5 * s, line.center().y()), 9 * s, answer.style)
        share = "—" if best is None or answer.probabilities is None else percent(answer.probabilities[best])
        number = font(12 * s, tabular=True)
        painter.setFont(number)
        painter.setPen(QColor(theme.quiet))
        painter.drawText(line, _RIGHT, share)
        wide = QFontMetricsF(number).horizontalAdvance(percent(1.0)) + 12 * s
        if best is not None:
            painter.setFont(font(13 * s, weight=QFont.Weight.Bold))
            painter.setPen(QColor(theme.text))
            painter.drawText(line.adjusted(0, 0, -wide, 0), _RIGHT, self._labels[best])
        painter.setFont(font(12 * s))
        painter.setPen(QColor(theme.text))
        room = line.adjusted(14 * s, 0, -wide - 24 * s, 0)
        cut = painter.fontMetrics().elidedText(answer.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, _LEFT, cut)

    def _paint_header(self, painter: QPainter, box: QRectF, answer: NetAnswer) -> None:
        """Marker and name, and under them the answer."""
        s, theme = self.scale, self.theme
        name = QRectF(box.left(), box.top(), box.width(), 18 * s)
        draw_marker(painter, QPointF(name.left() + 5 * s, name.center().y()), 9 * s, answer.style)
        painter.setFont(font(12 * s))
        painter.setPen(QColor(theme.text))
        room = name.adjusted(14 * s, 0, 0, 0)
        cut = painter.fontMetrics().elidedText(answer.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, _LEFT, cut)
        best = answer.best()
        line = QRectF(box.left(), name.bottom(), box.width(), 22 * s)
        if best is None or answer.probabilities is None:
            painter.setPen(QColor(theme.faint))
            painter.drawText(line, _LEFT, "—")
            return
        digit = font(16 * s, weight=QFont.Weight.Bold)
        painter.setFont(digit)
        painter.drawText(line, _LEFT, self._labels[best])
        share = percent(answer.probabilities[best])
        painter.setFont(font(12 * s, tabular=True))
        painter.setPen(QColor(theme.quiet))
        after = QFontMetricsF(digit).horizontalAdvance(self._labels[best]) + 6 * s
        painter.drawText(line.adjusted(after, 0, 0, 0), _LEFT, share)

    def _paint_bars(self, painter: QPainter, first: QRectF, answer: NetAnswer) -> None:
        """Bars and, where the column is wide enough for them, percentages."""
        s, theme, best = self.scale, self.theme, answer.best()
        face = font(11.5 * s, tabular=True)
        number = QFontMetricsF(face).horizontalAdvance(percent(1.0)) + 8 * s
        numbered = first.width() >= number + 48 * s
        painter.setFont(face)
        for k in range(len(self._labels)):
            row = first.translated(0, k * first.height())
            track = row.adjusted(0, 0, -number if numbered else 0, 0)
            thick = min(round(row.height() * 0.5), round(14 * s))
            bar = QRectF(track.left(), round(row.center().y() - thick / 2), 2.0, thick)
            painter.fillRect(bar, QColor(theme.line))
            share = math.nan if answer.probabilities is None else answer.probabilities[k]
            if not math.isnan(share) and share * track.width() >= 1.0:
                bar.setWidth(share * track.width())
                colour = QColor(answer.style.colour)
                colour.setAlpha(255 if k == best else 110)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                radius = min(3.0, bar.width() / 2)
                painter.drawRoundedRect(bar, radius, radius)
            if numbered:
                painter.setPen(QColor(theme.text if k == best else theme.quiet))
                painter.drawText(row, _RIGHT, "—" if math.isnan(share) else percent(share))

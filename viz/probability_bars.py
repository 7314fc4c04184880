"""What the network reads: the verdict, and under it the probability of each digit as a bar."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viz.painted import Painted
from viz.theme import font
from viz.verdict import in_question, milliseconds, percent

DIGITS = 10
ANIMATION_MS = 120
"""Only the bars' lengths move; numbers and verdict are there at once."""

_HEADER, _ROW = 88, 26
_EASY_ROW = 16
"""Logical pixels of a row, at normal type: with less, the room above the rows shrinks with them."""
_TIGHT_HEADER, _TIGHT_ROW = 50, 12.5
"""The least that the type needs: its digits, and two pixels between them. With less, it gets smaller."""
_CAPITAL = 0.73
"""Height of a digit, of its type's size."""
_BAR = 12
_LABEL = 24
_NUMBER = 64
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WHOLE = Qt.TextFlag.TextDontClip  # a tight row is lower than a line of its type, but no digit is cut off


class ProbabilityBars(Painted):
    """A large digit with how sure it is, and ten rows: digit, bar, percentage.

    The winner is blue, the colour of nothing that can be grabbed. Where the network is not sure, no digit
    is made large: the verdict names those in question and all of them are blue.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probabilities: tuple[float, ...] | None = None
        self._known: frozenset[int] = frozenset(range(DIGITS))
        self._sure = False
        self._device = ""
        self._milliseconds: float | None = None
        self._message = ""
        self._told = ""
        self._shown = [0.0] * DIGITS
        self._from = [0.0] * DIGITS
        self._animated = True
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(ANIMATION_MS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_animation_value_changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    # Facts

    def set_probabilities(
        self,
        probabilities: Sequence[float] | None,
        sure: bool = False,
        known: Collection[int] = range(DIGITS),
    ) -> None:
        """Show ten probabilities, or the empty state.

        Parameters
        ----------
        probabilities
            Of the digits 0 to 9, each in [0, 1]. None: nothing has been drawn.
        sure
            Whether the likeliest is to be called the answer.
        known
            The digits that the network tells apart: others get a dash, for 0 % would be an answer, too.

        Raises
        ------
        ValueError
            If they are not ten.
        """
        if probabilities is not None and len(probabilities) != DIGITS:
            raise ValueError(f"expected {DIGITS} probabilities, got {len(probabilities)}")
        self._probabilities = None if probabilities is None else tuple(float(p) for p in probabilities)
        self._known = frozenset(known)
        self._sure = sure and probabilities is not None
        self._message = ""
        self._start_animation()
        self._tell()

    def set_measured(self, device: str, milliseconds: float | None) -> None:
        """Show where the answer came from, "CPU", and how long it took."""
        self._device, self._milliseconds = device, milliseconds
        self.update()

    def set_message(self, text: str) -> None:
        """Show a sentence in place of the verdict, over empty bars: loading, or what went wrong."""
        self._probabilities, self._sure, self._message = None, False, text
        self._start_animation()
        self._tell()

    def set_animated(self, on: bool) -> None:
        """Let bars move to their new lengths, or be there at once."""
        self._animated = on
        if not on:
            self._animation.stop()
            self._shown = list(self._probabilities or [0.0] * DIGITS)
            self.update()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("What the network reads"))
        self._invitation = self.tr("The answer follows the pen.")
        self._tell()

    # Words

    def answer(self) -> str:
        """The large sign: the digit, "?" where the network is not sure, nothing where nothing was drawn."""
        if self._probabilities is None:
            return ""
        return str(in_question(self._probabilities)[0]) if self._sure else "?"

    def verdict(self) -> str:
        """The sentence beside it."""
        if self._probabilities is None:
            return self._message or self._invitation
        digits = in_question(self._probabilities)
        if self._sure:
            return self.tr("{percent} sure").format(percent=percent(self._probabilities[digits[0]]))
        if len(digits) == 1:
            return self.tr("Not sure: perhaps {a}").format(a=digits[0])
        if len(digits) == 2:
            return self.tr("Not sure: {a} or {b}?").format(a=digits[0], b=digits[1])
        if len(digits) == 3:
            return self.tr("Not sure: {a}, {b} or {c}?").format(a=digits[0], b=digits[1], c=digits[2])
        return self.tr("Not sure: no digit stands out")

    def measured(self) -> str:
        """The quiet line under the sentence: device and time; empty where there is no answer."""
        if self._probabilities is None or self._milliseconds is None:
            return ""
        return f"{self._device} · {milliseconds(self._milliseconds)}"

    def _tell(self) -> None:
        """Let assistive technology know; it is read out only when the answer is another one."""
        answer, verdict = self.answer(), self.verdict()
        spoken = f"{answer}: {verdict}" if self._sure else verdict
        self.setAccessibleDescription(spoken)
        told = answer if self._sure else verdict
        if told != self._told:
            self._told = told
            if QAccessible.isActive() and self.isVisible():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
        self.update()

    # Motion

    def _start_animation(self) -> None:
        self._animation.stop()
        if self._animated and self.isVisible():
            self._from = list(self._shown)
            self._animation.start()
        else:
            self._shown = list(self._probabilities or [0.0] * DIGITS)

    def _on_animation_value_changed(self, progress: float) -> None:
        goal = self._probabilities or (0.0,) * DIGITS
        self._shown = [a + (b - a) * progress for a, b in zip(self._from, goal, strict=True)]
        self.update()

    # Painting

    def _room_scale(self) -> float:
        """Scale of type and bars: it grows with a large panel, but more slowly."""
        room = self.height() / (self.sizeHint().height())
        fits = self.height() / (_TIGHT_HEADER + DIGITS * _TIGHT_ROW)  # rows never run into each other
        return min(self.scale * min(max(math.sqrt(room), 1.0), 1.8), max(fits, 0.8))

    def _header_height(self) -> float:
        """Logical pixels above the rows. Where there is little room, air goes before the type shrinks."""
        s = self._room_scale()
        easy, tight = _HEADER + DIGITS * _EASY_ROW, _TIGHT_HEADER + DIGITS * _TIGHT_ROW
        share = min(max((self.height() / s - tight) / (easy - tight), 0.0), 1.0)
        return s * (_TIGHT_HEADER + share * (_HEADER - _TIGHT_HEADER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        header = self._header_height()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_header(painter, QRectF(0, 0, self.width(), header))
            height = (self.height() - header) / DIGITS
            leading = set() if self._probabilities is None else set(in_question(self._probabilities))
            if self._sure:
                leading = {int(self.answer())}
            for digit in range(DIGITS):
                row = QRectF(0, header + digit * height, self.width(), height)
                self._paint_row(painter, row, digit, digit in leading)

    def _paint_header(self, painter: QPainter, box: QRectF) -> None:
        theme, s = self.theme, self._room_scale()
        answer = self.answer()
        left = 0.0
        if answer:
            size = min(72 * s, (box.height() - 8 * s) / _CAPITAL)
            face = font(size, weight=QFont.Weight.Bold)
            metrics = QFontMetricsF(face)
            painter.setFont(face)
            painter.setPen(QColor(theme.runs[1].colour if self._sure else theme.faint))
            # Capitals hang from the top edge, in line with the canvas beside.
            glyph = metrics.tightBoundingRect(answer if self._sure else "7")
            painter.drawText(round(-metrics.leftBearing(answer[0])), round(-glyph.top()), answer)
            left = round(size)
        line = QRectF(left, 0, box.width() - left, 56 * s)
        sentence, quiet = font(15 * s, weight=QFont.Weight.DemiBold), font(12.5 * s, tabular=True)
        measured = self.measured()
        wide = QFontMetricsF(sentence).horizontalAdvance(self.verdict())
        if measured and wide > line.width() > 0:
            sentence.setPixelSize(max(round(sentence.pixelSize() * line.width() / wide), 10))
        painter.setFont(sentence if self._probabilities is not None else font(13 * s))
        painter.setPen(QColor(theme.text if self._probabilities is not None else theme.quiet))
        if measured:
            painter.drawText(line.adjusted(0, 4 * s, 0, -28 * s), _LEFT, self.verdict())
            painter.setFont(quiet)
            painter.setPen(QColor(theme.quiet))
            short = QFontMetricsF(quiet).elidedText(measured, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line.adjusted(0, 28 * s, 0, -4 * s), _LEFT, short)
        else:
            if not answer:
                line.setHeight(box.height() - 8 * s)
            painter.drawText(line, _LEFT | Qt.TextFlag.TextWordWrap, self.verdict())

    def _paint_row(self, painter: QPainter, row: QRectF, digit: int, leads: bool) -> None:
        theme, s = self.theme, self._room_scale()
        known = self._probabilities is None or digit in self._known
        blue = QColor(theme.runs[1].colour)
        weight = QFont.Weight.DemiBold if leads else QFont.Weight.Normal
        painter.setFont(font(13 * s, weight=weight, tabular=True))
        painter.setPen(QColor(theme.text if leads else theme.quiet if known else theme.faint))
        painter.drawText(row, _LEFT | _WHOLE, str(digit))
        track = row.adjusted(_LABEL * s, 0, -_NUMBER * s - 8 * s, 0)
        thick = min(round(row.height() * 0.45), round(_BAR * s * 1.5))
        bar = QRectF(track.x(), round(row.center().y() - thick / 2), 2.0, thick)
        painter.fillRect(bar, QColor(theme.line))
        bar.setWidth(self._shown[digit] * track.width())
        if bar.width() >= 1.0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blue if leads else QColor(theme.ghost))
            radius = min(3.0, bar.width() / 2)
            painter.drawRoundedRect(bar, radius, radius)
        number = "—"
        if self._probabilities is not None and known:
            number = percent(self._probabilities[digit])
        painter.setPen(QColor(theme.text if leads else theme.faint if number == "—" else theme.quiet))
        painter.drawText(row, _RIGHT | _WHOLE, number)

    def sizeHint(self) -> QSize:
        return QSize(round(360 * self.scale), round((_HEADER + DIGITS * _ROW) * self.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(240 * self.scale), round((_HEADER + DIGITS * 20) * self.scale * 0.8))

"""Lines of code of which one is lit: the one being executed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from viz.quiet_cells import LARGE
from viz.theme import DARK, Theme, font

MONOSPACED = (
    "JetBrains Mono",
    "Cascadia Code",
    "SF Mono",
    "Menlo",
    "Consolas",
    "DejaVu Sans Mono",
    "Noto Sans Mono",
    "NanumGothicCoding",
    "monospace",
)
_SIZE = 12.5
_GUTTER = 32
_DRAG = 4
_AIR = (2.0, 8.0)
"""Logical pixels between two lines, where there is little room and where there is enough."""
_SIZES = tuple(range(round(_SIZE * LARGE[1]), round(_SIZE * LARGE[0]) - 1, -1))
"""Whole pixels of large type, the largest first."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of code, the step (1 to 4) that it is or None, and what it does in words."""

    code: str
    step: int | None
    tip: str


class CodePane(QTextEdit):
    """Code that can be read, selected and copied; a click on a line of a step chooses the step.

    What comes before the first step is folded into one quiet line, so that the steps are in sight.
    """

    step_chosen = Signal(int)
    """A step's line was clicked, or its number typed: 1 to 4. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code: tuple[CodeLine, ...] = ()
        self._lines: tuple[CodeLine, ...] = ()
        self._folds = False
        self._unfolded = False
        self._air = _AIR[1]
        self._lit: int | None = None
        self._theme = DARK
        self._scale = 1.0
        self._large = False
        self._pressed: tuple[float, float] | None = None
        self._gutter = _Gutter(self)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCornerWidget(QWidget(self))
        self.setCursorWidth(0)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(self._air / 2)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)
        self._set_look()

    def set_code(self, lines: Sequence[CodeLine]) -> None:
        """Show these lines; the lit step stays lit."""
        if tuple(lines) != self._code:
            self._code = tuple(lines)
            self._write()

    def set_unfolded(self, on: bool) -> None:
        """Show the lines before the first step, or one line that stands for them."""
        if on != self._unfolded:
            self._unfolded = on
            self._write()

    def code(self) -> str:
        """All lines, folded or not."""
        return "\n".join(line.code for line in self._code)

    def retranslate(self) -> None:
        """Name the folded lines in the language in force."""
        self._write()

    def set_lit(self, step: int | None) -> None:
        """Light the line of a step; None for no line."""
        if step != self._lit:
            self._lit = step
            self._light()

    def lit_line(self) -> int | None:
        """Number of the lit line from 0, or None."""
        if self._lit is None:
            return None
        return next((i for i, line in enumerate(self._lines) if line.step == self._lit), None)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._set_look()

    def set_large_type(self, on: bool) -> None:
        self._large = on
        self._set_scale(LARGE[1] if on else 1.0)

    def fit_to(self, width: int) -> None:
        """Be as wide as the lines, `width` logical pixels at most; large type gives way first."""
        self._set_scale(self._scale_within(width) if self._large else 1.0)
        self.setFixedWidth(min(self.sizeHint().width(), width))

    def type_font(self) -> QFont:
        """The monospaced face."""
        result = font(_SIZE * self._scale)
        result.setFamilies(list(MONOSPACED))
        return result

    def line_height(self) -> float:
        """Logical pixels from line to line: the face's own height, and air."""
        return QFontMetricsF(self.type_font()).height() + self._air

    def line_box(self, number: int) -> QRectF:
        """Where a line stands in the viewport, with its air, as wide as the viewport."""
        block = self.document().findBlockByNumber(number)
        text = block.layout().boundingRect().height()
        top = self.document().documentLayout().blockBoundingRect(block).top()
        top -= self.verticalScrollBar().value() + self._air / 2
        return QRectF(0, top, self.viewport().width(), text + self._air)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.type_font())
        width = max((metrics.horizontalAdvance(line.code) for line in self._lines), default=200.0)
        height = self.line_height() * max(len(self._lines), 4)
        return QSize(round(width + (_GUTTER + 16) * self._scale), round(height) + 8)

    def minimumSizeHint(self) -> QSize:
        least = QFontMetricsF(self.type_font()).height() + _AIR[0]
        return QSize(120, round(4 * least))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and step in ("1", "2", "3", "4"):
            self.step_chosen.emit(int(step))
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._folds:
            self.set_unfolded(not self._unfolded)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = (event.position().x(), event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        way = abs(event.position().x() - pressed[0]) + abs(event.position().y() - pressed[1])
        line = self.line_at(event.position().y())
        if way >= _DRAG or line is None:
            return
        if line.step is not None:
            self.step_chosen.emit(line.step)
        elif self._folds and line is self._lines[0]:
            self.set_unfolded(not self._unfolded)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is code: the line that stands for others is these lines, or nothing beside them."""
        cursor = self.textCursor()
        text = cursor.selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
        if self._folds and cursor.selectionStart() == 0 and "\n" in text:
            text = text.partition("\n")[2]
            if not self._unfolded:
                text = "\n".join((*(line.code for line in self._before()), text))
        data = QMimeData()
        data.setText(text)
        return data

    def line_at(self, y: float) -> CodeLine | None:
        """The line at a height in the viewport."""
        for i, line in enumerate(self._lines):
            box = self.line_box(i)
            if box.top() <= y < box.bottom():
                return line
        return None

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self.line_at(event.pos().y())
            QToolTip.showText(event.globalPos(), line.tip if line is not None else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_air()
        self._gutter.setGeometry(0, 0, self.viewportMargins().left(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        lit = self.lit_line()
        if lit is not None:
            painter = QPainter(self.viewport())
            painter.fillRect(self.line_box(lit), QColor(self._theme.raised))
            painter.end()
        super().paintEvent(event)

    def paint_gutter(self, painter: QPainter) -> None:
        """The steps' numbers, and a bar before the lit line."""
        theme, s, lit = self._theme, self._scale, self.lit_line()
        width = self._gutter.width()
        for i, line in enumerate(self._lines):
            if line.step is None:
                continue
            box = self.line_box(i)
            if i == lit:
                painter.fillRect(QRectF(0, box.top(), width, box.height()), QColor(theme.raised))
                painter.fillRect(QRectF(0, box.top(), 3, box.height()), QColor(theme.text))
            painter.setFont(font(11 * s, tabular=True))
            painter.setPen(QColor(theme.text if i == lit else theme.faint))
            box.setRect(0, box.top(), width - 12 * s, box.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line.step))

    def _before(self) -> tuple[CodeLine, ...]:
        """The lines before the first step."""
        first = next((i for i, line in enumerate(self._code) if line.step is not None), 0)
        return self._code[:first]

    def _write(self) -> None:
        """Put the lines down, the first ones folded if they are several."""
        before = self._before()
        self._folds = len(before) > 1
        lines = self._code
        if self._folds:
            text = self.tr("set-up, {count} lines").format(count=len(before))
            tip = "\n".join(line.code for line in before)
            head = CodeLine(f"{'▾' if self._unfolded else '▸'} {text}", None, tip)
            lines = (head, *(lines if self._unfolded else lines[len(before) :]))
        if lines != self._lines:
            self._lines = lines
            self.setPlainText("\n".join(line.code for line in lines))
            self.setAccessibleDescription(self.code())
            self._give_air()
            self._space()
            self._light()
            self.updateGeometry()

    def _give_air(self) -> None:
        """Less air where the lines would not be in sight; a scroll bar below may come and go."""
        room = self.height() - self.horizontalScrollBar().sizeHint().height()
        face = QFontMetricsF(self.type_font()).height()
        count = max(len(self._lines), 1)
        air = min(max((room - count * face) // (count + 1), _AIR[0]), _AIR[1])
        if air != self._air:
            self._air = air
            self.document().setDocumentMargin(air / 2)
            self._space()

    def _scale_within(self, width: int) -> float:
        """The largest of the sizes of large type with which the lines are in sight."""
        room = self.height() - self.horizontalScrollBar().sizeHint().height()
        for size in _SIZES:
            face = self.type_font()
            face.setPixelSize(size)
            metrics = QFontMetricsF(face)
            wide = max((metrics.horizontalAdvance(line.code) for line in self._lines), default=0.0)
            high = len(self._lines) * (metrics.height() + _AIR[0]) + _AIR[0]
            if wide + (_GUTTER + 16) * size / _SIZE <= width and high <= room:
                return size / _SIZE
        return _SIZES[-1] / _SIZE

    def _set_scale(self, scale: float) -> None:
        if scale != self._scale:
            self._scale = scale
            self._set_look()

    def _set_look(self) -> None:
        theme = self._theme
        families = ", ".join(f'"{family}"' for family in MONOSPACED)
        self.setStyleSheet(
            f"QTextEdit {{ background: transparent; border: none; color: {theme.quiet};"
            f" font-family: {families}; font-size: {_SIZE * self._scale:.0f}px; }}"
        )
        self.viewport().setAutoFillBackground(False)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Highlight, QColor(theme.line))
        colours.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.text))
        self.setPalette(colours)
        self._give_air()
        self.setViewportMargins(round(_GUTTER * self._scale), 0, 0, 0)
        self._gutter.setGeometry(0, 0, round(_GUTTER * self._scale), self.height())
        self._light()
        self.updateGeometry()

    def _space(self) -> None:
        """Put air between the lines; Qt forgets it with each new text."""
        spaced = QTextBlockFormat()
        spaced.setBottomMargin(self._air)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _light(self) -> None:
        """Mark the lit line and bring it into view."""
        lit = self.lit_line()
        marks = [self._mark(0, self._theme.faint)] if self._folds else []
        if lit is not None:
            marks.append(self._mark(lit, self._theme.text))
            self._reveal(self.line_box(lit))
        self.setExtraSelections(marks)
        self._gutter.update()
        self.viewport().update()

    def _mark(self, line: int, colour: str) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document().findBlockByNumber(line))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        coloured = QTextCharFormat()
        coloured.setForeground(QColor(colour))
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor, coloured
        return mark

    def _reveal(self, box: QRectF) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if box.top() < 0:
            bar.setValue(int(bar.value() + box.top()))
        elif box.bottom() > height:
            bar.setValue(int(bar.value() + box.bottom() - height + 1))

    def _on_scroll_bar_value_changed(self) -> None:
        self._gutter.update()


class _Gutter(QWidget):
    """The column before the code."""

    def __init__(self, pane: CodePane) -> None:
        super().__init__(pane)
        self._pane = pane

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._pane.paint_gutter(painter)
        painter.end()

"""The MNIST tab: draw on the left, what the network reads in the middle, what it is on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.digits.facts_panel import FactsPanel
from app.digits.proportions import MARGIN, proportions
from app.digits.records import Answer, DeviceChoice, NetworkFacts
from app.digits.replay import Replay
from app.digits.samples import NAMES, SampleButton, load_sample
from app.digits.tools import Tools
from viz.digit_canvas import DigitCanvas
from viz.pixel_view import PixelView
from viz.probability_bars import ProbabilityBars
from viz.theme import UNIT, Theme
from viz.verdict import NBSP


class DigitsTab(QWidget):
    """All widgets of the tab and their places. It tells wishes and shows facts; it decides nothing."""

    drawing_changed = Signal(object)
    """The drawing is another one: list of (k, 2) float64 arrays in units of the canvas. GUI thread."""

    picture_requested = Signal(str)
    """A person dropped a picture file to be read: its path. GUI thread."""

    device_requested = Signal(str)
    """A person chose another device: its name. GUI thread."""

    history_changed = Signal(bool, bool)
    """What can be undone and redone may have changed: (can_undo, can_redo). GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._animated = True
        self._pixel: tuple[int, int, float] | None = None
        self._page = QWidget()
        # The Tab key goes from part to part in the order in which they are made.
        self.canvas, self.tools = DigitCanvas(self._page), Tools(self._page)
        self.pixels, self.bars = PixelView(self._page), ProbabilityBars(self._page)
        self.samples = [SampleButton(load_sample(name), self._page) for name in NAMES]
        self.facts = FactsPanel(self._page)
        self.replay = Replay(self.canvas, self)
        roles = ("title", "title", "title", "title", "quiet", "quiet", "title", "title", "quiet")
        labels = [self._label(role) for role in roles]
        self._draw_title, self._reads_title, self._network_title = labels[:3]
        self._sees_title, self._sees, self._probe = labels[3:6]
        self._try_title, self._explain_title, self._explain = labels[6:]
        self._grid = QGridLayout(self._page)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.canvas)
        self.retranslate()

    # Wishes of the window

    def undo(self) -> None:
        """Take back the last step on the canvas."""
        self.replay.stop()
        self.canvas.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.replay.stop()
        self.canvas.redo()

    def clear(self) -> None:
        """Take a clean card."""
        self.replay.stop()
        self.canvas.clear()

    def can_undo(self) -> bool:
        return self.canvas.can_undo()

    def can_redo(self) -> bool:
        return self.canvas.can_redo()

    # Facts from the controller

    def show_answer(self, answer: Answer) -> None:
        """Show what the network read and the very picture that it read."""
        self.pixels.set_image(answer.image)
        self.bars.set_measured(answer.device, answer.network_ms)
        self.bars.set_probabilities(answer.probabilities, answer.sure)
        self.facts.set_times(answer.preparation_ms, answer.network_ms)
        if answer.picture is not None and not self.canvas.strokes():
            self.canvas.set_picture(answer.picture)
            self.tools.set_inked(True)

    def show_nothing(self) -> None:
        """Show that nothing has been drawn."""
        self.pixels.set_image(None)
        self.bars.set_probabilities(None)

    def show_loading(self) -> None:
        """Say that the drawing will be read as soon as the network is there."""
        self.bars.set_message(self.tr("The network is being loaded …"))

    def show_loading_failed(self, text: str, device: str) -> None:
        """Say why the network is not there; `device` is the one that goes on, if any."""
        self.facts.set_fault(text, device)
        if not device:
            self.bars.set_message(self.tr("The network cannot be loaded. {reason}").format(reason=text))

    def show_reading_failed(self, text: str) -> None:
        """Say why a drawing or a picture could not be read."""
        self.pixels.set_image(None)
        self.bars.set_message(text)

    def show_network(self, facts: NetworkFacts) -> None:
        """Show what is known of the network."""
        self.facts.set_network(facts)

    def show_devices(self, devices: tuple[DeviceChoice, ...], device: str) -> None:
        """Show which devices there are and which one is used."""
        self.facts.set_devices(devices, device)

    # Looks

    def set_theme(self, theme: Theme) -> None:
        for part in (self.canvas, self.pixels, self.bars, self.tools):
            part.set_theme(theme)
        for button in self.samples:
            button.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self._scale = 1.5 if on else 1.0
        for part in (self.canvas, self.pixels, self.bars, self.tools):
            part.set_large_type(on)
        self._fit(self.size())

    def set_animated(self, on: bool) -> None:
        """Let bars and samples move, or be there at once."""
        self._animated = on
        self.bars.set_animated(on)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._draw_title.setText(self.tr("Draw a digit"))
        self._reads_title.setText(self.tr("It reads"))
        self._network_title.setText(self.tr("The network"))
        self._sees_title.setText(self.tr("What the network sees"))
        self._sees.setText(_unbroken(self.tr("Fitted to 20 × 20, centre of mass in the middle of 28 × 28.")))
        self._try_title.setText(self.tr("Try one of these"))
        self._explain_title.setText(self.tr("How to read it"))
        self._explain.setText(
            self.tr("The network knows nothing but digits: its ten probabilities always add up to 100 %.")
        )
        for button in self.samples:
            digit = button.sample.digit
            name = self.tr("A drawing between 4 and 9")
            if digit is not None:
                name = self.tr("A drawing of a {digit}").format(digit=digit)
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._show_probe()

    def _show_probe(self) -> None:
        text = self.tr("Point at a pixel to read its value.")
        if self._pixel is not None:
            row, column, value = self._pixel
            text = self.tr("row {row}, column {column}: {value}").format(
                row=row, column=column, value=f"{value:.2f}"
            )
        self._probe.setText(text)

    # Building

    def _label(self, role: str) -> QLabel:
        label = QLabel(self._page)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        """Three columns, four rows: titles, what is large, tools, what is small."""
        top = Qt.AlignmentFlag.AlignTop
        grid = self._grid
        for column, title in enumerate((self._draw_title, self._reads_title, self._network_title)):
            grid.addWidget(title, 1, 2 * column + 1)
        grid.addWidget(self.canvas, 2, 1, top)
        grid.addWidget(self.bars, 2, 3, top)
        grid.addWidget(self.facts, 2, 5, 3, 1, top)
        grid.addWidget(self.tools, 4, 1)
        grid.addLayout(_row(self.pixels, _column(self._sees_title, self._sees, self._probe)), 6, 1, top)
        grid.addLayout(_column(self._try_title, _row(*self.samples)), 6, 3, top)
        grid.addLayout(_column(self._explain_title, self._explain), 6, 5, top)
        grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        grid.setSpacing(0)
        for column in (0, 6):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 2)
        grid.setRowMinimumHeight(3, UNIT)
        grid.setRowMinimumHeight(5, 3 * UNIT)
        grid.setRowStretch(7, 3)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the page fits
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _connect(self) -> None:
        self.canvas.drawing_changed.connect(self._on_canvas_drawing_changed)
        self.canvas.history_changed.connect(self.tools.set_steps)
        self.canvas.history_changed.connect(self.history_changed)
        self.canvas.tool_changed.connect(self.tools.set_tool)
        self.canvas.picture_dropped.connect(self._on_canvas_picture_dropped)
        self.tools.tool_requested.connect(self.canvas.set_tool)
        self.tools.undo_requested.connect(self.undo)
        self.tools.redo_requested.connect(self.redo)
        self.tools.clear_requested.connect(self.clear)
        self.tools.set_inked(False)
        self.pixels.pixel_probed.connect(self._on_pixels_pixel_probed)
        self.facts.device_requested.connect(self.device_requested)
        for button in self.samples:
            button.clicked.connect(self._on_sample_clicked)

    # Answers to the parts

    def _on_canvas_drawing_changed(self, strokes: Sequence[object]) -> None:
        self.tools.set_inked(bool(strokes))
        self.drawing_changed.emit(strokes)

    def _on_canvas_picture_dropped(self, path: str) -> None:
        self.clear()
        self.picture_requested.emit(path)

    def _on_pixels_pixel_probed(self, pixel: tuple[int, int, float] | None) -> None:
        self._pixel = pixel
        self._show_probe()

    def _on_sample_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, SampleButton)
        if self._animated:
            self.replay.start(button.sample.strokes)
        else:
            self.replay.stop()
            self.canvas.set_strokes(button.sample.strokes)

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(event.size())
        super().resizeEvent(event)

    def _fit(self, size: QSize) -> None:
        """Give every part the size it has in a window of this size."""
        p = proportions(size.width(), size.height(), self._scale)
        self.canvas.setFixedSize(p.side, p.side)
        self.bars.setFixedSize(p.middle, p.side)
        self.facts.setFixedWidth(p.right)
        self.pixels.setFixedSize(28 * p.cell + 2, 28 * p.cell + 2)
        for label in (self._sees_title, self._sees, self._probe):
            label.setFixedWidth(p.side - 28 * p.cell - 2 - 2 * UNIT)
        self._explain.setFixedWidth(p.right)
        self.tools.set_width(p.side)
        self.tools.setFixedWidth(p.side)
        for column, width in ((1, p.side), (2, p.gap), (3, p.middle), (4, p.gap), (5, p.right)):
            self._grid.setColumnMinimumWidth(column, width)
        self._draw_title.setFixedHeight(round(4 * UNIT * self._scale))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _unbroken(text: str) -> str:
    """Keep “20 × 20” on one line."""
    return text.replace(" × ", f"{NBSP}×{NBSP}")


def _row(*parts: QWidget | QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * UNIT)
    for part in parts:
        if isinstance(part, QWidget):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addLayout(part, 1)
    if not any(isinstance(part, QVBoxLayout) for part in parts):
        row.addStretch(1)
    return row


def _column(*parts: QWidget | QHBoxLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(UNIT // 2)
    for part in parts:
        column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
    column.addStretch(1)
    return column

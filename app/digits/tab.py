"""The MNIST tab: draw on the left, what the network reads in the middle, what it is on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.digits.cut_words import frame
from app.digits.facts_panel import FactsPanel
from app.digits.places import Parts, Places, Sheet
from app.digits.proportions import proportions
from app.digits.records import Answer, DeviceChoice, Found, Image, NetworkFacts
from app.digits.replay import Replay
from app.digits.samples import NAMES, SampleButton, load_sample
from app.digits.sees import Sees
from app.digits.tools import Tools
from viz.cut_picture import CutPicture, single_file
from viz.digit_canvas import DigitCanvas
from viz.pixel_view import PixelView
from viz.probability_bars import ProbabilityBars
from viz.theme import UNIT, Theme
from viz.translated import Translated


class DigitsTab(Translated):
    """All widgets of the tab and their places. It tells wishes and shows facts; it decides nothing."""

    drawing_changed = Signal(object)
    """The drawing is another one: list of (k, 2) float64 arrays in units of the canvas. GUI thread."""

    picture_requested = Signal(str)
    """A person dropped a picture file to be read: its path. GUI thread."""

    picture_pasted = Signal(QImage)
    """A person pasted a picture to be read. GUI thread."""

    device_requested = Signal(str)
    """A person chose another device: its name. GUI thread."""

    history_changed = Signal(bool, bool)
    """What can be undone and redone may have changed: (can_undo, can_redo). GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._animated = True
        self._under_drawer = False
        self._whose = self._measured = ""
        self._image: Image | None = None
        self._known: Sequence[int] = range(10)
        self._page = QWidget()
        # The Tab key goes from part to part in the order in which they are made.
        self.canvas, self.tools = DigitCanvas(self._page), Tools(self._page)
        self.pixels, self.bars = PixelView(self._page), ProbabilityBars(self._page)
        self.samples = [SampleButton(load_sample(name), self._page) for name in NAMES]
        self.facts = FactsPanel(self._page)
        self.replay = Replay(self.canvas, self)
        titles = [self._label("title") for _ in range(6)]
        self._draw_title, self._reads_title, self._network_title = titles[:3]
        sees_title, self._try_title, self._explain_title = titles[3:]
        self._explain = self._label("quiet")
        self.sees = Sees(self.pixels, sees_title, self._page)
        samples = _boxed(self._page, self._try_title, _row(*self.samples))
        explained = _boxed(self._page, self._explain_title, self._explain)
        self._reads_title.setWordWrap(False)  # beside it stand boxes that give way
        self.head = QWidget(self._page)
        """The title over the answer; a lab may put the choice of networks beside it."""
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._reads_title, 1)
        self.answers = QStackedWidget(self._page)
        """The bars, and what else may take their place."""
        self.answers.addWidget(self.bars)
        self.middle, self._sheet = QSplitter(Qt.Orientation.Vertical, self), Sheet(self)
        self._places = Places(
            self._page,
            Parts(
                self._draw_title, self.canvas, self.tools, self.head, self.answers,
                self._network_title, self.facts, sees_title, self.sees, samples, explained, self._explain,
            ),
        )  # fmt: skip
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

    def choose_picture(self) -> None:
        """Ask for a picture file; it is read as one that is dropped."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Picture of a digit"), "", self._kinds())
        if path:
            self._on_canvas_picture_dropped(path)

    def paste_picture(self) -> None:
        """Read the picture that the clipboard holds, or whose file it holds."""
        clipboard = QGuiApplication.clipboard()
        path = single_file(clipboard.mimeData())
        if path:
            self._on_canvas_picture_dropped(path)
            return
        image = clipboard.image()
        if image.isNull():
            below = self.canvas.mapToGlobal(self.canvas.rect().center())
            QToolTip.showText(below, self.tr("There is no picture in the clipboard."), self.canvas)
            return
        self.clear()
        self.picture_pasted.emit(image)

    def _kinds(self) -> str:
        endings = "*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.gif *.pgm"
        return (
            self.tr("Pictures ({endings})").format(endings=f"{endings} {endings.upper()}")
            + ";;"
            + self.tr("All files (*)")
        )

    def set_whose(self, key: str) -> None:
        """The bars show what this network of the lab reads; empty for the one that comes trained."""
        self._whose = key

    def add_drawer(self, drawer: QWidget) -> None:
        """Put a drawer under the page."""
        self.middle.addWidget(drawer)
        self.middle.setStretchFactor(0, 1)

    def set_under_drawer(self, on: bool) -> None:
        """The drawer is open, or folded: then everything has its usual place."""
        self._under_drawer = on
        if not on and self.middle.count() > 1:
            self.middle.setSizes([sum(self.middle.sizes()), 0])  # a splitter keeps what was folded away
        self._fit(self._sheet.size())

    # Facts from the controller

    def show_answer(self, answer: Answer) -> None:
        """Show what the network read and the very picture that it read."""
        once_more = answer.image is self._image  # read by a network that learns
        if not once_more:
            self._image = answer.image
            self.pixels.set_image(answer.image)
            self._show_found(answer.found)
        seen = next((seen for seen in answer.seen if seen.key == self._whose), None)
        known: Sequence[int] = range(10)
        if seen is None:
            title, spent, shares, sure = answer.device, answer.network_ms, answer.probabilities, answer.sure
        else:
            title, spent, shares, sure = seen.title, seen.network_ms, seen.probabilities, seen.sure
            known = seen.classes
        if not once_more or title != self._measured:  # times that flicker tell nothing
            self._measured = title
            self.bars.set_measured(title, spent)
            self.facts.set_times(answer.preparation_ms, spent)
        self.bars.set_probabilities(shares, sure, known)
        self._explain_digits(known)

    def _explain_digits(self, known: Sequence[int]) -> None:
        """Say what any answer of a network is worth that knows these digits and nothing else."""
        self._known = known
        text = self.tr("The network knows nothing but digits: its ten probabilities always add up to 100 %.")
        if len(known) < 10:
            digits = ", ".join(map(str, known))
            text = self.tr(
                "This network knows nothing but {digits}: whatever is drawn, their probabilities add up to "
                "100 %."
            ).format(digits=digits)
        self._explain.setText(text)

    def _show_found(self, found: Found | None) -> None:
        """A picture stands where the drawing would, with what was cut out of it."""
        self.sees.set_cut(None if found is None else found.cut)
        if found is not None and not self.canvas.strokes():
            self.canvas.set_picture(CutPicture(found.picture, frame(found.cut), found.ink, found.source))
            self.tools.set_inked(True)

    def show_nothing(self) -> None:
        """Show that nothing has been drawn."""
        self._image = None
        self.sees.set_cut(None)
        self.pixels.set_image(None)
        self.bars.set_probabilities(None)

    def show_loading(self) -> None:
        """Say that the drawing will be read as soon as the network is there."""
        self.bars.set_message(self.tr("The network is being loaded …"))

    def show_reading(self) -> None:
        """Say that a picture is being read: large ones take a moment."""
        self.bars.set_message(self.tr("The picture is being read …"))

    def show_loading_failed(self, text: str, device: str) -> None:
        """Say why the network is not there; `device` is the one that goes on, if any."""
        self.facts.set_fault(text, device)
        if not device:
            self.bars.set_message(self.tr("The network cannot be loaded. {reason}").format(reason=text))

    def show_reading_failed(self, text: str) -> None:
        """Say why a drawing or a picture could not be read."""
        self._image = None
        self.sees.set_cut(None)
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
        self._fit(self._sheet.size())

    def set_animated(self, on: bool) -> None:
        """Let bars and samples move, or be there at once."""
        self._animated = on
        self.bars.set_animated(on)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._draw_title.setText(self.tr("Draw a digit"))
        self._reads_title.setText(self.tr("It reads"))
        self._network_title.setText(self.tr("The network"))
        self._try_title.setText(self.tr("Try one of these"))
        self._explain_title.setText(self.tr("How to read it"))
        self._explain_digits(self._known)
        for button in self.samples:
            digit = button.sample.digit
            name = self.tr("A drawing between 4 and 9")
            if digit is not None:
                name = self.tr("A drawing of a {digit}").format(digit=digit)
            button.setAccessibleName(name)
            button.setToolTip(name)

    # Building

    def _label(self, role: str) -> QLabel:
        label = QLabel(self._page)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        """A page that scrolls where it must, in a splitter that a drawer may join."""
        self._sheet.setWidget(self._page)
        self._sheet.resized.connect(self._fit)
        self.middle.setHandleWidth(1)
        self.middle.setChildrenCollapsible(False)
        self.middle.addWidget(self._sheet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.middle)

    def _connect(self) -> None:
        self.canvas.drawing_changed.connect(self._on_canvas_drawing_changed)
        self.canvas.history_changed.connect(self.tools.set_steps)
        self.canvas.history_changed.connect(self.history_changed)
        self.canvas.tool_changed.connect(self.tools.set_tool)
        self.canvas.picture_dropped.connect(self._on_canvas_picture_dropped)
        self.canvas.picture_returned.connect(self._on_canvas_picture_returned)
        self.canvas.picture_wanted.connect(self.choose_picture)
        self.tools.picture_requested.connect(self.choose_picture)
        self.tools.tool_requested.connect(self.canvas.set_tool)
        self.tools.undo_requested.connect(self.undo)
        self.tools.redo_requested.connect(self.redo)
        self.tools.clear_requested.connect(self.clear)
        self.tools.set_inked(False)
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

    def _on_canvas_picture_returned(self, picture: CutPicture) -> None:
        """It stands there already; its answer comes once more."""
        self.tools.set_inked(True)
        if isinstance(picture.source, QImage):
            self.picture_pasted.emit(picture.source)
        elif picture.source is not None:
            self.picture_requested.emit(picture.source)

    def _on_sample_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, SampleButton)
        if self._animated:
            self.replay.start(button.sample.strokes)
        else:
            self.replay.stop()
            self.canvas.set_strokes(button.sample.strokes)

    # Size

    def _fit(self, size: QSize) -> None:
        """Give every part the size it has in a tab of this size."""
        p = proportions(size.width(), size.height(), self._scale, drawer=self._under_drawer)
        self._places.fit(p, self._scale)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * UNIT)
    for part in parts:
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    return row


def _boxed(parent: QWidget, *parts: QWidget | QHBoxLayout) -> QWidget:
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(UNIT // 2)
    for part in parts:
        column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
    column.addStretch(1)
    return box

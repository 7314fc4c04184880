"""How a drawing becomes the picture that the network gets, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from viz.flow import Flow
from viz.ink_picture import InkPicture, Marks
from viz.theme import Theme
from viz.translated import Translated

__all__ = ["Marks", "PrepareStep", "PrepareView"]

_SIDE = 112
"""Of a picture in logical pixels, at normal type: four for each of 28."""
_WIDTH = {False: 128, True: 192}
"""Of a step, at normal and at large type."""


@dataclass(frozen=True, slots=True, eq=False)
class PrepareStep:
    """One step and what came of it.

    Attributes
    ----------
    name
        What the step is called in `step_toggled`; it is never shown.
    title, caption, tip
        What is shown above and below the picture, and what it teaches.
    picture
        (h, w) uint8 with 255 = ink, of any size; None where there is nothing yet.
    marks
        What was found in it, in its pixels.
    switchable, on
        Whether the step can be left out, and whether it is done.
    """

    name: str
    title: str
    picture: npt.NDArray[np.uint8] | None
    caption: str = ""
    tip: str = ""
    marks: Marks = field(default_factory=Marks)
    switchable: bool = True
    on: bool = True


class _Body(QWidget):
    """As high as its words need at its width."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return QSize(self.maximumWidth(), layout.totalHeightForWidth(self.maximumWidth()))


class _Card(QObject):
    """The widgets of one step; a box to tick, or a title where there is no choice."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = _Body(parent)
        self.box = QCheckBox(self.whole)
        self.title = QLabel(self.whole)
        self.picture = InkPicture(_SIDE, self.whole)
        self.caption = QLabel(self.whole)
        self.caption.setProperty("role", "quiet")
        for label in (self.title, self.caption):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.box, self.title):
            column.addWidget(widget)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.caption)
        column.addStretch(1)
        self.whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

    def show_step(self, place: int, step: PrepareStep) -> None:
        """Show a step with its number."""
        title = f"{place}  {step.title}"
        self.box.setVisible(step.switchable)
        self.title.setHidden(step.switchable)
        self.box.setText(title)
        self.title.setText(title)
        self.box.setChecked(step.on)
        self.box.setAccessibleName(step.title)
        self.box.setAccessibleDescription(step.tip)
        self.picture.set_picture(step.picture, step.marks, faded=not step.on)
        self.picture.setAccessibleName(step.title)
        self.picture.setAccessibleDescription(step.caption)
        self.caption.setText(step.caption)
        self.caption.setVisible(bool(step.caption))
        for widget in (self.whole, self.box, self.picture):
            widget.setToolTip(step.tip)


class PrepareView(Translated):
    """The steps as pictures in a row, going on below where there is no more room.

    Each step that can be left out has a box to tick (Space); a step that is left out is faded, and shows what
    came out of the one before it.
    """

    step_toggled = Signal(str, bool)
    """The person ticked or unticked a step: its name, whether it is to be done. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[PrepareStep, ...] = ()
        self._cards: list[_Card] = []
        self._theme: Theme | None = None
        self._large = False
        self._flow = Flow(self, gap=(12, 16), centred=False)
        self._nothing = QLabel(self)
        self._nothing.setProperty("role", "quiet")
        self._nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self._nothing)
        column.addWidget(self._flow)
        column.addStretch(1)
        self.retranslate()
        self.set_steps(())

    def set_steps(self, steps: Sequence[PrepareStep]) -> None:
        """Show the steps in order; cheap enough while the pen moves. None for an empty canvas."""
        self._steps = tuple(steps)
        while len(self._cards) < len(steps):
            self._cards.append(self._new_card())
        for k, card in enumerate(self._cards):
            shown = k < len(steps)
            if card.whole.isHidden() == shown:
                card.whole.setVisible(shown)
            if shown:
                card.show_step(k + 1, steps[k])
        self._nothing.setVisible(not steps)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for card in self._cards:
            card.picture.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        """Pictures and type to be seen from the last row."""
        self._large = on
        for card in self._cards:
            card.picture.set_large_type(on)
            card.whole.setFixedWidth(_WIDTH[on])
        self._flow.updateGeometry()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface; those of the steps are the caller's."""
        self.setAccessibleName(self.tr("Preparation of the drawing, step by step"))
        self._nothing.setText(self.tr("Draw a digit to see what becomes of it before the network reads it."))

    def _new_card(self) -> _Card:
        card = _Card(self._flow)
        if self._theme is not None:
            card.picture.set_theme(self._theme)
        card.picture.set_large_type(self._large)
        card.whole.setFixedWidth(_WIDTH[self._large])
        card.box.clicked.connect(self._on_box_clicked)
        self._flow.add(card.whole)
        return card

    def _on_box_clicked(self, on: bool) -> None:
        clicked = self.sender()
        place = next(k for k, card in enumerate(self._cards) if card.box is clicked)
        self.step_toggled.emit(self._steps[place].name, on)

"""Curvature at the current point, and the learning rates that follow from it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viz import numbers
from viz.level_line import LevelLine
from viz.theme import Theme
from viz.translated import Translated

_DIGITS = 5
_MARGIN = 16
_ROW = {False: 24, True: 26}
"""Logical pixels of a row, at normal and at large type."""
_SHORT = {"condition": "λmax/λmin", "limit": "2/λmax", "best": "2/(λmin + λmax)"}
"""What stands for a name where there is no room for it."""
_NAMES = ("largest", "smallest", "condition", "limit", "best")


@dataclass(frozen=True, slots=True)
class Curvature:
    """Second derivatives of the loss at one point.

    Parameters
    ----------
    smallest, largest
        λmin ≤ λmax, eigenvalues of the Hessian.
    steep
        Eigenvector (w0, w1) of λmax.
    condition
        λmax/λmin; None where λmin is not positive.
    limit, best
        2/λmax and 2/(λmin + λmax), the largest stable and the best fixed learning rate; None where there
        is none.
    kind
        What the point lies in, in words: bowl, saddle, dome, flat.
    note
        Whether it holds everywhere or here only, and for which optimizer.
    """

    smallest: float
    largest: float
    steep: tuple[float, float]
    condition: float | None
    limit: float | None
    best: float | None
    kind: str
    note: str


class CurvatureView(Translated):
    """Eigenvalues, what they mean for the learning rate, and the level line they make."""

    rate_requested = Signal(float)
    """One of the two learning rates is to be used: the number, unrounded. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Curvature | None = None
        self._texts: dict[str, str] = {}
        self.drawing = LevelLine(self)
        self._kind = QLabel(self)
        self._kind.setProperty("role", "title")
        self._note = QLabel(self)
        self._note.setProperty("role", "quiet")
        self._note.setWordWrap(True)
        self._names = {name: QLabel(self) for name in _NAMES}
        self._values = {name: QLabel("—", self) for name in _NAMES}
        self._use = {name: QPushButton(self) for name in ("limit", "best")}
        for label in (self._kind, self._note, *self._values.values()):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        for label in self._values.values():
            label.setProperty("role", "number")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lay_out()
        self._use["limit"].clicked.connect(self._on_limit_clicked)
        self._use["best"].clicked.connect(self._on_best_clicked)
        self.retranslate()
        self.set_numbers(None)

    def set_numbers(self, curvature: Curvature | None) -> None:
        """Show the curvature at a point; None where none is known. Cheap enough for every frame."""
        self._shown = curvature
        values: dict[str, float | None] = dict.fromkeys(_NAMES)
        if curvature is not None:
            values = {name: getattr(curvature, name) for name in _NAMES}
            self.drawing.set_curvature(curvature.smallest, curvature.largest, curvature.steep)
        else:
            self.drawing.clear()
        self._say(self._kind, curvature.kind if curvature is not None else self.tr("No curvature here"))
        self._say(self._note, curvature.note if curvature is not None else "")
        for name, value in values.items():
            text = "—" if value is None else numbers.significant(value, _DIGITS)
            self._say(self._values[name], text)
        for name, button in self._use.items():
            rate = values[name]
            usable = rate is not None and math.isfinite(rate) and rate > 0
            if button.isHidden() == usable:
                button.setHidden(not usable)

    def text(self) -> str:
        """The numbers as lines of tab-separated cells."""
        lines = [f"{self._texts[name]}\t{self._values[name].text()}" for name in _NAMES]
        return "\n".join((self._kind.text(), *lines, self._note.text()))

    def set_theme(self, theme: Theme) -> None:
        self.drawing.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self.drawing.set_large_type(on)
        self._numbers.setColumnMinimumWidth(1, 112 if on else 96)
        self._numbers.setHorizontalSpacing(8 if on else 16)
        for row in range(len(_NAMES)):
            self._numbers.setRowMinimumHeight(row, _ROW[on])
        height = _ROW[on] - 2
        for button in self._use.values():  # lower than other buttons: it stands in a row of text
            button.setStyleSheet(f"min-height: {height}px; max-height: {height}px; border: none;")
        self._fit()

    def retranslate(self) -> None:
        texts = {
            "largest": ("λmax", self.tr("Largest eigenvalue of the Hessian: the bend along the steep axis")),
            "smallest": ("λmin", self.tr("Smallest eigenvalue of the Hessian: the bend along the flat axis")),
            "condition": (
                self.tr("condition number λmax/λmin"),
                self.tr(
                    "The steep axis bends so many times more than the flat one: if large, descent zig-zags"
                ),
            ),
            "limit": (
                self.tr("largest stable learning rate 2/λmax"),
                self.tr("Here SGD steps from wall to wall of the valley for ever; above it the error grows"),
            ),
            "best": (
                self.tr("best fixed learning rate 2/(λmin + λmax)"),
                self.tr("Here the error along both axes shrinks by the same factor in each epoch"),
            ),
        }
        for name, (text, tip) in texts.items():
            self._names[name].setToolTip("\n".join((text, tip)))
            self._values[name].setToolTip(tip)
            self._values[name].setAccessibleName(text)
        self._texts = {name: text for name, (text, _) in texts.items()}
        for name, button in self._use.items():
            button.setText(self.tr("use"))
            button.setAccessibleName(self.tr("Use the {rate}").format(rate=texts[name][0]))
            button.setToolTip(self.tr("Set the learning rate to this.") + "\n" + texts[name][1])
        self.drawing.setAccessibleName(self.tr("Level line of the loss around this point, with its axes"))
        self.drawing.setToolTip(
            self.tr(
                "A line of equal loss around the point, to scale: the axes are the Hessian’s eigenvectors, "
                "each as long as 1/√|λ|"
            )
        )
        self._fit()
        if self._shown is None:
            self._say(self._kind, self.tr("No curvature here"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the numbers with short names."""
        return QSize(self._width_with(_SHORT) + 2 * _MARGIN, super().minimumSizeHint().height())

    def _width_with(self, names: Mapping[str, str]) -> int:
        """Logical pixels of the numbers, with these names before them where there are any."""
        widest = max(
            QFontMetricsF(label.font()).horizontalAdvance(names.get(name, label.text()))
            for name, label in self._names.items()
        )
        value = max(label.sizeHint().width() for label in self._values.values())
        use = max(button.sizeHint().width() for button in self._use.values())
        gaps = 2 * self._numbers.horizontalSpacing()
        return round(widest) + max(value, self._numbers.columnMinimumWidth(1)) + use + gaps

    def _fit(self) -> None:
        """Whole names and the drawing; then short names, which the tool tips explain; then no drawing."""
        room = self.width() - 2 * _MARGIN
        drawn = room - self.drawing.sizeHint().width() - _MARGIN
        names = self._texts if self._width_with(self._texts) <= drawn else self._texts | _SHORT
        if self._width_with(self._texts) <= room and self._width_with(_SHORT) > drawn:
            names = self._texts
        for name, text in names.items():
            self._say(self._names[name], text)
        self.drawing.setVisible(self._width_with(names) <= drawn)

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        if label.text() != text:  # a label asks for a new layout with every text
            label.setText(text)

    def _lay_out(self) -> None:
        self._numbers = QGridLayout()
        self._numbers.setHorizontalSpacing(16)
        self._numbers.setVerticalSpacing(0)
        self._numbers.setColumnMinimumWidth(1, 96)
        self._numbers.setColumnStretch(3, 1)
        for row, name in enumerate(_NAMES):
            self._numbers.setRowMinimumHeight(row, _ROW[False])
            self._names[name].setProperty("role", "quiet")
            self._numbers.addWidget(self._names[name], row, 0)
            self._numbers.addWidget(self._values[name], row, 1)
            if name in self._use:
                self._use[name].setProperty("role", "link")
                policy = self._use[name].sizePolicy()
                policy.setRetainSizeWhenHidden(True)
                self._use[name].setSizePolicy(policy)
                self._numbers.addWidget(self._use[name], row, 2)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self._kind)
        right.addLayout(self._numbers)
        right.addWidget(self._note)
        right.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        whole.setSpacing(_MARGIN)
        whole.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self.drawing)
        whole.addLayout(right, 1)

    def _on_limit_clicked(self) -> None:
        if self._shown is not None and self._shown.limit is not None:
            self.rate_requested.emit(self._shown.limit)

    def _on_best_clicked(self) -> None:
        if self._shown is not None and self._shown.best is not None:
            self.rate_requested.emit(self._shown.best)

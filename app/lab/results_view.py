"""The page of results as it is seen: whose, the confusion matrix, images, calibration."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viz.calibration_plot import CalibrationPlot
from viz.confusion_view import ConfusionView
from viz.elided import ElidedBox, ElidedLabel
from viz.image_grid import ImageGrid
from viz.segmented import Segmented
from viz.theme import Theme
from viz.translated import Translated

LEFT = 208


class ResultsView(Translated):
    """Four columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = ElidedBox(self), ElidedBox(self)
        self._titles = (QLabel(self), QLabel(self))
        self.summary = QLabel(self)
        self.summary.setProperty("role", "number")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.swap = QToolButton(self)
        self.swap.setText("⇅")
        self.swap.setProperty("role", "quiet")
        self.confusion = ConfusionView(self)
        self.which = Segmented(self)
        self.again = QToolButton(self)
        self.again.setProperty("role", "quiet")
        self.caption = ElidedLabel(self)
        self.caption.setProperty("role", "quiet")
        self.images = ImageGrid(self)
        self.calibration = CalibrationPlot(self)
        left = QGridLayout()
        left.setVerticalSpacing(4)
        for row, (title, box) in enumerate(zip(self._titles, (self.first, self.second), strict=True)):
            left.addWidget(title, 2 * row, 0)
            left.addWidget(box, 2 * row + 1, 0, 1, 2)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        left.setColumnStretch(0, 1)
        left.addWidget(self.swap, 2, 1)
        words = QScrollArea(self)
        words.setFrameShape(QFrame.Shape.NoFrame)
        words.setWidgetResizable(True)
        words.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words.setWidget(self.summary)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        left.addWidget(words, 4, 0, 1, 2)
        left.setRowStretch(4, 1)
        self._left = QWidget(self)
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.caption, 1)
        below.addWidget(self.again)
        middle = QVBoxLayout()
        middle.setSpacing(4)
        middle.addLayout(head)
        middle.addLayout(below)
        middle.addWidget(self.images, 1)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(16, 4, 12, 4)
        row_.setSpacing(12)
        row_.addWidget(self._left)
        row_.addWidget(self.confusion, 4)
        row_.addLayout(middle, 5)
        row_.addWidget(self.calibration, 3)
        self.calibration.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.set_large_type(False)
        self.retranslate()

    def heightForWidth(self, width: int) -> int:
        """What it needs at least: words may scroll, and no part keeps another one out of sight."""
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize().height()

    def set_reading(self, on: bool) -> None:
        """Whether the test images are being read: said where there is nothing to see yet."""
        for part in (self.confusion, self.calibration):
            part.set_reading(on)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.confusion, self.images, self.calibration):
            part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        for part in (self.confusion, self.images, self.calibration):
            part.set_large_type(on)
        self._left.setFixedWidth(round(LEFT * (1.4 if on else 1.0)))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        texts = (
            (self.tr("Network"), self.tr("Whose results are shown")),
            (self.tr("beside"), self.tr("A second network on the same images, to compare")),
        )
        boxes = (self.first, self.second)
        for title, box, (text, tip) in zip(self._titles, boxes, texts, strict=True):
            title.setText(text)
            box.setAccessibleName(text)
            box.setToolTip(tip)
        self.swap.setAccessibleName(self.tr("Exchange the two networks"))
        self.swap.setToolTip(
            self.tr("Exchange the two networks: the matrix and the images are the first one’s")
        )
        self.again.setText(self.tr("Others"))
        self.again.setToolTip(self.tr("Other random images"))

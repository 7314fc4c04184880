"""The page of one's own handwriting as it is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from viz.image_grid import ImageGrid
from viz.theme import Theme

LEFT, RIGHT = 272, 320
STEPS = 1000


class HandView(QWidget):
    """Ten buttons for the digit that it was; the drawings kept; what networks make of them."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.asked = QLabel(self)
        self.asked.setProperty("role", "section")
        self.digits = [QPushButton(str(digit), self) for digit in range(10)]
        self.hint, self.count = QLabel(self), QLabel(self)
        for label in (self.hint, self.count):
            label.setProperty("role", "quiet")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.images = ImageGrid(self)
        self.delete, self.idx, self.png = (QPushButton(self) for _ in range(3))
        self.test, self.learn, self.cancel, self.original = (QPushButton(self) for _ in range(4))
        self.learn.setProperty("role", "primary")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.result = QLabel(self)
        self.result.setProperty("role", "number")
        self.result.setWordWrap(True)
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._left, self._right = QWidget(self), QWidget(self)
        grid = QGridLayout(self._left)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.asked, 0, 0, 1, 5)
        for digit, button in enumerate(self.digits):
            grid.addWidget(button, 1 + digit // 5, digit % 5)
            button.clicked.connect(actions[f"label_{digit}"].trigger)
        grid.addWidget(self.hint, 3, 0, 1, 5)
        grid.setRowStretch(4, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count, 1)
        for button in (self.delete, self.idx, self.png):
            row.addWidget(button)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addLayout(row)
        middle.addWidget(self.images, 1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.learn, self.cancel, self.original, self.test):
            buttons.addWidget(button)
        buttons.addStretch(1)
        right.addLayout(buttons)
        right.addWidget(self.bar)
        right.addWidget(self.result)
        right.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 8)
        whole.setSpacing(24)
        whole.addWidget(self._left)
        whole.addLayout(middle, 1)
        whole.addWidget(self._right)
        self.setMinimumHeight(208)
        self.set_large_type(False)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self.images.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self.images.set_large_type(on)
        wide = 1.4 if on else 1.0
        self._left.setFixedWidth(round(LEFT * wide))
        self._right.setFixedWidth(round(RIGHT * wide))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.asked.setText(self.tr("That was a …"))
        for digit, button in enumerate(self.digits):
            text = self.tr("That was a {digit}: keep the drawing (Alt+{digit})").format(digit=digit)
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.hint.setText(
            self.tr(
                "Draw a digit, say which one it was. It is kept on your disk at once, the card is clean for "
                "the next. Twenty or more are a good start."
            )
        )
        for button, text, tip in (
            (self.delete, self.tr("Delete"), self.tr("Delete the drawing that is chosen")),
            (self.idx, self.tr("As IDX…"), self.tr("Export all drawings in MNIST’s own format")),
            (self.png, self.tr("As PNG…"), self.tr("Export all drawings as pictures, a folder a digit")),
            (self.learn, self.tr("Learn my hand"), self.tr("Fine-tune the CNN on your drawings, in seconds")),
            (self.cancel, self.tr("Cancel"), self.tr("Leave the network as it is")),
            (self.original, self.tr("Original"), self.tr("Back to the weights that came with the program")),
            (self.test, self.tr("Test"), self.tr("How many of your drawings each network reads right")),
        ):
            button.setText(text)
            button.setToolTip(tip)
        self.images.set_empty_text(self.tr("Your drawings are kept here."))
        self.bar.setAccessibleName(self.tr("Progress of learning"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

"""The page of one's own handwriting as it is seen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from app.icons import icon
from app.lab.columns import GAP, column, row, set_widths, words, yields
from viz.flow import Flow
from viz.kept_grid import KeptGrid
from viz.theme import Theme
from viz.translated import Translated

LEFT, RIGHT = 272, 320
SHARE = 0.55
"""Of the page's width that both take at most."""
STEPS = 1000
ICON = 18


class HandView(Translated):
    """Ten buttons for the digit that it was; the drawings kept; what networks make of them."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._large = False
        self.asked = QLabel(self)
        self.asked.setProperty("role", "section")
        self.digits = [QPushButton(str(digit), self) for digit in range(10)]
        self.hint, self.count, self.start = (words(self) for _ in range(3))
        self.images = KeptGrid(self)
        yields(self.images)
        self.label = QComboBox(self)
        self.label.addItems([str(digit) for digit in range(10)])
        self.label.setPlaceholderText("–")  # while no drawing is chosen
        self.delete = QPushButton(self)
        self.undo, self.redo, self.bring, self.export = (QToolButton(self) for _ in range(4))
        for button in (self.undo, self.redo, self.bring, self.export):
            button.setProperty("role", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self.export)
        menu.setToolTipsVisible(True)
        self.idx, self.png = QAction(self), QAction(self)  # a menu's own may be gone before it
        menu.addActions([self.idx, self.png])
        self.export.setMenu(menu)
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.test, self.learn, self.cancel, self.original = (QPushButton(self) for _ in range(4))
        self.learn.setProperty("role", "primary")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.result = words(self, "number")
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._left, left = column(self)
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for digit, key in enumerate(self.digits):
            key.setMinimumWidth(1)
            grid.addWidget(key, digit // 5, digit % 5)
            key.clicked.connect(actions[f"label_{digit}"].trigger)
        left.addWidget(self.asked)
        left.addLayout(grid)
        left.addWidget(self.hint)
        left.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(GAP)
        middle.addWidget(self.count)
        middle.addLayout(row(self.label, self.delete, self.undo, self.redo, None, self.bring, self.export))
        middle.addWidget(self.images, 1)
        self._right, right = column(self)
        buttons = Flow(self)
        for wish in (self.learn, self.cancel, self.original, self.test):
            buttons.add(wish)
        for part in (buttons, self.start, self.bar, self.result):
            right.addWidget(part)
        right.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 8)
        whole.setSpacing(24)
        whole.addWidget(self._left)
        whole.addLayout(middle, 1)
        whole.addWidget(self._right)
        self.setMinimumHeight(200)
        self.set_large_type(False)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self.images.set_theme(theme)
        for button, name in ((self.undo, "undo"), (self.redo, "redo")):
            button.setIcon(icon(name, theme.text, theme.faint))

    def set_large_type(self, on: bool) -> None:
        self.images.set_large_type(on)
        self._large = on
        self._fit()
        side = round(ICON * (1.5 if on else 1.0))
        for button in (self.undo, self.redo):
            button.setIconSize(QSize(side, side))

    def _fit(self) -> None:
        columns = (self._left, LEFT), (self._right, RIGHT)
        set_widths(columns, large=self._large, most=round(SHARE * self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.asked.setText(self.tr("That was a …"))
        for digit, button in enumerate(self.digits):
            text = self.tr("That was a {digit}: keep the drawing ({digit} on the card, Alt+{digit} anywhere)")
            button.setToolTip(text.format(digit=digit))
            button.setAccessibleName(text.format(digit=digit))
        self.hint.setText(
            self.tr(
                "Draw a digit, press its key. It is kept on your disk at once, the card is clean for the "
                "next. Twenty or more are a good start."
            )
        )
        for button, text, tip in (
            (self.delete, self.tr("Delete"), self.tr("Delete the drawing that is chosen (Delete)")),
            (
                self.learn,
                self.tr("Learn my hand"),
                self.tr("Fine-tune the network on your drawings, in seconds"),
            ),
            (self.cancel, self.tr("Cancel"), self.tr("Leave the network as it is")),
            (self.original, self.tr("Original"), self.tr("Back to the network that it started from")),
            (self.test, self.tr("Test"), self.tr("How many of your drawings each network reads right")),
        ):
            button.setText(text)
            button.setToolTip(tip)
        self.bring.setText(self.tr("Import"))
        self.bring.setToolTip(
            self.tr(
                "Add the drawings of a folder: an export’s IDX files, or pictures in folders 0 to 9 or named "
                "as in a-7.png. The folder can be dropped here as well."
            )
        )
        self.export.setText(self.tr("Export"))
        self.export.setToolTip(self.tr("All drawings as files for other programs"))
        for action, text, tip in (
            (self.idx, self.tr("As IDX…"), self.tr("Export all drawings in MNIST’s own format")),
            (self.png, self.tr("As PNG…"), self.tr("Export all drawings as pictures, a folder a digit")),
        ):
            action.setText(text)
            action.setToolTip(tip)
        for step, name, tip in (
            (self.undo, self.tr("Undo"), self.tr("Take back what was done to the drawings (Ctrl+Z on them)")),
            (self.redo, self.tr("Redo"), self.tr("Do again what was taken back (Ctrl+Shift+Z on them)")),
        ):
            step.setAccessibleName(name)
            step.setToolTip(tip)
        self.label.setAccessibleName(self.tr("Digit of the drawing that is chosen"))
        self.label.setToolTip(
            self.tr("Which digit the drawing is that is chosen; a digit’s key on it does the same")
        )
        self.images.set_empty_text(self.tr("Your drawings are kept here."))
        self.bar.setAccessibleName(self.tr("Progress of learning"))

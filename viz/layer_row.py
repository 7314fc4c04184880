"""The row of one layer in the form of a network: kind, argument, what comes out, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QToolButton, QWidget

from viz.network_text import Part
from viz.styled import set_styled

WISHES = ("up", "down", "remove")
"""What a row's buttons ask for."""

_ARGUMENT = {False: 80, True: 108}
"""Width of the field, at normal and at large type."""


_KIND = {False: {False: 160, True: 96}, True: {False: 200, True: 84}}
"""Least width of the kind's box, at normal and at large type, where there is room and where it is narrow."""


@dataclass(frozen=True, slots=True)
class LayerKind:
    """A kind of layer that can be chosen.

    Attributes
    ----------
    name
        As it is written in the text; empty for a fully connected layer, which is a number alone.
    title
        As people read it.
    argument
        What its number is ("width", "rate"); empty if it takes none.
    default
        The argument of a new one.
    tip
        What the layer does.
    """

    name: str
    title: str
    argument: str = ""
    default: str = ""
    tip: str = ""


class LayerRow(QObject):
    """Widgets of one layer in a row of a grid; the first row is the input, which nothing can be done to."""

    part_edited = Signal(int, object)
    """Kind or argument were changed: the row, its new `Part`. GUI thread."""
    wished = Signal(int, str)
    """A button was pressed: the row, one of `WISHES`. GUI thread."""

    def __init__(self, place: int, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._kinds: tuple[LayerKind, ...] = ()
        self._large = False
        self._part = Part("")
        self.number = QLabel(str(place), parent)
        self.kind = QComboBox(parent)
        self.argument = QLineEdit(parent)
        self.shape = QLabel(parent)
        self.parameters = QLabel(parent)
        self.buttons = {wish: QToolButton(parent) for wish in WISHES}
        self.number.setProperty("role", "quiet")
        self.shape.setProperty("role", "number")
        self.parameters.setProperty("role", "number")
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(4)
        self.kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel, which scrolls
        self.kind.installEventFilter(parent)
        self.argument.setAlignment(Qt.AlignmentFlag.AlignRight)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for label in (self.number, self.shape, self.parameters):
            label.setAlignment(right)
        self._grid = grid
        for button in self.buttons.values():
            button.setProperty("role", "quiet")
            button.setStyleSheet("padding: 0 2px;")  # three of them stand side by side
            button.clicked.connect(self._on_button_clicked)
            button.setVisible(place > 0)
        self.argument.setReadOnly(place == 0)
        self.kind.setEnabled(place > 0)
        self.number.setVisible(place > 0)
        self.kind.activated.connect(self._on_kind_activated)
        self.argument.textEdited.connect(self._on_argument_edited)
        self.set_large_type(False)

    def widgets(self) -> tuple[QWidget, ...]:
        """All of the row, from left to right."""
        return self.number, self.kind, self.argument, self.shape, self.parameters, *self.buttons.values()

    def arrange(self, narrow: bool) -> None:
        """Stand in one row of the grid; where it is narrow in two, what comes out under what it is."""
        top = 1 + 2 * self._place
        low = top + 1 if narrow else top
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.number.setVisible(self._place > 0 and not narrow)
        self.kind.setMinimumWidth(_KIND[self._large][narrow])
        for label in (self.shape, self.parameters):
            label.setVisible(self._place > 0 or not narrow)
        self._grid.addWidget(self.number, top, 0)
        self._grid.addWidget(self.kind, top, 1)
        self._grid.addWidget(self.argument, top, 2)
        self._grid.addWidget(self.shape, low, 1 if narrow else 4)
        self._grid.addWidget(self.parameters, low, 2 if narrow else 5)
        self.shape.setAlignment(left if narrow else right)
        self.shape.setContentsMargins(10 if narrow else 0, 0, 0, 8 if narrow else 0)
        self.parameters.setAlignment(right if not narrow else Qt.AlignmentFlag.AlignRight)
        self.parameters.setContentsMargins(0, 0, 10 if narrow else 0, 8 if narrow else 0)
        for column, button in enumerate(self.buttons.values(), start=6):
            self._grid.addWidget(button, top, column)

    def show_part(self, part: Part, kinds: Sequence[LayerKind], input_title: str) -> None:
        """Show a layer; one that is not among `kinds` is offered as it is written."""
        self._part, self._kinds = part, tuple(kinds)
        entries = [(kind.title, kind.name) for kind in kinds]
        if self._place == 0:
            entries = [(input_title, part.kind)]
        elif part.kind.lower() not in {kind.name.lower() for kind in kinds}:
            entries.append((part.kind, part.kind))
        if entries != [(self.kind.itemText(i), self.kind.itemData(i)) for i in range(self.kind.count())]:
            self.kind.clear()
            for title, name in entries:
                self.kind.addItem(title, name)
            for i, kind in enumerate(kinds if self._place else ()):
                self.kind.setItemData(i, kind.tip, Qt.ItemDataRole.ToolTipRole)
        names = [name.lower() for _, name in entries]
        self.kind.setCurrentIndex(names.index(part.kind.lower()))
        known = self._known(part.kind)
        takes = bool(part.argument) or (known is not None and bool(known.argument))
        self.argument.setVisible(takes)
        if not (self.argument.hasFocus() and self.argument.text().strip() == part.argument):
            self.argument.setText(part.argument)
        self.kind.setToolTip(known.tip if known is not None and self._place else "")
        self.argument.setToolTip(known.argument if known is not None and self._place else "")

    def set_facts(self, shape: str, parameters: str, faulty: bool) -> None:
        """Show what comes out of the layer and how much it learns; mark it where the net cannot be built."""
        self.shape.setText(shape)
        self.parameters.setText(parameters)
        for widget in (self.kind, self.argument):
            set_styled(widget, "refused", faulty)

    def set_ends(self, *, first: bool, last: bool) -> None:
        """The first layer cannot go up, the last one not down."""
        self.buttons["up"].setEnabled(not first)
        self.buttons["down"].setEnabled(not last)

    def set_large_type(self, on: bool) -> None:
        """Fields and buttons as large as their type."""
        self._large = on
        self.argument.setFixedWidth(_ARGUMENT[on])
        for button in self.buttons.values():
            button.setIconSize(QSize(20, 20) if on else QSize(16, 16))

    def close(self) -> None:
        """Let the row's widgets go."""
        for widget in self.widgets():
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _known(self, name: str) -> LayerKind | None:
        return next((kind for kind in self._kinds if kind.name.lower() == name.lower()), None)

    def _on_kind_activated(self) -> None:
        name = str(self.kind.currentData())
        if name.lower() == self._part.kind.lower():
            return
        kind = self._known(name)
        self.part_edited.emit(self._place, Part(name, kind.default if kind is not None else ""))

    def _on_argument_edited(self, text: str) -> None:
        self.part_edited.emit(self._place, Part(self._part.kind, text.strip()))

    def _on_button_clicked(self) -> None:
        pressed = self.sender()
        self.wished.emit(self._place, next(wish for wish in WISHES if self.buttons[wish] is pressed))

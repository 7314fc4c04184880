"""A network as one line of text, and the same as rows of layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viz.glyphs import Glyph, glyph_icon
from viz.layer_row import WISHES, LayerKind, LayerRow
from viz.network_text import Part, moved, put_together, take_apart, where_to_add
from viz.styled import set_styled
from viz.theme import Theme
from viz.translated import Translated

_GLYPHS: dict[str, Glyph] = {"up": "up", "down": "down", "remove": "close"}
"""What is drawn on the buttons of a layer."""
_NARROW = {False: 480, True: 680}
"""Narrower forms, in logical pixels at normal and at large type, give each layer two rows."""

__all__ = ["LayerFact", "LayerKind", "NetworkForm"]


@dataclass(frozen=True, slots=True)
class LayerFact:
    """What comes out of a layer, as people write it ("16×24×24"), and how many numbers it learns."""

    shape: str
    parameters: int


class NetworkForm(Translated):
    """Edits a network's text, by typing or by its layers. Knows no layer: what fits is said from outside.

    After each change the owner answers with `set_facts`, while the person goes on typing.
    """

    network_edited = Signal(str)
    """The text is another one, with each letter typed and each button pressed: the text, which may be one
    that cannot be built. GUI thread."""
    finished = Signal()
    """Return was pressed: the text is meant as it is. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[LayerKind, ...] = ()
        self._parts: list[Part] = []
        self._facts: tuple[LayerFact, ...] = ()
        self._sums: tuple[int | None, str, int | None] = (None, "", None)
        self._large = False
        self._theme: Theme | None = None
        self._rows: list[LayerRow] = []
        self.line = QLineEdit(self)
        self._total, self._fault = QLabel(self), QLabel(self)
        self._headers = [QLabel(self) for _ in range(3)]
        self._add = QPushButton(self)
        self._lay_out()
        self.line.textEdited.connect(self._on_line_edited)
        self.line.returnPressed.connect(self.finished)
        self._add.clicked.connect(self._on_add_clicked)
        self.retranslate()
        self.set_facts((), None)

    def set_kinds(self, kinds: Sequence[LayerKind]) -> None:
        """Offer these kinds of layers; the first is the one that is added."""
        self._kinds = tuple(kinds)
        self._show_parts()

    def set_network(self, text: str) -> None:
        """Show a network; text that says the same as what is being typed is left alone."""
        if take_apart(self.line.text()) != take_apart(text) or not self.line.hasFocus():
            self.line.setText(text)
        self._take(take_apart(text))

    def set_facts(
        self, rows: Sequence[LayerFact], total: int | None, fault: str = "", at: int | None = None
    ) -> None:
        """Show what is known of the network.

        Parameters
        ----------
        rows
            Of the layers after the input, as far as the network can be built.
        total
            How many numbers it learns; None where it cannot be built.
        fault
            Which layer does not fit and why; empty for none.
        at
            Place of that layer, the first after the input being 1.
        """
        self._facts, self._sums = tuple(rows), (total, fault, at)
        self._show_facts()

    def text(self) -> str:
        """The network's text, as it is now."""
        return self.line.text()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._fault.setStyleSheet(f"color: {theme.true};")
        self._show_icons()

    def set_large_type(self, on: bool) -> None:
        """Fields as large as their type."""
        self._large = on
        for row in self._rows:
            row.set_large_type(on)
        self._arrange()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.line.setAccessibleName(self.tr("Network as text"))
        self.line.setToolTip(
            self.tr(
                "What goes in, then layer after layer: a number is a fully connected layer with so many "
                "units. 784-32-ReLU-10 takes 784 pixels to 32 units and these to 10 classes."
            )
        )
        headers = (
            (self.tr("layer"), ""),
            (self.tr("gives"), self.tr("Shape of what comes out of the layer for one image")),
            (self.tr("learns"), self.tr("How many weights and biases the layer learns")),
        )
        for label, (text, tip) in zip(self._headers, headers, strict=True):
            label.setText(text)
            label.setToolTip(tip)
        self._add.setText(self.tr("Add a layer"))
        self._add.setToolTip(self.tr("Put one more layer before the outputs; its kind can then be chosen"))
        self._tips = {
            "up": self.tr("Move this layer towards the input"),
            "down": self.tr("Move this layer towards the output"),
            "remove": self.tr("Remove this layer"),
        }
        self._show_parts()
        self._show_facts()

    def heightForWidth(self, width: int) -> int:
        """What it needs at least: in a page that scrolls the rows scroll, and the line stays in sight."""
        return self._column.minimumHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the rows; it never changes a layer by accident."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # Inner workings

    def _lay_out(self) -> None:
        self._fault.setWordWrap(True)
        self._fault.setMinimumSize(1, 1)  # or it asks for the height that it would need when very narrow
        for label in (self._fault, self._total):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._total.setProperty("role", "number")
        self._sheet = QWidget(self)
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(3, 0)
        self._grid.setRowStretch(1000, 1)
        for label in self._headers:
            label.setProperty("role", "quiet")
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._add)
        below.addStretch(1)
        below.addWidget(self._total)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(6)
        for widget in (self.line, self._fault):
            self._column.addWidget(widget)
        self._column.addWidget(scroll, 1)
        self._column.addLayout(below)

    def _arrange(self) -> None:
        """Layers in one row each, or in two where there is little room."""
        narrow = self.width() < _NARROW[self._large]
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        layer, gives, learns = self._headers
        self._grid.addWidget(layer, 0, 1, left)
        self._grid.addWidget(gives, 0, 4, right)
        self._grid.addWidget(learns, 0, 5, right)
        for label in self._headers:
            label.setVisible(not narrow)
        self._grid.setHorizontalSpacing(4 if narrow else 8)
        self._grid.setColumnStretch(1, 1 if narrow else 2)
        self._grid.setColumnStretch(3, 0 if narrow else 3)
        for row in self._rows:
            row.arrange(narrow)

    def _take(self, parts: list[Part]) -> None:
        if parts != self._parts:
            self._parts = parts
            self._show_parts()
            self._show_facts()

    def _show_parts(self) -> None:
        """As many rows as parts; those that stay keep the focus."""
        before = len(self._rows)
        while len(self._rows) > len(self._parts):
            self._rows.pop().close()
        while len(self._rows) < len(self._parts):
            row = LayerRow(len(self._rows), self._grid, self)
            row.part_edited.connect(self._on_row_part_edited)
            row.wished.connect(self._on_row_wished)
            row.argument.returnPressed.connect(self.finished)
            row.set_large_type(self._large)
            row.argument.setAcceptDrops(False)  # a file's path is no number
            self._rows.append(row)
        for k, (row, part) in enumerate(zip(self._rows, self._parts, strict=True)):
            row.show_part(part, self._kinds, self.tr("input"))
            row.set_ends(first=k <= 1, last=k == len(self._parts) - 1)
            row.kind.setAccessibleName(self.tr("Kind of layer {place}").format(place=k))
            row.argument.setAccessibleName(self.tr("Number of layer {place}").format(place=k))
            for wish in WISHES:
                row.buttons[wish].setToolTip(self._tips[wish])
                row.buttons[wish].setAccessibleName(self._tips[wish])
        if len(self._rows) != before:
            self._arrange()
            self._show_icons()
            chain: list[QWidget] = [self.line, *(w for row in self._rows[1:] for w in row.widgets()[1:])]
            chain = [w for w in (*chain, self._add) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
            for first, second in pairwise(chain):
                self.setTabOrder(first, second)

    def _show_facts(self) -> None:
        total, fault, at = self._sums
        for k, row in enumerate(self._rows):
            fact = self._facts[k - 1] if 0 < k <= len(self._facts) else None
            learns = "" if k == 0 else "—" if fact is None else f"{fact.parameters:,}"
            shape = "" if k == 0 else "—" if fact is None else fact.shape
            row.set_facts(shape, learns, faulty=bool(fault) and k == at)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self._total.setText("" if total is None else self.tr("{n} parameters").format(n=f"{total:,}"))
        set_styled(self.line, "refused", bool(fault))
        self.line.setAccessibleDescription(fault or self._total.text())

    def _show_icons(self) -> None:
        if self._theme is not None:
            for row in self._rows:
                for wish in WISHES:
                    row.buttons[wish].setIcon(glyph_icon(_GLYPHS[wish], self._theme.quiet, self._theme.line))

    def _edit(self, parts: list[Part]) -> None:
        """A person changed the layers: the text follows, and is told."""
        self.line.setText(put_together(parts))
        self._take(parts)
        self.network_edited.emit(self.line.text())

    def _on_line_edited(self, text: str) -> None:
        self._take(take_apart(text))
        self.network_edited.emit(text)

    def _on_row_part_edited(self, place: int, part: Part) -> None:
        self._edit([part if k == place else old for k, old in enumerate(self._parts)])

    def _on_row_wished(self, place: int, wish: str) -> None:
        if wish == "remove":
            self._edit([part for k, part in enumerate(self._parts) if k != place])
            return
        by = -1 if wish == "up" else 1
        self._edit(moved(self._parts, place, by))
        self._rows[min(max(place + by, 1), len(self._rows) - 1)].buttons[wish].setFocus()

    def _on_add_clicked(self) -> None:
        if not self._kinds:
            return
        place = where_to_add(self._parts)
        new = Part(self._kinds[0].name, self._kinds[0].default)
        self._edit([*self._parts[:place], new, *self._parts[place:]])
        if place < len(self._rows):
            self._rows[place].kind.setFocus()

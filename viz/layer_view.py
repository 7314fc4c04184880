"""What one image makes of every unit, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viz.activations import Activations, pieces
from viz.layer_blocks import Block, place_blocks
from viz.layer_drawing import LayerDrawing
from viz.numbers import fixed
from viz.painted import Painted, draw_invitation, tell
from viz.shades import largest, shaded

__all__ = ["Activations", "LayerView"]

_MARGIN = 8
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class LayerView(Painted):
    """Layers from left to right, each unit a tile: blue above zero, vermilion below, background at zero.

    The strongest colour is the largest number of the layer. Units that dropout has silenced are struck out.
    Arrow keys go from unit to unit, Page Up and Page Down from layer to layer, Home and End, in feature maps,
    from map to map. It needs the height that `heightForWidth` says: in less it is cut off.
    """

    unit_chosen = Signal(int, int)
    """A unit was clicked, or reached with the keys: its layer, and its place in the layer's numbers, channel
    after channel and row after row. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Activations, ...] = ()
        self._limits: list[float] = []
        self._pictures: list[list[QImage]] = []
        self._chosen: tuple[int, int] | None = None
        self._hover: tuple[int, int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def set_layers(self, layers: Sequence[Activations]) -> None:
        """Show these layers; the unit that is chosen stays so if all shapes are those of before.

        Raises
        ------
        ValueError
            If names or mask do not fit a layer's values.
        """
        for layer in layers:
            if layer.values.ndim not in (1, 3):
                raise ValueError(f"expected (n,) or (channels, h, w), got {layer.values.shape}")
            if layer.names and layer.values.shape != (len(layer.names),):
                raise ValueError(f"expected {layer.values.shape} names, got {len(layer.names)}")
            if layer.kept is not None and layer.kept.shape != layer.values.shape:
                raise ValueError(f"expected a mask of {layer.values.shape}, got {layer.kept.shape}")
        shapes = [layer.shape() for layer in layers]
        if shapes != [layer.shape() for layer in self._layers]:
            self._chosen = self._hover = None
            self.updateGeometry()
        self._layers = tuple(layers)
        self._limits = [largest(layer.values) for layer in layers]
        self.restyle()
        self._tell()

    def set_chosen(self, layer: int | None, unit: int = 0) -> None:
        """Outline a unit; None for none.

        Raises
        ------
        IndexError
            If there is no such unit.
        """
        if layer is not None and not 0 <= unit < self._layers[layer].shape().units:
            raise IndexError(f"layer {layer} has no unit {unit}")
        self._chosen = None if layer is None else (layer, unit)
        self._tell()

    def unit_text(self, layer: int, unit: int) -> str:
        """What a unit says in words: "ReLU, unit 7: 1.2345"."""
        shown = self._layers[layer]
        name = shown.names[unit] if shown.names else self.tr("unit {place}").format(place=unit)
        if shown.values.ndim == 3:
            channel, row, column = np.unravel_index(unit, shown.values.shape)
            name = self.tr("map {channel}, row {row}, column {column}").format(
                channel=channel, row=row, column=column
            )
        text = f"{shown.title}, {name}: {fixed(float(shown.values.flat[unit]))}"
        silent = shown.kept is not None and not shown.kept.flat[unit]
        return f"{text} ({self.tr('dropped in this pass')})" if silent else text

    def blocks(self) -> list[Block]:
        """Where the layers stand now."""
        return self._place(self.width())[0]

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("Activations, layer by layer"))
        self._nothing = self.tr("Draw a digit or choose an image to see what each layer makes of it.")
        self._tell()

    def restyle(self) -> None:
        self._pictures = [
            [self._picture(values, kept, limit) for values, kept in pieces(layer)]
            for layer, limit in zip(self._layers, self._limits, strict=True)
        ]
        super().restyle()

    # Size

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._place(width)[1]) + _MARGIN

    def sizeHint(self) -> QSize:
        return QSize(round(640 * self.scale), self.heightForWidth(round(640 * self.scale)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(200 * self.scale), round(96 * self.scale))

    def _place(self, width: int) -> tuple[list[Block], float]:
        shapes = [layer.shape() for layer in self._layers]
        blocks, height = place_blocks(shapes, width - 2 * _MARGIN, self.scale, _MARGIN)
        return blocks, max(height, 64.0 * self.scale)

    # Mouse and keys

    def unit_at(self, place: QPointF) -> tuple[int, int] | None:
        """Layer and unit at a place of the widget."""
        for layer, block in enumerate(self.blocks()):
            unit = block.unit_at(place.x() - _MARGIN, place.y())
            if unit is not None:
                return layer, unit
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.unit_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.unit_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self._choose(*at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        goal = self._goal(event.key())
        if goal is None:
            super().keyPressEvent(event)
        else:
            self._choose(*goal)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.unit_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if at is None else self.unit_text(*at), self)
            return True
        return super().event(event)

    def _goal(self, key: int) -> tuple[int, int] | None:
        """Layer and unit that a key leads to; None if it leads nowhere."""
        keys = (*_ARROWS, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
        if not self._layers or key not in keys:
            return None
        if self._chosen is None:
            return 0, 0
        layer, unit = self._chosen
        block = self.blocks()[layer]
        if key in _ARROWS:
            return layer, block.neighbour(unit, *_ARROWS[key])
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            by = 1 if key == Qt.Key.Key_PageDown else -1
            goal = min(max(layer + by, 0), len(self._layers) - 1)
            return goal, 0 if goal != layer else unit
        if block.single:
            return layer, 0 if key == Qt.Key.Key_Home else block.shape.units - 1
        by = block.shape.rows * block.shape.columns * (-1 if key == Qt.Key.Key_Home else 1)
        return layer, unit + by if 0 <= unit + by < block.shape.units else unit

    def _choose(self, layer: int, unit: int) -> None:
        self.set_chosen(layer, unit)
        self.unit_chosen.emit(layer, unit)

    def _point(self, at: tuple[int, int] | None) -> None:
        if at != self._hover:
            self._hover = at
            self.setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _tell(self) -> None:
        tell(self, self._nothing if self._chosen is None else self.unit_text(*self._chosen))
        self.update()

    # Painting

    def _picture(
        self, values: npt.NDArray[np.floating], kept: npt.NDArray[np.bool_] | None, limit: float
    ) -> QImage:
        shown = values if kept is None else np.where(kept, values, np.nan)
        return shaded(shown, limit, self.theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if not self._layers:
                draw_invitation(painter, self.rect(), self._nothing, self.theme, self.scale)
                return
            painter.translate(_MARGIN, 0)
            blocks = self.blocks()
            drawing = LayerDrawing(painter, self.theme, self.scale)
            for k, (block, layer) in enumerate(zip(blocks, self._layers, strict=True)):
                drawing.draw_title(block, layer)
                if block.shape.bars:
                    drawing.draw_bars(block, layer, self._limits[k])
                else:
                    drawing.draw_tiles(block, layer, self._pictures[k])
            for at, colour, wide in (
                (self._hover, self.theme.quiet, 1.0),
                (self._chosen, self.theme.text, 2.0),
            ):
                if at is not None:
                    drawing.draw_outline(blocks[at[0]], at[1], QPen(QColor(colour), wide))

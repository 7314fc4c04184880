"""How a layer's units are drawn: tiles, feature maps, bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from viz.activations import Activations
from viz.layer_blocks import Block
from viz.numbers import significant
from viz.shades import negative, positive
from viz.theme import Theme, font

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class LayerDrawing:
    """Draws layers, each into its block."""

    painter: QPainter
    theme: Theme
    scale: float

    def draw_title(self, block: Block, layer: Activations) -> None:
        """The layer's two lines of text, cut where they are too long."""
        s = self.scale
        line = QRectF(block.left, block.top, block.width, 16 * s)
        for text, face, colour in (
            (layer.title, font(12 * s, weight=QFont.Weight.DemiBold), self.theme.text),
            (layer.note, font(11 * s, tabular=True), self.theme.quiet),
        ):
            self.painter.setFont(face)
            self.painter.setPen(QColor(colour))
            cut = self.painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
            self.painter.drawText(line, _LEFT, cut)
            line.translate(0, 15 * s)

    def draw_tiles(self, block: Block, layer: Activations, pictures: Sequence[QImage]) -> None:
        """Units as tiles: one picture of all of them, or one of each feature map."""
        ground, edge = QColor(self.theme.raised), QPen(QColor(self.theme.line), 1)
        for tile, picture in enumerate(pictures):
            box = QRectF(*block.tile_box(tile))
            if block.single:
                box = QRectF(
                    block.left,
                    block.down,
                    block.across * block.pixel[0],
                    block.height - block.down + block.top,
                )
            if layer.kept is not None:
                self.painter.fillRect(box, ground)
            self.painter.drawImage(box, picture)
            self.painter.setPen(edge)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            if block.single and block.pixel[0] >= 8:
                self._draw_units(block, layer)
            else:
                self.painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _draw_units(self, block: Block, layer: Activations) -> None:
        """A frame around each unit, and a stroke through those that are silent."""
        for unit in range(block.shape.columns):
            box = QRectF(*block.tile_box(unit))
            self.painter.drawRect(box.adjusted(0, 0, -1, -1))
            if layer.kept is not None and not layer.kept[unit]:
                self.painter.drawLine(box.bottomLeft(), box.topRight())

    def draw_bars(self, block: Block, layer: Activations, limit: float) -> None:
        """Units as bars from zero, `limit` the longest, with names and numbers."""
        s, theme = self.scale, self.theme
        limit = limit or 1.0  # all are 0: so are all bars
        both = bool((layer.values < 0).any())
        name, number = 28 * s, 60 * s
        best = int(np.argmax(layer.values))
        for unit, value in enumerate(layer.values.tolist()):
            box = QRectF(*block.tile_box(unit))
            track = box.adjusted(name, 4 * s, -number, -4 * s)
            zero = track.center().x() if both else track.left()
            length = value / limit * (track.width() / (2 if both else 1))
            self.painter.fillRect(QRectF(zero, track.top(), 1, track.height()), QColor(theme.line))
            colour = positive(theme) if value > 0 else negative(theme)
            self.painter.fillRect(
                QRectF(min(zero, zero + length), track.top(), abs(length), track.height()), QColor(colour)
            )
            weight = QFont.Weight.DemiBold if unit == best else QFont.Weight.Normal
            self.painter.setFont(font(11.5 * s, weight=weight, tabular=True))
            self.painter.setPen(QColor(theme.text if unit == best else theme.quiet))
            self.painter.drawText(box, _LEFT, layer.names[unit])
            self.painter.drawText(box.adjusted(0, 0, -2, 0), _RIGHT, significant(value, 3))

    def draw_outline(self, block: Block, unit: int, pen: QPen) -> None:
        """Around a unit, and in a feature map around the map, too."""
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(QRectF(*block.unit_box(unit)).adjusted(-0.5, -0.5, 0.5, 0.5))
        if not block.single:
            tile = unit // (block.shape.rows * block.shape.columns)
            self.painter.drawRect(QRectF(*block.tile_box(tile)).adjusted(-1.5, -1.5, 1.5, 1.5))

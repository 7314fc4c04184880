"""A picture that was opened, the frame of what was cut out of it, and the ink that was found there."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from viz.ink_image import ink_image
from viz.theme import Theme, font

EDGE, GAP = 0.05, 0.03
"""Free room at the card's edge and between the two pictures, as shares of its side."""
SHARE = 0.6
"""Part of the card that the picture takes where the ink stands beside or below it."""
LEAST_FRAME = 6.0
"""Logical pixels: a smaller frame would not be seen as one."""


@dataclass(frozen=True, slots=True, eq=False)
class CutPicture:
    """What is shown of a picture.

    Attributes
    ----------
    picture
        A copy of it; None if it cannot be shown.
    frame
        Left, top, width and height of what was cut out, as shares of the picture's width and height.
    ink
        (h, w) uint8, 255 = full ink: what was found in the frame, all else taken away.
    source
        The file's path, or the picture itself: what can be read once more. None if it cannot.
    """

    picture: QImage | None
    frame: tuple[float, float, float, float] | None = None
    ink: npt.NDArray[np.uint8] | None = None
    source: str | QImage | None = None
    _images: dict[str, QImage] = field(default_factory=dict, init=False, repr=False)

    def ink_picture(self, theme: Theme) -> QImage:
        """The ink in the theme's colours; made once."""
        assert self.ink is not None
        if theme.name not in self._images:
            self._images[theme.name] = ink_image(self.ink, theme)
        return self._images[theme.name]


def boxes(side: float, shown: CutPicture, caption: float) -> tuple[QRectF, QRectF]:
    """Where picture and ink stand on a card: side by side, or one below the other, as large as they can.

    Parameters
    ----------
    side
        Of the card, logical pixels.
    caption
        Height of the line under each, logical pixels.

    Returns
    -------
    picture, ink
        Logical pixels of the card; null for what there is not.
    """
    inner = side * (1 - 2 * EDGE)
    picture = _size(shown.picture)
    ink = None if shown.ink is None else (float(shown.ink.shape[1]), float(shown.ink.shape[0]))
    if picture is None or ink is None:
        only = picture or ink
        if only is None:
            return QRectF(), QRectF()
        whole = _fitted(only, QRectF(side * EDGE, side * EDGE, inner, inner))
        return (whole, QRectF()) if picture is not None else (QRectF(), whole)
    gap = side * GAP
    first = (inner - gap) * SHARE
    rest, high = inner - gap - first, inner - caption
    left = side * EDGE
    beside = (
        _fitted(picture, QRectF(left, left, first, high)),
        _fitted(ink, QRectF(left + first + gap, left, rest, high)),
    )
    above, below = first - caption, rest - caption
    stacked = (
        _fitted(picture, QRectF(left, left, inner, above)),
        _fitted(ink, QRectF(left, left + first + gap, inner, below)),
    )
    return max(beside, stacked, key=lambda two: min(_area(box) for box in two))


def paint(
    painter: QPainter, side: float, shown: CutPicture, theme: Theme, scale: float, captions: tuple[str, str]
) -> None:
    """Paint picture, frame and ink on a card of this side, whose corner is the painter's origin."""
    small = font(11.0 * scale)
    line = QFontMetricsF(small).height() + 4 * scale if shown.ink is not None else 0.0
    picture, ink = boxes(side, shown, line)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if shown.picture is not None:
        painter.drawImage(picture, shown.picture)
        if shown.frame is not None:
            _paint_frame(painter, picture, shown.frame, theme)
    if shown.ink is not None:
        painter.drawImage(ink, shown.ink_picture(theme))
    if not line:
        return
    painter.setFont(small)
    painter.setPen(QColor(theme.quiet))
    for box, text in zip((picture, ink), captions, strict=True):
        if not box.isNull():
            wide = max(box.width(), QFontMetricsF(small).horizontalAdvance(text) + 2)
            under = QRectF(box.center().x() - wide / 2, box.bottom(), wide, line)
            under.moveLeft(min(max(under.left(), 0.0), side - wide))
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, text)


def _paint_frame(
    painter: QPainter, picture: QRectF, frame: tuple[float, float, float, float], theme: Theme
) -> None:
    """What was not cut out steps back; around the frame's line is a dark one: any picture shows it."""
    left, top, width, height = frame
    box = QRectF(
        picture.left() + left * picture.width(),
        picture.top() + top * picture.height(),
        width * picture.width(),
        height * picture.height(),
    ).adjusted(-2, -2, 2, 2)
    short = [max(0.0, LEAST_FRAME - part) / 2 for part in (box.width(), box.height())]
    box.adjust(-short[0], -short[1], short[0], short[1])
    box = QRectF(box.toAlignedRect())
    outside, hole = QPainterPath(), QPainterPath()
    outside.addRect(picture)
    hole.addRect(box)
    veil = QColor(theme.paper)
    veil.setAlphaF(0.45)
    painter.fillPath(outside - hole, veil)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, pen in ((QColor(0, 0, 0, 150), 4.0), (QColor(theme.accent), 2.0)):
        painter.setPen(
            QPen(colour, pen, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
        )
        painter.drawRect(box)


def dropped_file(event: QDropEvent) -> str:
    """Path of the one local file that is dragged, or the empty string."""
    return single_file(event.mimeData())


def single_file(data: QMimeData) -> str:
    """Path of the one local file that is dragged or copied, or the empty string."""
    urls = data.urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""


def _size(picture: QImage | None) -> tuple[float, float] | None:
    return None if picture is None else (float(picture.width()), float(picture.height()))


def _fitted(size: tuple[float, float], room: QRectF) -> QRectF:
    """The largest box of this shape in the middle of a room."""
    scale = min(room.width() / size[0], room.height() / size[1])
    box = QRectF(0, 0, size[0] * scale, size[1] * scale)
    box.moveCenter(room.center())
    return box


def _area(box: QRectF) -> float:
    return box.width() * box.height()

"""MNIST's pen: how ink lies on the 28 × 28 field when a line is drawn with it.

The width was measured on MNIST's 60,000 training images: enlarged eightfold (bilinear) and cut at half
of full ink, the median of twice the distance transform along its ridge is 2.46 pixels on average over
the images (5 % lie below 1.5, 5 % above 4.0). Its edges are soft, because MNIST's images are reductions
of black and white scans. Redrawn along MNIST's own skeletons (thinned at eightfold size), a pen of `PEN`
with edges of `EDGE` gives MNIST's total ink to 2 %, its number of pixels with ink to 1 % and nearly its
share of pixels with full ink (37 % of those with any; MNIST has 39 %).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.float32]
Points = npt.NDArray[np.float64]

SIDE = 28
"""Side of the field in pixels. Pixel (row, column) covers [column, column + 1) × [row, row + 1)."""
BOX = 20
"""Side of the box in the middle of the field that the ink is fitted into."""
PEN = 2.5
"""Width of the line at half of full ink, in pixels."""
EDGE = 1.2
"""Width over which ink fades from full to none, in pixels, half inside the line and half outside."""
STEP = 0.6
"""Longest piece of a line that is drawn at once, in pixels: short against the pen, so that each piece
reaches a few pixels only."""
CROWDED = 3000
"""Pieces above which those lying on one another are drawn once."""


def finite(stroke: npt.ArrayLike) -> Points:
    """A stroke's points (k, 2) without those that are not finite."""
    points = np.asarray(stroke, dtype=np.float64).reshape(-1, 2)
    return points[np.isfinite(points).all(axis=1)]


def draw(lines: list[Points], pen: float = PEN) -> Image:
    """Draw polylines with a round pen.

    Ink falls off linearly across the edge of the pen with the exact distance from the line, so the
    picture is anti-aliased without supersampling and moves smoothly when the line does.

    Parameters
    ----------
    lines
        Arrays (k, 2), k ≥ 1, of (x, y) in pixels of the field; one point gives a dot.
    pen
        Width of the line at half of full ink, in pixels.

    Returns
    -------
    Image
        (28, 28) float32 in [0, 1], 1 = full ink. Ink outside the field is cut off.
    """
    pieces = [_pieces(line) for line in lines]
    return _draw(
        np.concatenate([start for start, _ in pieces]), np.concatenate([end for _, end in pieces]), pen
    )


def draw_dots(points: Points, pen: float = PEN) -> Image:
    """Draw a dot of the pen at each of the points, (k, 2) in pixels of the field; see `draw`."""
    return _draw(points, points, pen)


def _draw(starts: Points, ends: Points, pen: float) -> Image:
    if len(starts) > CROWDED:
        one = _one_a_cell((starts + ends) / 2)
        starts, ends = starts[one], ends[one]
    return _cover(_nearest(starts, ends, reach=pen / 2 + EDGE / 2), pen)


def _pieces(line: Points) -> tuple[Points, Points]:
    """Cut a polyline into pieces of equal length, at most `STEP`; returns their ends, (m, 2) each."""
    lengths = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    total = along[-1]
    if total == 0:
        return line[:1], line[:1]
    at = np.linspace(0, total, max(2, int(np.ceil(total / STEP)) + 1))
    points = np.column_stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])])
    return points[:-1], points[1:]


def _one_a_cell(points: Points) -> npt.NDArray[np.int64]:
    """Indices of points of which each is alone in its cell, a quarter of a pixel wide, of the field."""
    cells = np.clip(points * 4, 0, 4 * SIDE - 1).astype(np.int64)
    last = np.full(16 * SIDE * SIDE, -1)
    last[cells[:, 1] * 4 * SIDE + cells[:, 0]] = np.arange(len(points))
    return last[last >= 0]


def _nearest(starts: Points, ends: Points, reach: float) -> Points:
    """Squared distance from each pixel's middle to the nearest piece, (28, 28); inf beyond `reach`."""
    margin = int(np.ceil(reach + STEP))
    offsets = np.arange(-margin, margin + 1)
    columns = np.floor((starts[:, 0] + ends[:, 0]) / 2).astype(np.int64)[:, None] + offsets  # (m, p)
    rows = np.floor((starts[:, 1] + ends[:, 1]) / 2).astype(np.int64)[:, None] + offsets  # (m, p)

    along = ends - starts
    squared = np.maximum((along**2).sum(axis=1), 1e-12)
    from_x = (columns + 0.5 - starts[:, :1])[:, None, :]  # (m, 1, p)
    from_y = (rows + 0.5 - starts[:, 1:])[:, :, None]  # (m, p, 1)
    along_x, along_y = along[:, 0, None, None], along[:, 1, None, None]
    part = np.clip((from_x * along_x + from_y * along_y) / squared[:, None, None], 0, 1)  # (m, p, p)
    distance = (from_x - part * along_x) ** 2 + (from_y - part * along_y) ** 2

    # A field with a margin all round takes what falls outside; one more ring takes what is farther.
    wide = SIDE + 2
    cell = np.clip(rows + 1, 0, wide - 1)[:, :, None] * wide + np.clip(columns + 1, 0, wide - 1)[:, None, :]
    nearest = np.full(wide * wide, np.inf)
    np.minimum.at(nearest, cell.ravel(), distance.ravel())
    return nearest.reshape(wide, wide)[1:-1, 1:-1]


def _cover(squared: Points, pen: float) -> Image:
    """Ink at squared distances from the line: 1 inside, 0 outside, linear over `EDGE` between."""
    return np.clip(0.5 + (pen / 2 - np.sqrt(squared)) / EDGE, 0, 1).astype(np.float32)

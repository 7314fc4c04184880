"""The key to the colours, where they do not mean height: a quiet bar in the corner that is freest."""

from __future__ import annotations

import numpy as np

from viz.gl.frame import Frame
from viz.gl.overlay import Overlay
from viz.gl.text_image import BarStyle, TextMeasure
from viz.gl.text_item import Text
from viz.scene.arrays import Pair
from viz.scene.camera import HALF
from viz.scene.labels import Rect, kept_inside
from viz.scene.tiles import Tiles

BAR = (132.0, 8.0)
"""Length and thickness, pixels; half as large again in large type."""

NARROWEST = 0.4
"""Share of the view that a bar may fill where the view is narrow."""

GAP, MARGIN, APART = 4.0, 16.0, 10.0
"""Pixels between bar and numbers, to the view's edges, and between two numbers."""

ROOM = 46.0
"""Pixels that a map leaves for it at the bottom where there is no room beside."""

CORNERS: tuple[Pair, ...] = ((1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
"""Corners of the view in order of preference: shares of the free width and height."""

ON_TEXT, ON_MARK, STAY = 50.0, 10.0, 4.0
"""Costs, in tiles of the surface covered, of each number or name of an axis and of each mark under it; and
what is saved by staying where it was."""

SAMPLES = 24
"""Points a side of the surface that are looked at."""


def fits_beside(width: float, height: float, k: float) -> bool:
    """Whether a square map leaves room beside it for the legend; `k` is the type's size."""
    return (width - height) / 2 > (BAR[0] + 2 * MARGIN) * k


class Legend:
    """Remembers the corner that it stands in."""

    def __init__(self, measure: TextMeasure) -> None:
        self._measure = measure
        self._corner = 0

    def add(self, frame: Frame, overlay: Overlay) -> None:
        """Colour bar, its name over it and numbers under it."""
        slope = frame.scene.slope
        if frame.scene.colouring != "gradient" or slope is None:
            return
        numbers, title = frame.type(11.0, frame.theme.quiet), frame.type(11.5, frame.theme.text)
        k = 1.5 if frame.large else 1.0
        length, thickness = min(BAR[0] * k, max(NARROWEST * frame.free.width, 1.0)), BAR[1] * k
        texts = [(share, text, self._measure(text, numbers)) for share, text in slope.ticks()]
        name = self._measure(frame.scene.legend_title, title)
        texts = _apart(texts, length)
        over = max((size[0] / 2 - share * length for share, _, size in texts), default=0.0)
        beyond = max((size[0] / 2 - (1.0 - share) * length for share, _, size in texts), default=0.0)
        over, beyond = max(over, 0.0), max(beyond, 0.0)
        size = (
            over + max(length + beyond, name[0]),
            name[1] + 2 * GAP + thickness + max((text[2][1] for text in texts), default=0.0),
        )
        rect = self._place(frame, overlay, size)
        left, top = rect.x + over, rect.y + name[1] + GAP
        for share, text, (width, _) in texts:
            overlay.texts.append(
                Text(text, numbers, left + share * length - width / 2, top + thickness + GAP)
            )
        overlay.texts += [
            Text(frame.scene.legend_title, title, left, rect.y),
            Text("", BarStyle(length, thickness, "gradient"), left, top),
        ]
        overlay.busy.append(rect.grown(GAP))

    def _place(self, frame: Frame, overlay: Overlay, size: Pair) -> Rect:
        """The corner in which it covers least."""
        window = frame.free.grown(-min(MARGIN, 0.05 * frame.free.width))
        rects = [
            kept_inside(
                Rect(
                    window.x + right * (window.width - size[0]),
                    window.y + down * (window.height - size[1]),
                    *size,
                ),
                window,
            )
            for right, down in CORNERS
        ]
        texts = [rect for axis in frame.axes for _, rect in axis.numbers]
        texts += [axis.name[1] for axis in frame.axes if axis.name is not None]
        weights = [m.w for m in frame.scene.marks] + [c.w for c in frame.scene.currents.values()]
        weights += [] if frame.scene.start is None else [frame.scene.start]
        seen = [one.at for one in frame.seen(weights)]
        ground = _surface(frame).count(np.array([(r.x, r.y, r.width, r.height) for r in rects]))
        costs = [
            float(tiles)
            + ON_TEXT * sum(rect.grown(GAP).overlap(text) > 0.0 for text in texts)
            + ON_MARK * sum(rect.grown(12.0).overlap(Rect(*at, 1.0, 1.0)) > 0.0 for at in seen)
            - STAY * (index == self._corner)
            for index, (rect, tiles) in enumerate(zip(rects, ground.tolist(), strict=True))
        ]
        self._corner = min(range(len(costs)), key=costs.__getitem__)
        return rects[self._corner]


def _apart(texts: list[tuple[float, str, Pair]], length: float) -> list[tuple[float, str, Pair]]:
    """Both ends, and of what is between them what stands clear."""
    if len(texts) < 3:
        return texts
    first, *inner, last = texts
    kept = [first]
    for one in inner:
        ends = [abs(one[0] - other[0]) * length - (one[2][0] + other[2][0]) / 2 for other in (kept[-1], last)]
        if min(ends) >= APART:
            kept.append(one)
    return [*kept, last]


def _surface(frame: Frame) -> Tiles:
    """Where the surface is seen, at some of its points."""
    z = frame.field.z
    (n0, n1), (s0, s1) = z.shape, (max(1, side // SAMPLES) for side in z.shape)
    x, y = np.linspace(-HALF[0], HALF[0], n0)[::s0], np.linspace(-HALF[1], HALF[1], n1)[::s1]
    grid = np.meshgrid(x, y, indexing="ij")
    points = np.stack([*grid, z[::s0, ::s1]], axis=-1).reshape(-1, 3)
    pixels = frame.projection.project(points[frame.field.drawn(points[:, 2])])[:, :2]
    return Tiles(pixels, frame.projection.view.width, frame.projection.view.height)

"""The key to the colours, where they do not mean height: a quiet bar in the lower right corner."""

from __future__ import annotations

from viz.gl.frame import Frame
from viz.gl.overlay import Overlay
from viz.gl.text_image import BarStyle, TextMeasure
from viz.gl.text_item import Text
from viz.scene.labels import Rect

BAR = (132.0, 8.0)
"""Length and thickness, pixels; half as large again in large type."""

GAP, MARGIN = 4.0, 16.0

ROOM = 46.0
"""Pixels that a map leaves for it at the bottom; beside the box there is room anyway."""


def legend(frame: Frame, overlay: Overlay, measure: TextMeasure) -> None:
    """Colour bar, three numbers under it and its name over it."""
    slope = frame.scene.slope
    if frame.scene.colouring != "gradient" or slope is None:
        return
    numbers, title = frame.type(11.0, frame.theme.quiet), frame.type(11.5, frame.theme.text)
    k = 1.5 if frame.large else 1.0
    length, thickness = BAR[0] * k, BAR[1] * k
    ticks = [(share, text, measure(text, numbers)) for share, text in slope.ticks()]
    name = measure(frame.scene.legend_title, title)
    view, (right, bottom) = frame.projection.view, frame.inset
    overhang = max((size[0] / 2 - (1.0 - share) * length for share, _, size in ticks), default=0.0)
    left = view.width - right - MARGIN - max(overhang, 0.0) - max(length, name[0])
    foot = view.height - bottom - MARGIN
    top = foot - max(size[1] for _, _, size in ticks) - GAP - thickness
    for share, text, size in ticks:
        overlay.texts.append(Text(text, numbers, left + share * length - size[0] / 2, top + thickness + GAP))
    overlay.texts += [
        Text(frame.scene.legend_title, title, left, top - GAP - name[1]),
        Text("", BarStyle(length, thickness, "gradient"), left, top),
    ]
    overlay.busy.append(Rect(left - 12.0, top - GAP - name[1], view.width - left, foot - top + GAP + name[1]))

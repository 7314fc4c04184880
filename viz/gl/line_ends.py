"""What stands at the ends of lines: arrowheads, rings, names."""

from __future__ import annotations

import math

import numpy as np

from viz.gl.colours import rgba
from viz.gl.frame import Frame
from viz.gl.line_style import line_colour
from viz.gl.overlay import Label, Overlay
from viz.gl.sight import last_point
from viz.gl.sprite_item import Sprite
from viz.scene.arrays import Array, Pair
from viz.scene.state import PathLayer

SHORTEST_ARROW = 2.0
"""Pixels; a shorter one is a point and has no head."""

AXIS_TICK = 5.0
"""Half of a tick at the end of an axis of curvature, pixels."""


def _of_kind(frame: Frame, kind: str) -> list[tuple[str, PathLayer, Array]]:
    """Layers of a kind with their draped points."""
    found = []
    for key in [key for key in frame.scene.paths if key.split()[0] == kind]:
        layer = frame.scene.draped(key)
        if layer is not None and layer.line is not None and len(layer.line.points):
            found.append((key, layer, layer.line.points))
    return found


def preview_ends(frame: Frame, overlay: Overlay) -> None:
    """A small ring where a preview ends."""
    for key, layer, points in _of_kind(frame, "preview"):
        if not np.isfinite(points[-1, 2]):
            continue
        at, alpha = frame.projection.pixel(points[-1]), frame.end_alpha(key)
        fill, stroke = rgba(frame.theme.scene, alpha), rgba(layer.colour or frame.theme.text, alpha)
        overlay.sprites.append(Sprite("circle", at, 2.6, fill, stroke, 1.5))


def ghost_names(frame: Frame, overlay: Overlay) -> None:
    """The ghost's label, at two thirds of its way."""
    for key, layer, points in _of_kind(frame, "ghost"):
        seen = points[np.isfinite(points[:, 2])]
        if layer.label and len(seen):
            at = frame.projection.pixel(seen[(2 * len(seen)) // 3])
            style = frame.type(12.0, frame.theme.quiet)
            overlay.labels.append(Label(key, layer.label, style, at, 5.0, spare=True))


def arrow_heads(frame: Frame, overlay: Overlay) -> None:
    """Heads and names of the gradient's and a step's arrows, ends of the bars of a scale."""
    for key, layer, points in [*_of_kind(frame, "gradient"), *_of_kind(frame, "arrow")]:
        colour = line_colour(key, layer, frame.theme)
        if key.split()[-2:-1] == ["scale"]:
            last = last_point(points)
            tip = None if last is None else frame.projection.pixel(last)
        else:
            tip = _head(frame, overlay, points, colour, frame.end_alpha(key))
        if layer.label and tip is not None:
            overlay.labels.append(Label(key, layer.label, frame.type(12.0, colour), tip, 6.0))


def _head(frame: Frame, overlay: Overlay, points: Array, colour: str, alpha: float) -> Pair | None:
    """The head of an arrow, where its tip is on the surface; pixel of what is seen of the tip."""
    there = points[np.isfinite(points[:, 2])]
    if len(there) < 2:
        return None
    tip, before = frame.projection.project(there[[-1, -2]])[:, :2].tolist()
    foot = frame.projection.pixel(there[0])
    length = math.hypot(tip[0] - foot[0], tip[1] - foot[1])
    short = length < SHORTEST_ARROW or math.hypot(tip[0] - before[0], tip[1] - before[1]) < 1e-3
    # A head at the surface's edge would say that the arrow ends there.
    if not short and np.isfinite(points[-1, 2]):
        turn = math.atan2(tip[0] - before[0], before[1] - tip[1])
        size = min(7.5, 4.0 + 0.08 * length)
        fill, stroke = rgba(colour, alpha), rgba(frame.theme.scene, 0.8 * alpha)
        overlay.sprites.append(Sprite("arrow", (tip[0], tip[1]), size, fill, stroke, 1.2, turn))
    return tip[0], tip[1]


def axis_ends(frame: Frame, overlay: Overlay) -> None:
    """A tick at both ends of each principal axis, and λ at the one that is seen further to the right."""
    for key, layer, points in _of_kind(frame, "axis"):
        there = points[np.isfinite(points[:, 2])]
        if len(there) < 2:
            continue
        colour = line_colour(key, layer, frame.theme)
        pixels = frame.projection.project(there[[0, 1, -2, -1]])[:, :2].tolist()
        for end, inner, row in ((pixels[0], pixels[1], 0), (pixels[3], pixels[2], -1)):
            # Where the axis leaves the surface it does not end.
            if np.isfinite(points[row, 2]):
                turn = math.atan2(end[1] - inner[1], end[0] - inner[0])
                fill, stroke = rgba(colour), rgba(frame.theme.scene, 0.6)
                overlay.sprites.append(
                    Sprite("line", (end[0], end[1]), AXIS_TICK * frame.mark_scale, fill, stroke, 1.0, turn)
                )
        if layer.label:
            x, y = max(pixels[0], pixels[3])
            style = frame.type(12.0, colour)
            overlay.labels.append(Label(key, layer.label, style, (x, y), AXIS_TICK * frame.mark_scale))

"""What stands at the ends of lines: arrowheads, rings, names."""

from __future__ import annotations

import math

import numpy as np

from viz.gl.colours import rgba
from viz.gl.frame import HIDDEN_ALPHA, Frame
from viz.gl.line_style import line_colour
from viz.gl.overlay import Label, Overlay
from viz.gl.sprite_item import Sprite
from viz.scene.arrays import Array, Pair
from viz.scene.state import PathLayer

SHORTEST_ARROW = 2.0
"""Pixels; a shorter one is a point and has no head."""


def _of_kind(frame: Frame, kind: str) -> list[tuple[str, PathLayer, Array]]:
    """Layers of a kind with their draped points."""
    found = []
    for key in [key for key in frame.scene.paths if key.split()[0] == kind]:
        layer = frame.scene.draped(key)
        if layer is not None and layer.line is not None and len(layer.line.points):
            found.append((key, layer, layer.line.points))
    return found


def _alpha(frame: Frame, point: Array) -> float:
    return HIDDEN_ALPHA if bool(frame.hidden(point[None])[0]) else 1.0


def preview_ends(frame: Frame, overlay: Overlay) -> None:
    """A small ring where a preview ends."""
    ends = [
        (layer, points[-1]) for _, layer, points in _of_kind(frame, "preview") if np.isfinite(points[-1, 2])
    ]
    if not ends:
        return
    points = np.array([point for _, point in ends])
    pixels = frame.projection.project(points)[:, :2].tolist()
    for (layer, _), (x, y), hidden in zip(ends, pixels, frame.hidden(points), strict=True):
        alpha = HIDDEN_ALPHA if hidden else 1.0
        fill, stroke = rgba(frame.theme.scene, alpha), rgba(layer.colour or frame.theme.text, alpha)
        overlay.sprites.append(Sprite("circle", (x, y), 2.6, fill, stroke, 1.5))


def ghost_names(frame: Frame, overlay: Overlay) -> None:
    """The ghost's label, at two thirds of its way."""
    for key, layer, points in _of_kind(frame, "ghost"):
        seen = points[np.isfinite(points[:, 2])]
        if layer.label and len(seen):
            at = frame.projection.pixel(seen[(2 * len(seen)) // 3])
            style = frame.type(12.0, frame.theme.quiet)
            overlay.labels.append(Label(key, layer.label, style, at, 5.0))


def arrow_heads(frame: Frame, overlay: Overlay) -> None:
    """Heads and names of the gradient's and a step's arrows, ends of the bars of a scale."""
    for key, layer, points in [*_of_kind(frame, "gradient"), *_of_kind(frame, "arrow")]:
        colour = line_colour(key, layer, frame.theme)
        if key.split()[-2:-1] == ["scale"]:
            tip = _tip(frame, points)
        else:
            tip = _head(frame, overlay, points, colour)
        if layer.label and tip is not None:
            overlay.labels.append(Label(key, layer.label, frame.type(12.0, colour), tip, 6.0))


def _tip(frame: Frame, points: Array) -> Pair | None:
    """Pixel of the last point on the surface."""
    there = points[np.isfinite(points[:, 2])]
    return frame.projection.pixel(there[-1]) if len(there) else None


def _head(frame: Frame, overlay: Overlay, points: Array, colour: str) -> Pair | None:
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
        alpha = _alpha(frame, there[-1])
        turn = math.atan2(tip[0] - before[0], before[1] - tip[1])
        size = min(7.5, 4.0 + 0.08 * length)
        fill, stroke = rgba(colour, alpha), rgba(frame.theme.scene, 0.8 * alpha)
        overlay.sprites.append(Sprite("arrow", (tip[0], tip[1]), size, fill, stroke, 1.2, turn))
    return tip[0], tip[1]


def axis_names(frame: Frame, overlay: Overlay) -> None:
    """λ at one end of each principal axis: at the end that is seen further to the right."""
    for key, layer, points in _of_kind(frame, "axis"):
        there = points[np.isfinite(points[:, 2])]
        if not layer.label or len(there) == 0:
            continue
        ends = frame.projection.project(there[[0, -1]])[:, :2].tolist()
        x, y = max(ends)
        colour = line_colour(key, layer, frame.theme)
        overlay.labels.append(Label(key, layer.label, frame.type(12.0, colour), (x, y), 4.0))

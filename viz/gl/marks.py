"""Marks that stand before the surface: true weights, optimum, runs, the start, the cursor."""

from __future__ import annotations

import math

from viz.gl.colours import CLEAR, Rgba, mixed, rgba
from viz.gl.frame import Frame
from viz.gl.overlay import Label, Overlay
from viz.gl.sprite_item import Sprite
from viz.scene.arrays import Pair
from viz.scene.labels import Rect
from viz.scene.state import LEAD
from viz.scene.ticks import coordinate

HANDLE_RADIUS = 9.0


def marks(frame: Frame, overlay: Overlay) -> None:
    """True weights and optimum, with their labels."""
    theme, k = frame.theme, frame.mark_scale
    for mark, seen in zip(frame.scene.marks, frame.seen([m.w for m in frame.scene.marks]), strict=True):
        if not seen.inside:
            continue
        at, alpha = seen.at, seen.alpha
        back = rgba(theme.scene, 0.8 * alpha)
        if mark.kind == "true":
            colour = theme.true
            overlay.sprites.append(Sprite("star", at, 9.0 * k, rgba(colour, alpha), back, 1.5))
        else:
            colour = theme.optimum
            overlay.sprites += [
                Sprite("circle", at, 7.5 * k, rgba(theme.scene, 0.25 * alpha), back, 1.2),
                Sprite("circle", at, 5.2 * k, CLEAR, rgba(colour, alpha), 1.8 * k),
                Sprite("circle", at, 2.0 * k, rgba(colour, alpha)),
            ]
        style = frame.type(12.5, colour)
        overlay.labels.append(Label(f"mark {mark.kind}", mark.label, style, at, 9.0 * k, max(alpha, 0.6)))


def outward_arrow(frame: Frame, overlay: Overlay, w: Pair, fill: Rgba, stroke: Rgba) -> Pair:
    """An arrow at the box's edge towards a point beyond the surface; where it stands."""
    edge = frame.scene.edge_point(w)
    at = frame.projection.pixel(edge)
    ahead = frame.projection.pixel(edge * (1.05, 1.05, 1.0))
    turn = math.atan2(ahead[0] - at[0], at[1] - ahead[1])
    overlay.sprites.append(Sprite("arrow", at, 10.0, fill, stroke, 1.5, turn))
    return at


def arrow_out(frame: Frame, overlay: Overlay) -> None:
    """The point that has left the surface, with its numbers."""
    if frame.scene.arrow_out is None:
        return
    text, w = frame.scene.arrow_out
    theme = frame.theme
    at = outward_arrow(frame, overlay, w, rgba(theme.warning), rgba(theme.scene, 0.85))
    overlay.labels.append(Label("out", text, frame.type(12.5, theme.warning), at, 12.0))


def hover(frame: Frame, overlay: Overlay) -> None:
    """What the surface is under the cursor."""
    scene = frame.scene
    if scene.hover is None or not scene.hover_text or not frame.field.contains(scene.hover):
        return
    point, drawn = scene.point(scene.hover)
    if not drawn:
        return
    at, theme = frame.projection.pixel(point), frame.theme
    overlay.sprites.append(Sprite("circle", at, 3.0, rgba(theme.scene, 0.5), rgba(theme.text, 0.9), 1.2))
    overlay.labels.append(Label("hover", scene.hover_text, frame.type(12.0, theme.text), at, 16.0))


def currents(frame: Frame, overlay: Overlay) -> None:
    """Where the runs are: later slots under earlier ones, the lead on top of all, glowing."""
    scene, theme, k = frame.scene, frame.theme, frame.mark_scale
    order = sorted(scene.currents, reverse=True)
    lone = len(order) == 1
    places = frame.seen([scene.currents[slot].w for slot in order])
    for slot, seen in zip(order, places, strict=True):
        current, at = scene.currents[slot], seen.at
        if not seen.inside:
            outward_arrow(frame, overlay, current.w, rgba(current.colour), rgba(theme.scene, 0.85))
            continue
        overlay.busy.append(Rect(at[0] - 9.0 * k, at[1] - 9.0 * k, 18.0 * k, 18.0 * k))
        ring = "#ffffff" if theme.name == "dark" else mixed(theme.ink, current.colour, 0.1)
        # Eight glows would be a fog: of several runs only the lead has one.
        if lone or slot == LEAD:
            overlay.sprites.append(Sprite("glow", at, 22.0 * k, rgba(current.colour, 0.5 * seen.alpha)))
        colour = rgba(current.colour, seen.alpha)
        overlay.sprites.append(Sprite(current.marker, at, 6.5 * k, colour, rgba(ring, seen.alpha), 1.8 * k))


def start(frame: Frame, overlay: Overlay) -> None:
    """The start's handle with its weights."""
    scene, theme, handle = frame.scene, frame.theme, frame.handle
    if scene.start is None:
        return
    (seen,) = frame.seen([scene.start])
    at = seen.at
    overlay.handle, overlay.handle_hidden = at, seen.hidden
    alpha = 0.5 if seen.hidden else 1.0
    grown = handle.hovered or handle.held
    k = frame.mark_scale * (1.22 if grown else 1.0)
    glow = rgba(theme.accent, (0.62 if grown else 0.42) * alpha)
    if seen.inside:
        fill = rgba(theme.accent, alpha) if seen.drawn else rgba(theme.scene, 0.4)
        ring = rgba("#ffffff", alpha) if seen.drawn else rgba(theme.accent)
        overlay.sprites += [
            Sprite("glow", at, 2.9 * HANDLE_RADIUS * k, glow),
            Sprite("circle", at, HANDLE_RADIUS * k + 2.2, CLEAR, rgba(theme.scene, 0.35 * alpha), 1.2),
            Sprite("circle", at, HANDLE_RADIUS * k, fill, ring, 2.2),
        ]
    else:
        outward_arrow(frame, overlay, scene.start, rgba(theme.accent), rgba("#ffffff"))
    numbers = ", ".join(coordinate(w, span) for w, span in zip(scene.start, frame.field.spans, strict=True))
    text = f"{scene.start_word} ({numbers})" + ("" if seen.drawn or not seen.inside else " ↑")
    style = frame.type(13.0, theme.text, bold=True)
    overlay.labels.insert(0, Label("start", text, style, at, HANDLE_RADIUS * k + 5.0, max(alpha, 0.7)))

"""Pins on the surface: from its height to that of another loss, so that the distance can be seen."""

from __future__ import annotations

import math

import numpy as np

from viz.gl.colours import rgba
from viz.gl.frame import Frame
from viz.gl.overlay import Label, Overlay
from viz.gl.sight import HIDDEN_ALPHA
from viz.gl.sprite_item import Sprite
from viz.scene.arrays import Array, Pair
from viz.scene.camera import HALF
from viz.scene.pick import hidden_mask
from viz.scene.pin import Pin

SHORTEST = 3.0
"""Pixels: a shorter pin is its head alone."""
FAINT = 0.55
"""Strength of a pin that steps back."""
HEAD, WIDTH = 4.6, 0.9
"""Radius of a head, and what a stick has beyond a thin line to either side, pixels."""


def pins(frame: Frame, overlay: Overlay) -> None:
    """Sticks with their heads; one that would leave the box ends at its top or floor with an arrow."""
    wanted = [pin for pin in frame.scene.pins if frame.field.contains(pin.w)]
    if not wanted:
        return
    feet = np.array([point for point, _ in frame.scene.points([pin.w for pin in wanted])])
    heads, beyond = tops(frame, wanted, feet)
    hidden = hidden_mask(frame.field, frame.projection, np.concatenate([feet, heads]))
    pixels = frame.projection.project(np.concatenate([feet, heads]))[:, :2].tolist()
    n = len(wanted)
    for k, pin in enumerate(wanted):
        alpha = (HIDDEN_ALPHA if hidden[n + k] else 1.0) * (1.0 if pin.strong else FAINT)
        ends = (pixels[k][0], pixels[k][1]), (pixels[n + k][0], pixels[n + k][1])
        if not pin.strong and math.dist(*ends) < SHORTEST:
            continue  # heads in a row on the surface would only hide the path
        overlay.sprites += _stick(frame, pin, ends, alpha)
        overlay.sprites.append(_head(frame, pin, ends[1], alpha, int(beyond[k])))
        if pin.label:
            style = frame.type(12.5, frame.theme.text)
            radius = HEAD * frame.mark_scale + 3.0
            overlay.labels.append(Label(f"pin {k}", pin.label, style, ends[1], radius, max(alpha, 0.8)))


def tops(frame: Frame, wanted: list[Pin], feet: Array) -> tuple[Array, Array]:
    """Where pins end in the box, shape (n, 3), and whether they would end above its top, 1, or below, −1."""
    fraction = frame.field.scale.fraction(np.array([pin.loss for pin in wanted]))
    fraction = np.where(np.isnan(fraction), np.inf, fraction)  # a loss that is not finite is too high
    beyond = np.sign(fraction - np.clip(fraction, 0.0, 1.0))
    heads = feet.copy()
    heads[:, 2] = HALF[2] * (2.0 * np.clip(fraction, 0.0, 1.0) - 1.0)
    return heads, beyond


def _stick(frame: Frame, pin: Pin, ends: tuple[Pair, Pair], alpha: float) -> list[Sprite]:
    """A line with a casing that parts it from the surface, and a dot where it stands."""
    foot, head = ends
    across, down = head[0] - foot[0], head[1] - foot[1]
    long = math.hypot(across, down)
    if long < SHORTEST:
        return []
    colour, casing = rgba(pin.colour, alpha), rgba(frame.theme.scene, 0.7 * alpha)
    middle, turn = ((foot[0] + head[0]) / 2, (foot[1] + head[1]) / 2), math.atan2(-across, down)
    wide = WIDTH * frame.mark_scale * (1.0 if pin.strong else 0.5)
    return [
        Sprite("line", middle, long / 2, casing, casing, wide + 1.0, turn),
        Sprite("line", middle, long / 2, colour, colour, wide, turn),
        Sprite("circle", foot, 2.2 * frame.mark_scale, colour, casing, 1.0),
    ]


def _head(frame: Frame, pin: Pin, at: Pair, alpha: float, beyond: int) -> Sprite:
    """A ball; an arrow up or down where the loss itself would be seen outside of the box."""
    radius = HEAD * frame.mark_scale * (1.0 if pin.strong else 0.7)
    colour, casing = rgba(pin.colour, alpha), rgba(frame.theme.scene, alpha)
    if beyond:
        return Sprite("arrow", at, 1.6 * radius, colour, casing, 1.2, 0.0 if beyond > 0 else math.pi)
    return Sprite("circle", at, radius, colour, casing, 1.4)

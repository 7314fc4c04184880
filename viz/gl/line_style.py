"""How lines on the surface are drawn: width, outline, dashes and colour by their kind."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from viz.gl.colours import mixed, rgba
from viz.gl.ribbon_item import Ribbon, RibbonStyle, ribbon
from viz.scene.state import PathLayer
from viz.theme import Theme

ORDER = ("ghost", "preview", "faded", "path", "axis", "gradient", "arrow")
"""What is drawn later lies over what is drawn before."""

FADED = 0.34
"""Strength of a path that has stepped back."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A kind of line: width and outline in pixels, strength of the outline, dash period and share."""

    core: float
    casing: float
    outline: float
    lift: float
    dash: tuple[float, float] = (0.0, 1.0)
    alpha: float = 1.0
    round: float = 0.0


STROKES = {
    "path": Stroke(3.6, 1.4, 0.72, 0.09, round=0.28),
    "faded": Stroke(2.6, 1.0, 0.4, 0.085, alpha=FADED),
    "preview": Stroke(2.0, 1.0, 0.45, 0.08, (9.0, 0.62)),
    "ghost": Stroke(2.2, 1.0, 0.5, 0.07, alpha=0.85),
    "axis": Stroke(1.5, 1.0, 0.6, 0.1),
    "gradient": Stroke(2.4, 1.2, 0.72, 0.1),
    "arrow gradient": Stroke(2.2, 1.2, 0.72, 0.1, (8.0, 0.6)),
    "arrow momentum": Stroke(2.6, 1.2, 0.72, 0.1, (4.0, 0.5)),
    "arrow step": Stroke(3.4, 1.4, 0.8, 0.11),
    "arrow scale": Stroke(1.6, 1.0, 0.6, 0.1),
}
"""Kinds are told apart by dashes and width too, not by colour alone."""


def kind_of(key: str, layer: PathLayer) -> str:
    """Row of `STROKES` for a layer."""
    first, *rest = key.split()
    if first == "arrow":
        return f"arrow {rest[1]}"
    return "faded" if first == "path" and layer.faded else first


def line_style(kind: str, theme: Theme) -> RibbonStyle:
    """Width and outline by kind of line."""
    stroke = STROKES[kind]
    return RibbonStyle(
        stroke.core,
        stroke.casing,
        rgba(theme.scene, stroke.outline),
        stroke.alpha,
        stroke.dash,
        stroke.lift,
        stroke.round,
    )


def behind(style: RibbonStyle) -> RibbonStyle:
    """The same line seen through the surface."""
    return replace(
        style,
        core=max(1.4, style.core - 1.2),
        casing=0.0,
        casing_colour=(0.0, 0.0, 0.0, 0.0),
        alpha=0.28 * style.alpha,
        round=0.0,
    )


def line_colour(key: str, layer: PathLayer, theme: Theme) -> str:
    """`#rrggbb` of a layer: its own, or the theme's for its kind."""
    if layer.colour:
        return layer.colour
    kind = kind_of(key, layer)
    own = {
        "ghost": theme.ghost,
        "preview": mixed(theme.text, theme.scene, 0.06),
        "axis": mixed(theme.text, theme.scene, 0.12),
        "arrow momentum": theme.warning,
        "arrow scale": mixed(theme.text, theme.scene, 0.2),
    }
    return own.get(kind, theme.text)


def path_ribbon(layer: PathLayer, theme: Theme, key: str) -> Ribbon:
    """Geometry and colours of a path; epochs beyond the certain ones are fainter."""
    assert layer.line is not None
    colour = rgba(line_colour(key, layer, theme))
    points = layer.line.points
    if layer.certain is None:
        return ribbon(points, colour)
    colours = np.tile(np.array(colour), (len(points), 1))
    colours[layer.line.epoch > layer.certain, 3] *= 0.38
    return ribbon(points, colours)

"""Colours as floats, and the colour map of the surface."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from viz.scene.state import Colouring

Rgba = tuple[float, float, float, float]
CLEAR: Rgba = (0.0, 0.0, 0.0, 0.0)

MAPS = {"loss": ("viridis", 0.14, 0.84), "gradient": ("magma", 0.17, 0.85)}
"""Colour maps by what is coloured, and the part that is used: their ends are nearly the background's black
and the run's yellow. Both are perceptually uniform; green against red tells which one it is."""

MAP_SIZE = 1024


def rgba(name: str, alpha: float = 1.0) -> Rgba:
    """`#rrggbb` to floats."""
    red, green, blue = (int(name[k : k + 2], 16) / 255.0 for k in (1, 3, 5))
    return red, green, blue, alpha


def mixed(a: str, b: str, share: float) -> str:
    """The colour at `share` of the way from `a` to `b`."""
    parts = [round(int(a[k : k + 2], 16) * (1 - share) + int(b[k : k + 2], 16) * share) for k in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


@lru_cache(maxsize=2)
def colour_map(colouring: Colouring = "loss") -> np.ndarray:
    """Colours of rising height or slope, perceptually uniform, shape (MAP_SIZE, 4) uint8."""
    from pyqtgraph import colormap

    name, low, high = MAPS[colouring]
    colours: np.ndarray = colormap.get(name).map(np.linspace(low, high, MAP_SIZE), mode="byte")
    return colours


def map_colour(share: float, colouring: Colouring) -> str:
    """`#rrggbb` of a place in a colour map, ends included."""
    red, green, blue, _ = colour_map(colouring)[round(min(max(share, 0.0), 1.0) * (MAP_SIZE - 1))].tolist()
    return f"#{red:02x}{green:02x}{blue:02x}"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` in [0, 1] (WCAG 2.2, with a plain gamma of 2.2)."""
    red, green, blue, _ = rgba(colour)
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)

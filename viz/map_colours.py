"""Colours of a map of runs: how soon each arrives, and which never do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from viz.shades import mixed, negative, rgb
from viz.theme import Theme

Colours = npt.NDArray[np.uint8]
"""Red, green, blue, alpha, shape (n0, n1, 4)."""

ARRIVED, UNDERWAY, GROWING, DIVERGED = range(4)
"""States of a run at the end of its epochs."""
STEPS = 256
LOW, HIGH = 0.06, 1.0
"""Part of the colour map that is used, from the latest arrival to the soonest."""
FAINTEST = 0.3
"""How much of a minimum's colour is left in the latest arrival there."""
STRIPE = 2
"""Pixels across a stripe where rounding decides."""
STRIPES, STRONG = "#ffffff", 0.6
"""The colour of stripes, and how much of it is in them."""


@lru_cache(maxsize=1)
def soon() -> npt.NDArray[np.uint8]:
    """Colours of arrivals, the soonest last, shape (STEPS, 3): even steps, to the colour-blind as well."""
    from pyqtgraph import colormap

    colours: npt.NDArray[np.uint8] = colormap.get("cividis").map(np.linspace(LOW, HIGH, STEPS), mode="byte")
    return colours[:, :3]


def soon_to(hue: str, theme: Theme) -> npt.NDArray[np.uint8]:
    """Colours of arrivals at one of several minima, the soonest last, shape (STEPS, 3)."""
    ramp = np.linspace(FAINTEST, 1.0, STEPS)
    return np.asarray(mixed(theme.scene, hue, ramp), dtype=np.uint8)


def share(epochs: npt.ArrayLike, most: int) -> npt.NDArray[np.float64]:
    """Where an epoch stands among 0..most, from 0 to 1: by its logarithm, as the first ones matter most."""
    return np.asarray(np.log1p(np.asarray(epochs, dtype=np.float64)) / np.log1p(max(most, 1)))


def state_colour(state: int, theme: Theme) -> npt.NDArray[np.uint8]:
    """Red, green, blue of a run that has not arrived."""
    if state == DIVERGED:
        return np.asarray(rgb(negative(theme)), dtype=np.uint8)
    if state == GROWING:
        return np.asarray(mixed(theme.paper, negative(theme), [0.5])[0], dtype=np.uint8)
    return np.asarray(underway(theme)[STEPS // 2], dtype=np.uint8)


@lru_cache(maxsize=2)
def underway(theme: Theme) -> npt.NDArray[np.uint8]:
    """Greys of runs that are still on their way, the nearest and lightest last, shape (STEPS, 3)."""
    dark, light = (theme.line, theme.quiet) if theme.name == "dark" else (theme.quiet, theme.line)
    return np.asarray(mixed(dark, light, np.linspace(0.0, 1.0, STEPS)), dtype=np.uint8)


def run_colours(
    arrived: npt.NDArray[np.integer],
    state: npt.NDArray[np.integer],
    progress: npt.NDArray[np.floating],
    unsure: npt.NDArray[np.bool_],
    most: int,
    theme: Theme,
    ends: tuple[npt.NDArray[np.integer], Sequence[str]] | None = None,
) -> Colours:
    """Colours of a map.

    Parameters
    ----------
    arrived
        The epoch of each arrival, shape (n0, n1); any number where there is none.
    state
        One of the four states, shape (n0, n1).
    progress
        How much of its way a run has come that is still on it, from 0 to 1; shape (n0, n1).
    unsure
        Where rounding decides: striped.
    most
        Epochs of every run.
    ends
        Where there are several minima: which of them each arrival is at, shape (n0, n1), and their colours.
    """
    colours = np.full((*state.shape, 4), 255, dtype=np.uint8)
    known = np.where(state == ARRIVED, arrived, 0)
    places = np.rint((1.0 - share(known, most)).clip(0.0, 1.0) * (STEPS - 1)).astype(np.int64)
    if ends is None:
        colours[..., :3] = soon()[places]
    else:
        for which, hue in enumerate(ends[1]):
            there = ends[0] == which
            colours[..., :3][there] = soon_to(hue, theme)[places[there]]
    for other in (GROWING, DIVERGED):
        colours[..., :3][state == other] = state_colour(other, theme)
    going = state == UNDERWAY
    come = np.nan_to_num(progress[going], nan=0.0).clip(0.0, 1.0)
    colours[..., :3][going] = underway(theme)[np.rint(come * (STEPS - 1)).astype(np.int64)]
    striped = striped_at(state.shape) & unsure
    stripe = np.array(rgb(STRIPES), dtype=np.float64)
    plain = colours[..., :3][striped].astype(np.float64)
    colours[..., :3][striped] = np.rint(plain + STRONG * (stripe - plain)).astype(np.uint8)
    return colours


def striped_at(shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Diagonal stripes over a map, half of its pixels."""
    i, j = np.indices(shape[:2])
    return np.asarray((i + j) // STRIPE % 2 == 0)

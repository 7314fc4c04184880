"""A step's parts and the surface's own axes as lines over the weight plane."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.mark import Arrow
from viz.scene.state import PathLayer


def arrow_layers(arrows: Sequence[Arrow]) -> dict[str, PathLayer]:
    """Lines of arrows by name: one from foot to tip each, two bars for a `scale`."""
    layers = {}
    for index, arrow in enumerate(arrows):
        at, by = np.array(arrow.at, dtype=float), np.array(arrow.by, dtype=float)
        if not (np.isfinite(at).all() and np.isfinite(by).all()):
            continue
        if arrow.kind == "scale":
            for axis in (0, 1):
                half = np.where(np.arange(2) == axis, by, 0.0)
                layers[f"arrow {index} scale {axis}"] = PathLayer(np.array([at - half, at + half]))
        else:
            layers[f"arrow {index} {arrow.kind}"] = PathLayer(np.array([at, at + by]), label=arrow.label)
        if arrow.kind == "scale" and arrow.label:
            longer = max((0, 1), key=lambda axis: abs(arrow.by[axis]))
            key = f"arrow {index} scale {longer}"
            layers[key] = PathLayer(layers[key].w, label=arrow.label)
    return layers


def axis_layers(at: Pair, axes: Array, labels: tuple[str, str]) -> dict[str, PathLayer]:
    """Lines of the principal axes through `at`: row k of `axes`, shape (2, 2), reaches to both sides.

    Raises
    ------
    ValueError
        If `axes` has another shape.
    """
    rows = np.asarray(axes, dtype=float)
    if rows.shape != (2, 2):
        raise ValueError(f"axes have shape {rows.shape}, expected (2, 2)")
    middle = np.array(at, dtype=float)
    if not (np.isfinite(middle).all() and np.isfinite(rows).all()):
        return {}
    return {
        f"axis {k}": PathLayer(np.array([middle - row, middle + row]), label=label)
        for k, (row, label) in enumerate(zip(rows, labels, strict=True))
    }

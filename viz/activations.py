"""The numbers that a layer gives for one image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from viz.layer_blocks import Shape, columns_of


@dataclass(frozen=True, slots=True, eq=False)
class Activations:
    """What a layer gives for one image.

    Attributes
    ----------
    title, note
        What the layer is, and its shape or rule, in words.
    values
        (n,) or (channels, height, width), any float type; read when it is set, not later.
    names
        Of the units where they are few and each is something of its own, as classes are: then they are
        drawn as bars. Empty for tiles.
    kept
        Of the shape of `values`: False where dropout has set a unit to 0 in this pass. None without dropout.
    """

    title: str
    note: str
    values: npt.NDArray[np.floating]
    names: tuple[str, ...] = ()
    kept: npt.NDArray[np.bool_] | None = None

    def shape(self) -> Shape:
        """As pictures, or as single units."""
        if self.values.ndim == 3:
            return Shape(*self.values.shape)
        return Shape(1, 1, len(self.values), bars=bool(self.names))


def pieces(
    layer: Activations,
) -> list[tuple[npt.NDArray[np.floating], npt.NDArray[np.bool_] | None]]:
    """A layer's pictures, (h, w) each: its feature maps, or all its single units in one; none for bars."""
    if layer.names:
        return []
    if layer.values.ndim == 3:
        masks = [None] * len(layer.values) if layer.kept is None else list(layer.kept)
        return list(zip(layer.values, masks, strict=True))
    across = columns_of(len(layer.values))
    rest = -len(layer.values) % across
    whole = np.pad(layer.values.astype(np.float64), (0, rest), constant_values=np.nan)
    mask = None if layer.kept is None else np.pad(layer.kept, (0, rest)).reshape(-1, across)
    return [(whole.reshape(-1, across), mask)]

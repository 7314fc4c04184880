"""Shapes in black and white pictures: connected parts, width of strokes, thinning."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]


def components(mask: Mask) -> tuple[npt.NDArray[np.int64], int]:
    """Number the parts of a mask that hang together, diagonals included.

    Returns
    -------
    labels
        Same shape as `mask`: 0 outside, 1..count inside.
    count
        Number of parts.

    Every pixel starts as its own root; neighbours' roots are hooked to the smaller one and paths
    halved until nothing changes (Shiloach and Vishkin, 1982), which takes a handful of array passes.
    """
    n = int(mask.sum())
    number = np.full((mask.shape[0] + 1, mask.shape[1] + 2), -1)
    number[:-1, 1:-1][mask] = np.arange(n)
    here = number[:-1, 1:-1]
    beside = (number[:-1, 2:], number[1:, 1:-1], number[1:, 2:], number[1:, :-2])
    a = np.concatenate([here[(here >= 0) & (other >= 0)] for other in beside])
    b = np.concatenate([other[(here >= 0) & (other >= 0)] for other in beside])
    root = np.arange(n)
    while True:
        low, high = np.minimum(root[a], root[b]), np.maximum(root[a], root[b])
        apart = low != high
        if not apart.any():
            break
        np.minimum.at(root, high[apart], low[apart])
        while (root[root] != root).any():
            root = root[root]
    roots, inverse = np.unique(root, return_inverse=True)
    labels = np.zeros(mask.shape, np.int64)
    labels[mask] = inverse + 1
    return labels, len(roots)


def stroke_width(mask: Mask) -> float:
    """Mean width of the strokes in pixels: twice their area over the length of their outline.

    The outline is counted in pixel edges, which overstates the length of an outline in random
    directions by 4/π (Cauchy and Crofton).
    """
    framed = np.pad(mask, 1)
    edges = int((framed[1:] != framed[:-1]).sum()) + int((framed[:, 1:] != framed[:, :-1]).sum())
    return 2 * float(mask.sum()) / (edges * np.pi / 4) if edges else 0.0


def thin(mask: Mask, layers: int) -> Mask:
    """Peel up to `layers` layers off the strokes without breaking them or eating their ends.

    After enough layers a skeleton one pixel wide is left, where peeling stops by itself. Zhang and
    Suen, “A fast parallel algorithm for thinning digital patterns”, 1984.
    """
    ink = np.pad(mask, 1).astype(np.uint8)
    inner = ink[1:-1, 1:-1]
    for _ in range(layers):
        before = int(inner.sum())
        for first in (True, False):
            n, ne, e, se = ink[:-2, 1:-1], ink[:-2, 2:], ink[1:-1, 2:], ink[2:, 2:]
            s, sw, w, nw = ink[2:, 1:-1], ink[2:, :-2], ink[1:-1, :-2], ink[:-2, :-2]
            ring = (n, ne, e, se, s, sw, w, nw)
            around = n + ne + e + se + s + sw + w + nw
            rises = sum((1 - here) & there for here, there in zip(ring, (*ring[1:], n), strict=True))
            edge = (n & e & s) | (e & s & w) if first else (n & e & w) | (n & s & w)
            peel = (inner == 1) & (around >= 2) & (around <= 6) & (rises == 1) & (edge == 0)
            inner[peel] = 0
        if int(inner.sum()) == before:
            break
    peeled: Mask = inner == 1
    return peeled

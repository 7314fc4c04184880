"""The landscape of a network in training: its path, the plane it is looked at on, and the truth beside it.

A slice through thousands of dimensions shows the loss on the plane. The path is projected on it; where it
leaves the plane its true loss is another one than the slice's below it, and the pins show by how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from engine.lab.planes import Floats, Plane
from engine.lab.reading import Labelled
from engine.lab.slices import SliceLoss

MARGIN = 0.25
"""Free space around a path on its plane, as a share of its extent to either side."""
POINTS = 51
"""Points along a side of a slice, if not asked otherwise."""


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """A random part of a set of images; fits where `Labelled` is asked for."""

    images: Tensor
    labels: Tensor


def some(digits: Labelled, count: int, seed: int = 0) -> Some:
    """A random part of a set of images, in their order; all if there are fewer; one seed, one choice."""
    n = len(digits.labels)
    chosen = np.sort(np.random.default_rng(seed).permutation(n)[:count])
    index = torch.from_numpy(chosen)
    return Some(digits.images[index], digits.labels[index])


def axes(plane: Plane, coordinates: Floats | None = None, points: int = POINTS) -> tuple[Floats, Floats]:
    """Axes of a slice around what is to be seen: the path, the three networks, or the one in the middle.

    Parameters
    ----------
    coordinates
        (m, 2) of the path on the plane; None if there is none to show.
    points
        Along each axis.

    Returns
    -------
    a, b
        (points,) float64. Random planes reach from −1 to 1 at least, where each filter is as far from
        the network's as it is long.
    """
    seen = plane.anchors if coordinates is None else np.concatenate([plane.anchors, coordinates])
    if plane.kind == "random":
        seen = np.concatenate([seen, [[-1.0, -1.0], [1.0, 1.0]]])
    low, high = seen.min(axis=0), seen.max(axis=0)
    room = (high - low) * (0.0 if plane.kind == "random" else MARGIN)
    first, second = (
        np.linspace(start, end, points, dtype=np.float64)
        for start, end in zip(low - room, high + room, strict=True)
    )
    return first, second


@dataclass(frozen=True, slots=True)
class Pin:
    """One place of a path and its shadow on the plane.

    Attributes
    ----------
    a, b
        The nearest point of the plane.
    distance
        Length of the way there, in the space of weights.
    slice_loss
        The loss at that point of the plane.
    true_loss
        The loss where the path really is, of the same images.
    """

    a: float
    b: float
    distance: float
    slice_loss: float
    true_loss: float


def pins(
    network: nn.Module,
    plane: Plane,
    path: Tensor,
    digits: Labelled,
    classes: Sequence[int] | None = None,
) -> Iterator[Pin]:
    """Project a path on a plane and compare the losses: one place for each `next()`.

    Parameters
    ----------
    network
        Of the architecture of the path; its own weights do not matter, and are not touched.
    path
        (m, p), or one place (p,).
    digits, classes
        As for `SliceLoss`.
    """
    on_plane = SliceLoss(network, plane, digits, classes)
    nothing = torch.zeros_like(plane.origin)
    for weights in path.reshape(-1, len(plane.origin)):
        (point,), (distance,) = plane.project(weights)
        (slice_loss,) = on_plane.at(point[:1], point[1:])
        there = Plane(plane.kind, weights, nothing, nothing, np.zeros((1, 2)))
        (true_loss,) = SliceLoss(network, there, digits, classes).at(0.0, 0.0)
        yield Pin(float(point[0]), float(point[1]), float(distance), float(slice_loss), float(true_loss))

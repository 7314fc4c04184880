"""Planes through the space of a network's weights: on which two numbers are all one has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from engine.errors import InputError

Floats = npt.NDArray[np.float64]
PlaneKind = Literal["path", "random", "three"]

STRAIGHT = 1e-10
"""A path, or three nets, whose second extent squared is less than this share of the first lie on a line."""


def weights_vector(network: nn.Module) -> Tensor:
    """All parameters one behind the other: (p,) float32 on the CPU, a copy."""
    return torch.cat([p.detach().reshape(-1).cpu().float() for p in network.parameters()])


def split(network: nn.Module, vector: Tensor) -> dict[str, Tensor]:
    """A vector (…, p) cut into the network's parameters by name, each (…, *shape); views.

    Raises
    ------
    ValueError
        If the network has not p parameters.
    """
    count = sum(parameter.numel() for parameter in network.parameters())
    if vector.shape[-1] != count:
        raise ValueError(f"{vector.shape[-1]} weights do not fit a network of {count}")
    parts, at = {}, 0
    for name, parameter in network.named_parameters():
        part = vector[..., at : at + parameter.numel()]
        parts[name] = part.reshape(*vector.shape[:-1], *parameter.shape)
        at += parameter.numel()
    return parts


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """The weights origin + a·u + b·v.

    Attributes
    ----------
    kind
        `path`: the directions in which a path went farthest; `random`: two random ones, normalised
        filter by filter; `three`: through three networks.
    origin, u, v
        (p,) float32 on the CPU. u and v are orthonormal for `path` and `three`, so that a and b are
        distances in the space of weights; for `random`, 1 is as far as the weights themselves are long.
    anchors
        (k, 2) float64, coordinates of the networks that the plane was laid through: of one for `path`
        and `random`, at the origin, of three for `three`.
    explained
        For `path`: the shares of the path's squared distance from its end that lie along u and v.
    """

    kind: PlaneKind
    origin: Tensor
    u: Tensor
    v: Tensor
    anchors: Floats
    explained: tuple[float, float] | None = None

    def at(self, a: float, b: float) -> Tensor:
        """The weights (p,) at a point."""
        return self.origin + a * self.u + b * self.v

    def coordinates(self, weights: Tensor) -> Floats:
        """The points (m, 2) of the plane that are nearest to weights (m, p) or (p,)."""
        return self.project(weights)[0]

    def project(self, weights: Tensor) -> tuple[Floats, Floats]:
        """The nearest points (m, 2) of the plane to weights (m, p) or (p,), and their distances (m,).

        Distances are taken from what is left after subtraction, not from squares: they keep their digits
        where the weights lie almost in the plane.
        """
        axes = torch.stack([self.u, self.v]).double()  # (2, p)
        gram = axes @ axes.T
        points, distances = [], []
        for one in weights.reshape(-1, len(self.origin)):  # one by one: weights may be many
            away = one.double() - self.origin.double()
            point = torch.linalg.solve(gram, axes @ away)
            points.append(point)
            distances.append(torch.linalg.vector_norm(away - point @ axes))
        return torch.stack(points).numpy(), torch.stack(distances).numpy()


def plane_of_path(path: Tensor) -> Plane:
    """The plane through a path's end along its two principal directions.

    Principal components of the differences from the end, as in Li et al., “Visualizing the Loss Landscape
    of Neural Nets”, 2018, section 7. The end, the network as it is now, lies in the plane. Directions
    point so that the path comes from the left, and on the whole lies above its end; then a plane laid
    anew a few epochs later shows nearly the same picture.

    Parameters
    ----------
    path
        (m, p), weights in the order in which they were passed.

    Raises
    ------
    InputError
        `plane-line` if there are fewer than three different places, or all of them are on one line.
    """
    away = path[:-1].double() - path[-1].double()  # (m − 1, p)
    values, vectors = torch.linalg.eigh(away @ away.T)  # ascending
    if len(values) < 2 or values[-2] <= STRAIGHT * values[-1]:
        raise InputError("plane-line")
    u, v = (away.T @ vectors[:, -k] / values[-k].sqrt() for k in (1, 2))
    if away[0] @ u > 0:
        u = -u
    if (away @ v).sum() < 0:
        v = -v
    total = values.sum()
    explained = (values[-1] / total).item(), (values[-2] / total).item()
    return Plane("path", path[-1].float(), u.float(), v.float(), np.zeros((1, 2)), explained)


def random_plane(network: nn.Module, seed: int) -> Plane:
    """The plane through a network along two random directions, normalised filter by filter.

    Each filter of a direction, that is the weights that lead into one unit, is as long as the network's
    own; biases, and batch norms, stay where they are. Li et al., 2018, section 4. Drawn on the CPU from a
    generator of its own.
    """
    generator = torch.Generator().manual_seed(seed)
    directions = []
    for _ in range(2):
        parts = []
        for parameter in network.parameters():
            weight = parameter.detach().cpu().float()
            if weight.ndim < 2:
                parts.append(torch.zeros_like(weight).reshape(-1))
                continue
            filters = weight.flatten(1)  # (units, weights into each)
            drawn = torch.randn(filters.shape, generator=generator)
            length = torch.linalg.vector_norm(drawn, dim=1, keepdim=True)
            parts.append(
                (drawn / length * torch.linalg.vector_norm(filters, dim=1, keepdim=True)).reshape(-1)
            )
        directions.append(torch.cat(parts))
    u, v = directions
    return Plane("random", weights_vector(network), u, v, np.zeros((1, 2)))


def plane_through(networks: Sequence[nn.Module]) -> Plane:
    """The plane through three networks of one architecture.

    u points from the first to the second, v is the part of the way to the third that stands on it at a
    right angle. Garipov et al., “Loss Surfaces, Mode Connectivity, and Fast Ensembling of DNNs”, 2018,
    section 2.

    Raises
    ------
    InputError
        `plane-unlike` if their parameters differ in name or shape, `plane-line` if the three are not
        different or lie on one line.
    ValueError
        If there are not three.
    """
    first, second, third = networks
    shapes = [[(name, p.shape) for name, p in net.named_parameters()] for net in networks]
    if shapes[0] != shapes[1] or shapes[0] != shapes[2]:
        raise InputError("plane-unlike")
    origin, two, three = (weights_vector(net).double() for net in (first, second, third))
    along, other = two - origin, three - origin
    length = torch.linalg.vector_norm(along)
    if length == 0:
        raise InputError("plane-line")
    u = along / length
    forward = other @ u
    across = other - forward * u
    width = torch.linalg.vector_norm(across)
    if width**2 <= STRAIGHT * (other @ other):
        raise InputError("plane-line")
    anchors = np.array([[0.0, 0.0], [length.item(), 0.0], [forward.item(), width.item()]])
    return Plane("three", origin.float(), u.float(), (across / width).float(), anchors)

"""Where the viewer stands, and how box coordinates become pixels.

The loss lives in a box of 4 : 4 : 3 around the origin, z up, right-handed. The angles are
matplotlib's (and so the notes'): the eye looks at the origin from elevation `elev` and azimuth `azim`,
in degrees. The eye's distance never changes; zooming and panning enlarge and move the picture like a
photograph, so that the point under the cursor can be kept exactly, and nothing ever reaches the near
plane.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np

from viz.scene.arrays import Array, Pair

HALF = (2.0, 2.0, 1.5)
"""Half the box's sides."""

STRENGTH = 1 / 17
"""Perspective: one over the eye's distance from the box's centre, about four of the box's sides."""

DEPTH = 6.0
"""Half of the depth, in box units, that the depth buffer covers."""

ELEVATION = (-90.0, 90.0)
ZOOM = (0.25, 60.0)

Extent = tuple[float, float, float, float]
"""Left, right, bottom and top of a picture taken with focal length 1."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A view of the box.

    Attributes
    ----------
    elev, azim
        Degrees, as `Axes3D.view_init` takes them.
    zoom
        1 where `frame` fills the view.
    shift
        How far the picture is moved, right and down, in units of the fitted focal length, so that it
        keeps its place when the window is resized.
    frame
        What is brought into view; None for just the box as it is seen. It stays while one walks around
        the box, so that the picture does not breathe, and only grows where the box would leave it.
    """

    elev: float = 30.0
    azim: float = -60.0
    zoom: float = 1.0
    shift: Pair = (0.0, 0.0)
    frame: Extent | None = None

    @property
    def framed(self) -> Extent:
        """What is brought into view."""
        return self.frame or extent(self.elev, self.azim)

    def orbited(self, d_elev: float, d_azim: float) -> Camera:
        """Turn the camera, the elevation kept between straight down and straight up."""
        elev = min(max(self.elev + d_elev, ELEVATION[0]), ELEVATION[1])
        azim = wrapped(self.azim + d_azim)
        a, b = self.framed, extent(elev, azim)
        frame = (min(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), max(a[3], b[3]))
        return replace(self, elev=elev, azim=azim, frame=frame)

    def fitted(self) -> Camera:
        """The same direction with just the box in view."""
        return Camera(self.elev, self.azim)


MAP = Camera(90.0, -90.0)
"""Straight from above, w0 to the right and w1 up."""


def wrapped(degrees: float) -> float:
    """The same angle in (−180, 180]."""
    return -((180.0 - degrees) % 360.0 - 180.0)


def between(a: Camera, b: Camera, t: float) -> Camera:
    """The camera at `t` ∈ [0, 1] on the way from `a` to `b`: the shorter way round, zoom in octaves."""
    if t >= 1.0:
        return b
    return Camera(
        elev=a.elev + t * (b.elev - a.elev),
        azim=wrapped(a.azim + t * wrapped(b.azim - a.azim)),
        zoom=a.zoom * (b.zoom / a.zoom) ** t,
        shift=_mean(a.shift, b.shift, t),
        frame=_mean(a.framed, b.framed, t),
    )


T = TypeVar("T", bound=tuple[float, ...])


def _mean(a: T, b: T, t: float) -> T:
    return type(a)(x + t * (y - x) for x, y in zip(a, b, strict=True))


@dataclass(frozen=True, slots=True)
class Viewport:
    """Size of the view and what is kept free around the box (for numbers and names), logical pixels."""

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def room(self) -> Pair:
        """Width and height left for the box, never below a small rest."""
        return (
            max(self.width - self.left - self.right, 0.3 * self.width, 1.0),
            max(self.height - self.top - self.bottom, 0.3 * self.height, 1.0),
        )

    @property
    def centre(self) -> Pair:
        """Middle of the room."""
        return (self.left + self.width - self.right) / 2, (self.top + self.height - self.bottom) / 2


def axes_of(elev: float, azim: float) -> Array:
    """Rows right, up and towards the eye: an orthonormal, right-handed (3, 3) matrix."""
    e, a = math.radians(elev), math.radians(azim)
    ce, se, ca, sa = math.cos(e), math.sin(e), math.cos(a), math.sin(a)
    return np.array([[-sa, ca, 0.0], [-se * ca, -se * sa, ce], [ce * ca, ce * sa, se]])


def perspective(elev: float) -> float:
    """Strength of the perspective: none from straight above, where the picture is a map."""
    t = min(max((abs(elev) - 65.0) / 25.0, 0.0), 1.0)
    return STRENGTH * (1.0 - t * t * (3.0 - 2.0 * t))


CORNERS = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * HALF


@lru_cache(maxsize=256)
def extent(elev: float, azim: float) -> Extent:
    """The box as it is seen with focal length 1."""
    x, y, s = axes_of(elev, azim) @ CORNERS.T
    w = 1.0 - perspective(elev) * s
    u, v = x / w, y / w
    return float(u.min()), float(u.max()), float(v.min()), float(v.max())


class Projection:
    """A camera in a viewport: box coordinates to logical pixels and back to lines of sight.

    A point p is seen at X / w, Y / w, where X = right · p, Y = up · p and w = 1 − k · (back · p): with
    strength k = 1 / d from an eye at distance d, with k = 0 from infinitely far.
    """

    def __init__(self, camera: Camera, view: Viewport) -> None:
        self.camera, self.view = camera, view
        self.axes = axes_of(camera.elev, camera.azim)
        self.strength = perspective(camera.elev)
        left, right, low, high = camera.framed
        room = view.room
        self.fit = min(room[0] / (right - left), room[1] / (high - low))
        """Focal length that makes the frame fill the room, logical pixels."""
        self.focal = self.fit * camera.zoom
        mid = view.centre
        self.cx = mid[0] - self.focal * (left + right) / 2 + camera.shift[0] * self.fit
        self.cy = mid[1] + self.focal * (low + high) / 2 + camera.shift[1] * self.fit

    @property
    def is_map(self) -> bool:
        """Whether one looks straight down, from infinitely far: nothing hides anything."""
        return self.strength == 0.0 and self.camera.elev == MAP.elev

    @cached_property
    def matrix(self) -> Array:
        """Box coordinates to clip coordinates, shape (4, 4), for column vectors."""
        width, height = self.view.width, self.view.height
        right, up, back = self.axes
        k = self.strength
        result = np.zeros((4, 4))
        result[3, :3], result[3, 3] = -k * back, 1.0
        result[0, :3] = 2.0 * self.focal / width * right
        result[1, :3] = 2.0 * self.focal / height * up
        result[0] += (2.0 * self.cx / width - 1.0) * result[3]
        result[1] += (1.0 - 2.0 * self.cy / height) * result[3]
        result[2, :3], result[2, 3] = -back / DEPTH, k * DEPTH
        return result

    def project(self, points: Array) -> Array:
        """Pixels and divisor, shape (…, 3): x right, y down, and w, larger for what is farther."""
        seen = np.asarray(points, dtype=float) @ self.axes.T
        w = 1.0 - self.strength * seen[..., 2]
        x, y = self.cx + self.focal * seen[..., 0] / w, self.cy - self.focal * seen[..., 1] / w
        return np.stack([x, y, w], axis=-1)

    def pixel(self, point: Array) -> Pair:
        """Pixel of one point."""
        x, y, _ = self.project(point).tolist()
        return x, y

    def device_depth(self, points: Array) -> Array:
        """The depth in [−1, 1] that the depth buffer compares, shape (…, 3) → (…)."""
        near = np.asarray(points, dtype=float) @ self.axes[2]
        depth: Array = (self.strength * DEPTH - near / DEPTH) / (1.0 - self.strength * near)
        return depth

    def towards_eye(self, points: Array) -> Array:
        """Directions, not of unit length, from points to the eye."""
        towards: Array = self.axes[2] - self.strength * np.asarray(points, dtype=float)
        return towards

    def ray(self, x: float, y: float) -> tuple[Array, Array]:
        """A point before the box and the direction away from the eye of the line seen at a pixel."""
        u, v = (x - self.cx) / self.focal, (self.cy - y) / self.focal
        on_plane = u * self.axes[0] + v * self.axes[1]
        towards = self.towards_eye(on_plane)
        return on_plane + DEPTH * towards, -towards

    def zoomed_at(self, x: float, y: float, factor: float) -> Camera:
        """The camera zoomed so that what is at pixel (x, y) stays there."""
        zoom = min(max(self.camera.zoom * factor, ZOOM[0]), ZOOM[1])
        k = zoom / self.camera.zoom
        mid = self.view.centre
        shift = (self.camera.shift[0] * self.fit, self.camera.shift[1] * self.fit)
        moved = (
            (x - mid[0]) - (x - mid[0] - shift[0]) * k,
            (y - mid[1]) - (y - mid[1] - shift[1]) * k,
        )
        return replace(self.camera, zoom=zoom, shift=(moved[0] / self.fit, moved[1] / self.fit))

    def panned(self, dx: float, dy: float) -> Camera:
        """The camera with the picture moved by (dx, dy) pixels."""
        shift = self.camera.shift
        return replace(self.camera, shift=(shift[0] + dx / self.fit, shift[1] + dy / self.fit))

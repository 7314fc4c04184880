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

import numpy as np

from viz.scene.arrays import Array, Pair

HALF = (2.0, 2.0, 1.5)
"""Half the box's sides."""

EYE_DISTANCE = 17.0
"""From the box's centre, in its units: about four of its sides, a mild perspective."""

NEAR, FAR = EYE_DISTANCE - 6.0, EYE_DISTANCE + 6.0
ELEVATION = (-90.0, 90.0)
ZOOM = (0.25, 60.0)


@dataclass(frozen=True, slots=True)
class Camera:
    """A view of the box.

    Attributes
    ----------
    elev, azim
        Degrees, as `Axes3D.view_init` takes them.
    zoom
        1 where the box fills the view.
    shift
        How far the picture is moved, right and down, in units of the fitted focal length, so that it
        keeps its place when the window is resized.
    """

    elev: float = 30.0
    azim: float = -60.0
    zoom: float = 1.0
    shift: Pair = (0.0, 0.0)

    def orbited(self, d_elev: float, d_azim: float) -> Camera:
        """Turn the camera, the elevation kept between straight down and straight up."""
        elev = min(max(self.elev + d_elev, ELEVATION[0]), ELEVATION[1])
        return replace(self, elev=elev, azim=wrapped(self.azim + d_azim))

    def fitted(self) -> Camera:
        """The same direction with the whole box in view."""
        return replace(self, zoom=1.0, shift=(0.0, 0.0))


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
        shift=(
            a.shift[0] + t * (b.shift[0] - a.shift[0]),
            a.shift[1] + t * (b.shift[1] - a.shift[1]),
        ),
    )


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


@lru_cache(maxsize=64)
def extent(elev: float, azim: float) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of the box seen with focal length 1.

    Seen from the side, the box is taken for the cylinder that it turns in, so that the picture does not
    breathe while one walks around it; seen from above, for what it is, so that it fills the view.
    """
    t = min(max((abs(elev) - 60.0) / 28.0, 0.0), 1.0)
    t = t * t * (3.0 - 2.0 * t)
    angle = np.linspace(0.0, 2.0 * math.pi, 72, endpoint=False)
    radius = math.hypot(HALF[0], HALF[1])
    ring = np.column_stack([radius * np.cos(angle), radius * np.sin(angle), np.zeros(72)])
    round_box = np.concatenate([ring + (0.0, 0.0, z) for z in (-HALF[2], HALF[2])])
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * HALF
    bounds = []
    for points, turn in ((round_box, 0.0), (corners, azim)):
        x, y, z = axes_of(elev, turn) @ points.T
        u, v = x / (EYE_DISTANCE - z), y / (EYE_DISTANCE - z)
        bounds.append(np.array([u.min(), u.max(), v.min(), v.max()]))
    left, right, low, high = (1.0 - t) * bounds[0] + t * bounds[1]
    return float(left), float(right), float(low), float(high)


class Projection:
    """A camera in a viewport: box coordinates to logical pixels and back to rays."""

    def __init__(self, camera: Camera, view: Viewport) -> None:
        self.camera, self.view = camera, view
        self.axes = axes_of(camera.elev, camera.azim)
        self.eye = EYE_DISTANCE * self.axes[2]
        left, right, low, high = extent(camera.elev, camera.azim)
        room = view.room
        self.fit = min(room[0] / (right - left), room[1] / (high - low))
        """Focal length that makes the box fill the room, logical pixels."""
        self.focal = self.fit * camera.zoom
        mid = view.centre
        self.cx = mid[0] - self.focal * (left + right) / 2 + camera.shift[0] * self.fit
        self.cy = mid[1] + self.focal * (low + high) / 2 + camera.shift[1] * self.fit

    @property
    def pixels_per_unit(self) -> float:
        """Logical pixels of a box unit at the box's centre."""
        return self.focal / EYE_DISTANCE

    @cached_property
    def matrix(self) -> Array:
        """Box coordinates to clip coordinates, shape (4, 4), for column vectors."""
        w, h = self.view.width, self.view.height
        sx, ox = 2.0 * self.focal / w, 2.0 * self.cx / w - 1.0
        sy, oy = 2.0 * self.focal / h, 1.0 - 2.0 * self.cy / h
        a, b = (FAR + NEAR) / (FAR - NEAR), -2.0 * FAR * NEAR / (FAR - NEAR)
        to_eye = np.zeros((4, 4))
        to_eye[:3, :3] = self.axes
        to_eye[2, :3] = -self.axes[2]
        to_eye[2, 3] = EYE_DISTANCE
        to_eye[3, 3] = 1.0
        lens = np.array([[sx, 0, ox, 0], [0, sy, oy, 0], [0, 0, a, b], [0, 0, 1, 0]])
        product: Array = lens @ to_eye
        return product

    def project(self, points: Array) -> Array:
        """Pixels and depth, shape (…, 3): x right, y down, and the distance along the view."""
        eye = np.asarray(points, dtype=float) @ self.axes.T
        depth = EYE_DISTANCE - eye[..., 2]
        return np.stack(
            [self.cx + self.focal * eye[..., 0] / depth, self.cy - self.focal * eye[..., 1] / depth, depth],
            axis=-1,
        )

    def pixel(self, point: Array) -> Pair:
        """Pixel of one point."""
        x, y, _ = self.project(point).tolist()
        return x, y

    def device_depth(self, depth: Array) -> Array:
        """Distance along the view to the depth in [−1, 1] that the depth buffer compares."""
        return (FAR + NEAR) / (FAR - NEAR) - 2.0 * FAR * NEAR / (FAR - NEAR) / depth

    def ray(self, x: float, y: float) -> tuple[Array, Array]:
        """Origin and direction, scaled to depth 1, of the line of sight through a pixel."""
        u, v = (x - self.cx) / self.focal, (self.cy - y) / self.focal
        return self.eye, u * self.axes[0] + v * self.axes[1] - self.axes[2]

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

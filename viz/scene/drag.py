"""The life of a drag: grabbed, moved, dropped or put back. Frozen states, pure steps."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from viz.scene.arrays import Array, Pair
from viz.scene.camera import Projection
from viz.scene.field import HeightField
from viz.scene.pick import hits, nearest_on_outline


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag of the start under way.

    Attributes
    ----------
    origin
        Weights before the drag: where Escape puts the start back.
    grip
        Cursor minus the handle's centre when grabbed, pixels: kept, so that the handle does not jump.
    at
        Weights now.
    behind
        Whether the handle is (still) behind another part of the surface: then it stays on its own
        sheet instead of jumping to the one in front.
    """

    origin: Pair
    grip: Pair
    at: Pair
    behind: bool = False


def grabbed(start: Pair, centre: Pair, cursor: Pair, behind: bool) -> Drag:
    """Take hold of the handle drawn at pixel `centre`."""
    return Drag(start, (cursor[0] - centre[0], cursor[1] - centre[1]), start, behind)


def dragged(drag: Drag, field: HeightField, projection: Projection, cursor: Pair) -> Drag:
    """Move the handle to the surface under the cursor, or to the point of its outline seen closest."""
    x, y = cursor[0] - drag.grip[0], cursor[1] - drag.grip[1]
    found = hits(field, *projection.ray(x, y))
    behind = False
    point: Array | None
    if len(found):
        chosen = 0
        if drag.behind:
            xy = field.xy(np.array(drag.at))
            chosen = int(np.argmin(np.hypot(*(found[:, :2] - xy).T)))
            behind = chosen > 0
        point = found[chosen]
    else:
        point = nearest_on_outline(field, projection, x, y)
    if point is None:
        return drag
    return replace(drag, at=within(field, field.weights(point[0], point[1])), behind=behind)


def within(field: HeightField, w: Pair) -> Pair:
    """Undo what rounding adds beyond the grid's own ends."""
    return (
        min(max(w[0], field.w0[0]), field.w0[1]),
        min(max(w[1], field.w1[0]), field.w1[1]),
    )

"""What all parts of one frame are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from viz.gl.sight import HIDDEN_ALPHA, Seen, Sight, sight_of
from viz.gl.text_image import TextStyle
from viz.scene.arrays import Pair
from viz.scene.axes import Axis
from viz.scene.camera import Projection
from viz.scene.field import HeightField
from viz.scene.labels import Rect
from viz.scene.state import Scene
from viz.theme import Theme


@dataclass(frozen=True, slots=True)
class Handle:
    """How the start is held: nothing, under the cursor, or dragged."""

    hovered: bool = False
    held: bool = False


@dataclass(frozen=True, eq=False)
class Frame:
    """Scene, camera, colours and sizes of one frame.

    Attributes
    ----------
    free
        The part of the view over which nothing else stands, logical pixels.
    quick
        Whether something moves: coarser is fine.
    best
        Whether it is a picture that may take its time.
    with_lines
        Whether lines are drawn, too: the very first frame is the bare surface.
    """

    scene: Scene
    projection: Projection
    axes: list[Axis]
    theme: Theme
    handle: Handle
    free: Rect
    large: bool = False
    quick: bool = False
    best: bool = False
    with_lines: bool = True

    @property
    def field(self) -> HeightField:
        """The surface; only asked for where there is one."""
        assert self.scene.field is not None
        return self.scene.field

    @property
    def mark_scale(self) -> float:
        """Marks are nearly a third larger in large type."""
        return 1.3 if self.large else 1.0

    def type(self, size: float, colour: str, *, bold: bool = False) -> TextStyle:
        """A text style; sizes are half as large again in large type."""
        return TextStyle(size * (1.5 if self.large else 1.0), colour, self.theme.scene, bold)

    @cached_property
    def _sight(self) -> Sight:
        return sight_of(self.scene, self.projection)

    def end_alpha(self, key: str) -> float:
        """How strongly the mark at a line's end is drawn."""
        return HIDDEN_ALPHA if key in self._sight.hidden_ends else 1.0

    def seen(self, weights: list[Pair]) -> list[Seen]:
        """Where marks, runs and the start are seen; those beyond the sides at the box's edge."""
        known = self._sight.weights
        return [known[w] for w in weights]

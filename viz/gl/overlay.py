"""Marks and texts of a frame: what stands before the surface at constant size."""

from __future__ import annotations

from dataclasses import dataclass, field

from viz.gl.sprite_item import Sprite
from viz.gl.text_image import TextStyle
from viz.gl.text_item import Text
from viz.scene.arrays import Pair
from viz.scene.labels import Rect


@dataclass(frozen=True, slots=True)
class Label:
    """A text that belongs to a mark; where it stands is found when all are known.

    Attributes
    ----------
    key
        Name under which its place is remembered from frame to frame.
    at, radius
        The mark's centre and radius, pixels.
    spare
        Whether it is left out where there is no room.
    """

    key: str
    text: str
    style: TextStyle
    at: Pair
    radius: float
    alpha: float = 1.0
    spare: bool = False


@dataclass
class Overlay:
    """Sprites and texts of one frame, and where the start's handle is seen.

    Attributes
    ----------
    labels
        Still to be placed, the most important first.
    busy
        Rectangles that labels keep off.
    """

    sprites: list[Sprite] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    busy: list[Rect] = field(default_factory=list)
    handle: Pair | None = None
    handle_hidden: bool = False

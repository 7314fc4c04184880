"""Where layers and their units stand: numbers only, no window needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isqrt

Box = tuple[float, float, float, float]
"""Left, top, width, height in logical pixels."""

TITLE = 36.0
"""Height of a block's two lines of text, at normal type."""
GAP = 24.0
"""Between blocks."""
_MAP_GAP = 4.0
_MAP_SIDE = 44.0
"""Logical pixels that the longer side of a feature map takes about."""
_MAPS_ACROSS = 8
BAR_ROW = 18.0
_BAR_WIDTH = 184.0
_LEAST_WIDTH = 96.0
"""Of a block, for its title."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a layer gives: `maps` pictures of `rows` × `columns`, or so many single units.

    A layer of n units is 1 picture of 1 × n; `bars` of them are drawn as bars, one below the other.
    """

    maps: int
    rows: int
    columns: int
    bars: bool = False

    @property
    def units(self) -> int:
        """How many numbers there are."""
        return self.maps * self.rows * self.columns


@dataclass(frozen=True, slots=True)
class Block:
    """A layer's place: its title above, its units below in a grid.

    Attributes
    ----------
    left, top, width, height
        All of it.
    down
        Upper edge of the first unit.
    across
        Pictures, or single units, in a row.
    pitch
        From one picture (or single unit) to the next: across, down.
    pixel
        Width and height of one unit.
    """

    shape: Shape
    left: float
    top: float
    width: float
    height: float
    down: float
    across: int
    pitch: tuple[float, float]
    pixel: tuple[float, float]

    @property
    def single(self) -> bool:
        """Whether the units stand for themselves, not in pictures."""
        return self.shape.maps == 1 and self.shape.rows == 1

    def tile_box(self, tile: int) -> Box:
        """A picture, or a single unit."""
        row, column = divmod(tile, self.across)
        wide = self.pixel[0] * (1 if self.single else self.shape.columns)
        high = self.pixel[1] * (1 if self.single else self.shape.rows)
        return self.left + column * self.pitch[0], self.down + row * self.pitch[1], wide, high

    def unit_box(self, unit: int) -> Box:
        """A unit by its place in the layer, pictures one after the other, row after row."""
        if self.single:
            return self.tile_box(unit)
        tile, inside = divmod(unit, self.shape.rows * self.shape.columns)
        row, column = divmod(inside, self.shape.columns)
        left, top, _, _ = self.tile_box(tile)
        return left + column * self.pixel[0], top + row * self.pixel[1], *self.pixel

    def unit_at(self, x: float, y: float) -> int | None:
        """The unit at a place; None where there is none."""
        column, row = (x - self.left) // self.pitch[0], (y - self.down) // self.pitch[1]
        if not (0 <= column < self.across and row >= 0):
            return None
        tile = int(row) * self.across + int(column)
        if self.single:
            return tile if tile < self.shape.columns else None
        left, top, wide, high = self.tile_box(tile)
        if tile >= self.shape.maps or not (0 <= x - left < wide and 0 <= y - top < high):
            return None
        inside = int((y - top) // self.pixel[1]) * self.shape.columns + int((x - left) // self.pixel[0])
        return tile * self.shape.rows * self.shape.columns + inside

    def neighbour(self, unit: int, right: int, down: int) -> int:
        """The unit so many steps further; the same one at an edge."""
        wide = self.across if self.single else self.shape.columns
        size = self.shape.columns if self.single else self.shape.rows * self.shape.columns
        tile, inside = divmod(unit, size)
        row, column = divmod(inside, wide)
        goal = (row + down) * wide + column + right
        if not 0 <= column + right < wide or not 0 <= goal < size:
            return unit
        return tile * size + goal


def columns_of(n: int) -> int:
    """How many of n units stand in a row: a number that divides n, from its root to twice that.

    >>> columns_of(784), columns_of(32), columns_of(256), columns_of(31)
    (28, 8, 16, 6)
    """
    root = isqrt(n - 1) + 1
    return next((k for k in range(root, 2 * root + 1) if n % k == 0), root)


def place_blocks(
    shapes: Sequence[Shape], width: float, scale: float, top: float = 0.0
) -> tuple[list[Block], float]:
    """Blocks side by side, going on below where `width` is full; and the height that they need.

    `scale` is that of the type; the first row begins at `top`.
    """
    blocks: list[Block] = []
    x, y, high = 0.0, top, 0.0
    for shape in shapes:
        block = _block(shape, scale, width)
        if x and x + block.width > width:
            x, y, high = 0.0, y + high + GAP * scale * 2 / 3, 0.0
        blocks.append(
            Block(
                shape, x, y, block.width, block.height, y + block.down, block.across, block.pitch, block.pixel
            )
        )
        x += block.width + GAP * scale
        high = max(high, block.height)
    return blocks, y + high


def _block(shape: Shape, scale: float, room: float) -> Block:
    """A block at the origin."""
    title = TITLE * scale
    single = shape.maps == 1 and shape.rows == 1
    if shape.bars:
        across, pixel = 1, (_BAR_WIDTH * scale, BAR_ROW * scale)
        pitch, count = pixel, shape.columns
    elif single:
        across, count = columns_of(shape.columns), shape.columns
        side = next(side for most, side in ((64, 16), (160, 12), (400, 8), (1 << 30, 4)) if count <= most)
        pixel = pitch = (side * scale, side * scale)
    else:
        side = max(round(_MAP_SIDE * scale / max(shape.rows, shape.columns)), 1)
        pixel, count = (float(side), float(side)), shape.maps
        gap = _MAP_GAP * scale
        pitch = (side * shape.columns + gap, side * shape.rows + gap)
        fitting = max(int((room + gap) // pitch[0]), 1)
        most = min(_MAPS_ACROSS, fitting)
        across = next(k for k in range(most, 0, -1) if count % k == 0)
        if 2 * across <= most < count:  # rows that are not full are better than many short ones
            across = most
    wide = max(across * pitch[0], _LEAST_WIDTH * scale)
    return Block(shape, 0.0, 0.0, wide, title + ceil(count / across) * pitch[1], title, across, pitch, pixel)
